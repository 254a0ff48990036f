internal import Bytes
internal import Models
internal import Store

/// Questions for what happened: why something was lost, when somebody was spoken to, what went on.
extension QuestionReader {
  func loss() throws -> Intent? {
    guard key(0) == "why" || contains("reason", "reasons", "wrong"),
      contains("lose", "lost", "losing", "loss", "fail", "failed", "wrong", "fell")
    else { return nil }
    guard let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    guard
      isAll(
        [
          "why", "lose", "lost", "losing", "loss", "reason", "reasons", "deal", "deals", "happen", "behind",
          "fail", "failed",
          "went", "wrong", "through", "fall", "fell",
        ],
        but: range)
    else {
      return nil
    }
    return .loss(record)
  }

  private static let exchanges: [String: String] = [
    "call": "call", "called": "call", "phone": "call", "phoned": "call", "email": "email", "emailed": "email",
    "mail": "email", "mailed": "email", "met": "meeting", "meet": "meeting", "meeting": "meeting",
    "calls": "call",
    "note": "note",
  ]

  /// "when did we last talk to Ann Lee?", "last call with Acme", "when did bo last email Globex?".
  func lastTalk() throws -> Intent? {
    let talk: Set<String> = [
      "talk", "talked", "speak", "spoke", "spoken", "contact", "contacted", "met", "meet", "call", "called",
      "hear", "heard", "email", "emailed", "conversation", "touch", "interaction", "activity", "exchange",
      "meeting",
      "reach", "reached", "mail", "mailed", "phoned", "thing", "communication", "interact", "interacted",
      "touchpoint",
      "visit", "visited", "chat", "note", "engage", "engaged", "happened",
    ]
    guard contains("when", "last", "latest", "ago", "recent"),
      contains("last", "latest", "recently", "ago", "recent"),
      let verb = keys.first(where: talk.contains)
    else { return nil }
    guard let (record, range) = try anyRecord([.contact, .company, .deal]) else { return nil }
    // Who of us.
    var condition: Condition?
    var owner = 0..<0
    for place in keys.indices where !range.contains(place) && !FillerWords.all.contains(keys[place]) {
      if let (found, end) = try reader.owners(place, .activity),
        end <= range.lowerBound || place >= range.upperBound
      {
        (condition, owner) = (found, place..<end)
        break
      }
    }
    let others: Set<String> = [
      "when", "last", "latest", "time", "recently", "anyone", "anybody", "somebody", "long", "ago", "most",
      "recent", "date",
      "occurred", "deal", "company", "team",
    ]
    guard
      keys.indices.allSatisfy({
        range.contains($0) || owner.contains($0) || talk.contains(keys[$0]) || others.contains(keys[$0])
          || FillerWords.all.contains(keys[$0])
      }), range.upperBound >= keys.count || !keys[range.upperBound...].contains("by") || !owner.isEmpty
    else { return nil }
    let isAny = ["activity", "interaction", "thing", "touchpoint", "happened"].contains(verb)
    let kind: Condition? =
      Self.exchanges[verb].map { .compare(Path(["kind"]), .equal, .word($0)) }
      ?? (isAny ? nil : .compare(Path(["kind"]), .notEqual, .word("note")))
    let all = [kind, condition].compactMap(\.self)
    return .lastTalk(record, all.isEmpty ? nil : all.reduce(.all([]), Condition.and))
  }

  func story() throws -> Intent? {
    let asks: Set<String> = [
      "summarise", "summarize", "summary", "recap", "overview", "history", "happened", "happening", "brief",
      "briefing", "story", "latest", "news", "status", "update", "background", "discussed", "discuss", "talk",
      "talked",
      "said", "going", "new", "profile", "details", "info", "information", "timeline", "more", "everything",
      "log",
    ]
    let nouns: Set<String> = [
      "summarise", "summarize", "summary", "recap", "overview", "history", "brief", "briefing", "profile",
      "timeline",
      "background", "info", "information", "details", "everything", "update", "story", "log", "news",
    ]
    let opening = keys.prefix(5)
    let isAsked =
      opening.contains(where: nouns.contains) || keys.starts(with: ["tell", "me"]) && contains("about")
      || opening.contains("what")
        && (contains("happened", "happening", "discussed", "discuss", "said", "talk", "talked", "know", "new")
          || contains("going") && contains("on"))
      || isWhoIs
    if let record = try bare() { return .story(record, nil) }
    guard isAsked, let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    let others: Set<String> = [
      "activities", "activity", "interactions", "everything", "interaction", "relationship", "recent", "deal",
      "company",
      "contact", "notes", "calls", "emails", "meetings", "conversations", "between", "what", "last",
      "recently", "stage",
      "short", "quick", "lately", "account", "past", "communication", "all",
    ]
    // "details" of a contact are more than the story where they are those of reaching it.
    if contains("details", "info", "information"), keys.contains("contact") { return nil }
    // "what happened with Acme last month".
    for place in keys.indices where !range.contains(place) {
      guard let (condition, end) = reader.bound(place, Path(["occurred_at"]), isToCome: false),
        !range.overlaps(place..<end),
        keys.indices.allSatisfy({
          (place..<end).contains($0) || range.contains($0) || asks.union(others).contains(keys[$0])
            || FillerWords.all.contains(keys[$0])
        })
      else { continue }
      return .story(record, condition)
    }
    return isAll(asks.union(others), but: range) ? .story(record, nil) : nil
  }

  /// "Ann Lee", "show me Acme renewal", "find the deal Acme renewal": nothing but a record.
  private func bare() throws -> StoreError.Candidate? {
    var place = reader.skip(
      [
        "show", "me", "find", "give", "get", "display", "the", "please", "view", "look", "up", "open", "can",
        "you", "see",
      ], 0)
    place = reader.skip(["deal", "contact", "company", "account", "called", "named"], place)
    guard place < tokens.count, let name = try finder.name(tokens[place...], [.contact, .company, .deal]),
      reader.skip(["deal", "please", "company", "contact"], place + name.length) >= keys.count,
      name.records.count == 1
    else { return nil }
    return name.records[0]
  }

  /// "who is Ann Lee?", "what is Acme renewal?".
  private var isWhoIs: Bool {
    (keys.first == "who" || keys.first == "what") && ["is", "'s"].contains(key(1)) && tokens.count > 2
      && (tokens[2].text.first?.isUppercase == true || tokens[2].isQuoted)
  }
}
