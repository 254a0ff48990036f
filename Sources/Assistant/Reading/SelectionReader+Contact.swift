internal import Bytes
internal import Models
internal import Store

/// Who was spoken to or not, what was bought, and what is not there.
extension SelectionReader {
  static let talking: Set<String> = [
    "talked", "spoken", "spoke", "contacted", "called", "emailed", "met", "heard", "touched", "reached",
    "talk", "speak",
    "contact", "interacted", "engaged", "meet", "call", "email", "hear", "reach", "mailed", "interact",
    "phoned",
    "visited", "messaged", "chatted", "phone",
  ]
  static let denials: Set<String> = ["not", "never", "nobody", "no"]
  private static let kinds = [
    "called": "call", "call": "call", "emailed": "email", "met": "meeting", "meet": "meeting",
    "email": "email",
    "mailed": "email", "phoned": "call", "phone": "call", "visited": "meeting",
  ]

  /// What somebody did to speak to somebody: a call, a mail, a meeting, or whatever but a note.
  static func exchange(by verb: String) -> Condition {
    guard let kind = kinds[verb] else { return .compare(Path(["kind"]), .notEqual, .word("note")) }
    return .compare(Path(["kind"]), .equal, .word(kind))
  }

  /// "I haven't talked to in 30 days", "not contacted since March", "never met", "quiet for 90 days".
  func quiet(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .contact || selection.type == .company || selection.type == .deal else {
      return nil
    }
    var exchange = Self.exchange(by: "")
    var at = skip(
      [
        "that", "who", "which", "i", "we", "have", "has", "were", "was", "had", "been", "whom", "did", "do",
        "with",
        "are", "is", "gone", "went",
      ], place)
    var isDenied = false
    if ["quiet", "silent", "dormant", "inactive", "untouched", "uncontacted"].contains(key(at)) {
      isDenied = true
    } else {
      // "did bo meet", "that ana has not called": who of us.
      var owner: Condition?
      if at < tokens.count, let (found, end) = try owners(at, .activity), keys[at] != "me" {
        owner = found
        at = skip(["has", "have", "had", "did", "ever"], end)
      }
      if Self.denials.contains(key(at)) {
        isDenied = true
        at += 1
      } else if key(at) == "ever", Self.talking.contains(key(at + 1)) {
        at += 1
      }
      at = skip(
        ["have", "has", "been", "one", "was", "us", "we", "i", "had", "to", "yet", "in", "recently"], at)
      if key(at) == "touch", key(at - 1) == "in" {
        guard isDenied || at > place + 1 else { return nil }
      } else {
        guard Self.talking.contains(key(at)),
          isDenied || at > place || ["contacted", "called", "met", "emailed"].contains(key(at))
        else { return nil }
        // "contacts with a call", "an email": a thing and no verb.
        if ["call", "email", "contact", "phone"].contains(key(at)), ["with", "no"].contains(key(at - 1)) {
          return nil
        }
        if ["call", "email", "contact", "phone", "meet", "talk", "speak", "hear", "reach", "interact"]
          .contains(key(at)),
          !keys[place..<at].contains(where: {
            ["we", "i", "did", "do", "to"].contains($0) || Self.denials.contains($0)
          })
        {
          return nil
        }
      }
      // "who are engaged": a status, where nobody did it and it was at no time.
      let isState = !isDenied && ["engaged", "contacted"].contains(key(at)) && lapse(at + 1) == nil
      if isState,
        !keys[place..<at].contains(where: { ["we", "i", "have", "has", "been", "did", "had"].contains($0) }),
        try finder.meanings(of: key(at)).contains(where: { $0.field == "status" })
      {
        return nil
      }
      exchange = Self.exchange(by: key(at))
      if let owner { exchange = .and(exchange, owner) }
    }
    at = skip(["to", "with", "from", "us", "them", "out", "by", "anyone", "back", "at", "all"], at + 1)
    if let (owner, end) = try owners(at, .activity) {
      exchange = .and(exchange, owner)
      at = end
    }
    var condition = exchange
    let isRecent = key(at) == "recently" || key(at) == "lately"
    if let (bound, end) = lapse(at) {
      condition = .and(exchange, bound)
      at = end
    } else if isRecent {
      condition = .and(exchange, .compare(Path(["occurred_at"]), .greaterOrEqual, .word("-30d")))
      at += 1
    } else if ["quiet", "silent", "dormant", "inactive", "untouched"].contains(key(at - 1)) {
      // For how long, nobody said.
      return nil
    }
    selection.conditions.append(
      isDenied
        ? .count(Path(["activities"]), condition, .equal, 0)
        : .count(Path(["activities"]), condition, .greater, 0))
    return skip(["yet", "so", "far"], at)
  }

  /// How far back: "in 30 days", "since March", "for more than two months".
  private func lapse(_ place: Int) -> (Condition, Int)? {
    let path = Path(["occurred_at"])
    if let (bound, end) = bound(place, path, isToCome: false) { return (bound, end) }
    var at = skip(["for", "in", "over", "within", "during"], place)
    if let (_, end) = comparison(at) { at = end }
    at = skip(["the", "last", "past"], at)
    guard at > place, let count = TimeReader.count(key(at)), let unit = Self.unit(key(at + 1)) else {
      return nil
    }
    return (
      .compare(path, .greaterOrEqual, .word("-\(count)\(unit)")),
      skip(["or", "more", "longer", "now", "already"], at + 2)
    )
  }

  static func unit(_ word: String) -> String? {
    switch word {
    case "day", "days": "d"
    case "week", "weeks": "w"
    case "month", "months": "m"
    case "year", "years": "y"
    default: nil
    }
  }

  // MARK: Bought

  private static let dealings: [String: String] = [
    "won": "won", "win": "won", "bought": "won", "buy": "won", "purchased": "won", "signed": "won",
    "sold": "won",
    "sell": "won", "lost": "lost", "lose": "lost", "closed": "won", "ordered": "won",
  ]

  /// "we won a deal with this year", "that bought something last quarter", "we lost deals with".
  func dealt(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .company || selection.type == .contact else { return nil }
    var at = skip(
      [
        "that", "who", "which", "we", "have", "has", "did", "i", "where", "with", "whom", "us", "ever", "had",
      ], place)
    guard let status = Self.dealings[key(at)] else { return nil }
    at += 1
    let start = at
    at = skip(
      ["a", "any", "some", "something", "anything", "deal", "deals", "from", "us", "to", "business", "one"],
      at)
    guard at > start || ["bought", "purchased", "ordered"].contains(key(start - 1)) else { return nil }
    at = skip(["with", "to", "from", "for", "at", "us"], at)
    var deal = Selection(.deal)
    _ = try say(status, of: &deal)
    if let (bound, end) = bound(at, Path(["closed_at"]), isToCome: false) {
      deal.conditions.append(bound)
      at = end
    }
    selection.conditions.append(.count(Path(["deals"]), deal.condition, .greater, 0))
    return at
  }

  // MARK: Without

  /// "without any contact", "with no email", "missing a phone number", "that have no tasks", "where nothing is next".
  func absence(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      ["that", "which", "who", "where", "there", "is", "are", "we", "but", "whose", "and", "do", "does"],
      place)
    switch (key(at), key(at + 1)) {
    case ("without", _), ("lacking", _), ("missing", _), ("lack", _), ("lacks", _): at += 1
    case ("with", "no"), ("having", "no"), ("have", "no"), ("has", "no"), ("with", "zero"), ("got", "no"),
      ("with", "missing"), ("have", "zero"), ("has", "zero"), ("with", "empty"), ("had", "no"),
      ("having", "zero"), ("with", "unknown"), ("with", "neither"), ("have", "neither"), ("has", "neither"):
      at += 2
    case ("not", "have"), ("not", "having"): at += 2
    case ("have", "not"), ("has", "not"), ("had", "not"):
      guard key(at + 2) == "had" || key(at + 2) == "got" else { return nil }
      at += 3
    case ("no", _) where at > place || ["and", "but", ","].contains(key(place - 1)): at += 1
    default: return empty(at, place, &selection)
    }
    at = skip(
      ["a", "an", "any", "the", "single", "known", "assigned", "linked", "at", "all", "set", "have", "had"],
      at)
    guard at < keys.count else { return nil }
    if let (path, length) = finder.attribute(keys[at...], of: selection.type),
      path.names.count == 1 || path.names[0] == "fields",
      !["contacts", "tasks", "deals", "activities", "contact", "deal", "note", "notes", "emails"].contains(
        keys[at])
        || Catalog.of(selection.type).relation(keys[at])?.many == false
    {
      selection.conditions.append(.isNull(path))
      return also(skip(["set", "assigned", "at", "all"], at + length), &selection)
    }
    // "no contact in 60 days": not spoken to, where the records are people themselves.
    if ["contact", "communication", "conversation", "conversations", "interaction", "touch"].contains(
      key(at)),
      selection.type == .contact || lapse(at + 1) != nil
    {
      var condition = Condition.compare(Path(["kind"]), .notEqual, .word("note"))
      var end = at + 1
      if let (bound, stop) = lapse(end) { (condition, end) = (.and(condition, bound), stop) }
      selection.conditions.append(.count(Path(["activities"]), condition, .equal, 0))
      return end
    }
    guard let (inner, end) = try self.selection(from: at, isInner: true) else { return nil }
    var stop = end
    var condition = inner.condition
    if inner.type == .activity, let (bound, next) = lapse(stop) {
      condition = Condition.and(condition ?? .all([]), bound)
      stop = next
    }
    let relations = Catalog.of(selection.type).relations.filter { $0.target == inner.type }
    if let many = relations.first(where: \.many) {
      selection.conditions.append(.count(Path([many.name]), condition, .equal, 0))
    } else if let one = relations.first {
      selection.conditions.append(.isNull(Path([one.name + "_id"])))
    } else {
      return nil
    }
    return stop
  }

  /// "without email or phone": the second field as well.
  private func also(_ place: Int, _ selection: inout Selection) -> Int {
    guard ["or", "and", "nor"].contains(key(place)) else { return place }
    let at = skip(["or", "and", "nor", "a", "an", "any", "no", "without"], place)
    guard at < keys.count, let (path, length) = finder.attribute(keys[at...], of: selection.type) else {
      return place
    }
    selection.conditions.append(.isNull(path))
    return at + length
  }

  /// "whose phone is missing", "where the owner is unknown", "whose next step is empty".
  private func empty(_ at: Int, _ place: Int, _ selection: inout Selection) -> Int? {
    let start = skip(["the", "a", "an"], at)
    guard start > place, start < keys.count,
      let (path, length) = finder.attribute(keys[start...], of: selection.type)
    else {
      return nil
    }
    let end = skip(["is", "are", "was"], start + length)
    guard end > start + length, ["missing", "empty", "unknown", "blank", "unset"].contains(key(end)) else {
      return nil
    }
    selection.conditions.append(.isNull(path))
    return end + 1
  }
}
