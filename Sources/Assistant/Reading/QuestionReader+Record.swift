internal import Models
internal import Store

/// Questions about one record: what a field says, what happened, who plays a part.
extension QuestionReader {
  /// The one record that is named somewhere, and where.
  func anyRecord(_ types: [RecordType]) throws -> (StoreError.Candidate, Range<Int>)? {
    for place in tokens.indices where !FillerWords.all.contains(keys[place]) || tokens[place].isQuoted {
      if ["deal", "company", "contact"].contains(keys[place]) { continue }
      if let name = try finder.name(tokens[place...], types) {
        guard name.records.count == 1 else { throw Ambiguity(candidates: name.records) }
        return (name.records[0], place..<(place + name.length))
      }
    }
    return nil
  }

  func contains(_ words: String...) -> Bool { words.contains(where: keys.contains) }

  /// Whether every word but those of a name is one of these or carries nothing.
  func isAll(_ words: Set<String>, but range: Range<Int>) -> Bool {
    keys.indices.allSatisfy {
      range.contains($0) || words.contains(keys[$0]) || FillerWords.all.contains(keys[$0])
    }
  }

  // MARK: Stories

  func loss() throws -> Intent? {
    guard keys.first == "why" || contains("reason", "reasons"), contains("lose", "lost", "losing", "loss")
    else { return nil }
    guard let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    guard
      isAll(["why", "lose", "lost", "losing", "reason", "reasons", "deal", "deals", "happen"], but: range)
    else {
      return nil
    }
    return .loss([record])
  }

  func lastTalk() throws -> Intent? {
    let talk: Set<String> = [
      "talk", "talked", "speak", "spoke", "spoken", "contact", "contacted", "met", "meet", "call", "called",
      "hear", "heard",
      "email", "emailed", "conversation", "touch", "interaction", "activity", "exchange", "meeting", "reach",
      "reached",
    ]
    guard contains("when", "last", "latest"), contains("last", "latest", "recently"),
      keys.contains(where: talk.contains)
    else { return nil }
    guard let (record, range) = try anyRecord([.contact, .company, .deal]) else { return nil }
    guard
      isAll(
        talk.union(["when", "last", "latest", "time", "recently", "anyone", "anybody", "somebody"]),
        but: range)
    else { return nil }
    return .lastTalk(record)
  }

  func story() throws -> Intent? {
    let asks: Set<String> = [
      "summarise", "summarize", "summary", "recap", "overview", "history", "happened", "happening", "brief",
      "briefing",
      "story", "latest", "news", "status", "update", "background", "discussed", "discuss", "talk", "talked",
      "said",
    ]
    let opening = keys.prefix(4)
    let isAsked =
      opening.contains {
        ["summarise", "summarize", "summary", "recap", "overview", "history", "brief", "briefing"].contains(
          $0)
      }
      || keys.starts(with: ["tell", "me", "about"])
      || keys.starts(with: ["tell", "me", "everything", "about"])
      || opening.contains("what")
        && contains("happened", "happening", "discussed", "discuss", "said", "talk", "talked")
    guard isAsked, let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    let others: Set<String> = [
      "activities", "activity", "interactions", "everything", "interaction", "relationship", "recent", "deal",
      "company",
      "contact", "notes", "calls", "emails", "meetings", "conversations", "between", "what", "last",
      "recently",
    ]
    return isAll(asks.union(others), but: range) ? .story(record) : nil
  }

  // MARK: Attributes

  static let asking: Set<String> = [
    "what", "who", "when", "where", "which", "how", "is", "are", "tell", "me", "give", "show",
  ]

  /// "what's John Smith's email address?", "phone number of Priya Patel", "what stage is Acme renewal in?".
  func attribute() throws -> Intent? {
    guard let (record, range) = try anyRecord([.deal, .company, .contact, .task]) else { return nil }
    let type = record.type
    var place = 0
    var paths: [Path] = []
    var rest: [String] = []
    while place < keys.count {
      if range.contains(place) {
        place = range.upperBound
      } else if let (path, length) = Attributes.find(
        keys[place..<min(keys.count, place < range.lowerBound ? range.lowerBound : keys.count)], of: type)
      {
        if !paths.contains(path) { paths.append(path) }
        place += length
      } else {
        rest.append(keys[place])
        place += 1
      }
    }
    let left = rest.filter {
      !FillerWords.all.contains($0) && $0 != "deal" && $0 != "contact" && $0 != "company"
    }
    if paths.isEmpty { return try implied(record, left) }
    guard
      left.isEmpty || left.allSatisfy({ Self.asking.contains($0) || ["currently", "expected"].contains($0) })
    else {
      return nil
    }
    // "deals of Acme Corp by stage" asks for deals.
    guard !rest.contains("by"), !rest.contains("many"),
      Noun.find(keys[...]) == nil || paths.count == 1 && keys.contains("of"),
      rest.allSatisfy({ $0 != "list" && $0 != "find" && $0 != "deals" && $0 != "contacts" })
    else { return nil }
    return .attribute(paths, of: record)
  }

  /// "who owns Acme renewal?", "where is Acme Corp?", "how much is Acme renewal worth?", "when does it close?".
  func implied(_ record: StoreError.Candidate, _ left: [String]) throws -> Intent? {
    let path: [String]? =
      switch (keys.first, Set(left)) {
      case ("who", ["owns"]), ("who", ["manages"]), ("who", ["handles"]): ["owner"]
      case ("where", []), ("where", ["where"]), ("where", ["where", "located"]),
        ("where", ["where", "based"]):
        ["city"]
      case ("how", ["worth"]), ("what", ["worth"]): ["value"]
      case ("when", ["when", "closing"]), ("when", ["when", "close"]), ("when", ["when", "closes"]):
        ["expected_close"]
      case ("when", ["when", "due"]): ["due_date"]
      case ("when", ["when", "created"]), ("when", ["when", "added"]): ["created_at"]
      case ("how", ["big"]), ("how", ["large"]): [record.type == .deal ? "value" : "size"]
      default: nil
      }
    guard let path, Catalog.of(record.type).field(path[0]) != nil || path == ["city"] else { return nil }
    return .attribute(
      [Path(record.type == .contact && path == ["city"] ? ["company", "city"] : path)], of: record)
  }

  /// "who is the champion on the Acme renewal deal?".
  func role() throws -> Intent? {
    guard keys.first == "who" || keys.first == "which" || keys.contains("who") else { return nil }
    for place in tokens.indices {
      guard let (role, length) = try finder.role(tokens[place...]) else { continue }
      guard let (record, range) = try anyRecord([.deal]) else { return nil }
      guard isAll(Set(keys[place..<(place + length)]).union(["deal", "who", "which"]), but: range) else {
        return nil
      }
      return .role(role, deal: record)
    }
    return nil
  }
}
