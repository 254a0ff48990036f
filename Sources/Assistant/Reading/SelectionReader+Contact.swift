internal import Bytes
internal import Models
internal import Store

/// Who was not spoken to, and what is not there.
extension SelectionReader {
  static let talking: Set<String> = [
    "talked", "spoken", "spoke", "contacted", "called", "emailed", "met", "heard", "touched", "reached",
    "talk", "speak",
    "contact", "interacted", "engaged",
  ]
  static let denials: Set<String> = [
    "not", "never", "haven't", "havent", "hasn't", "hasnt", "didn't", "didnt", "nobody", "wasn't", "weren't",
    "no",
  ]

  /// "I haven't talked to in 30 days", "not contacted since March", "never met".
  func quiet(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var exchange = Condition.compare(Path(["kind"]), .notEqual, .word("note"))
    var at = skip(
      ["that", "who", "which", "i", "we", "have", "has", "were", "was", "had", "been", "whom", "did"], place)
    let isDenied = Self.denials.contains(key(at))
    if isDenied { at += 1 }
    at = skip(["have", "has", "been", "one", "was", "us", "we", "i", "had"], at)
    guard Self.talking.contains(key(at)), isDenied || at > place || key(at) == "contacted" else { return nil }
    guard selection.type == .contact || selection.type == .company || selection.type == .deal else {
      return nil
    }
    if let kind = ["called": "call", "emailed": "email", "met": "meeting"][key(at)] {
      exchange = .compare(Path(["kind"]), .equal, .word(kind))
    }
    at = skip(["to", "with", "from", "us", "them", "out", "by", "anyone"], at + 1)
    let activities = Path(["activities"])
    var condition = exchange
    if let (bound, end) = bound(at, Path(["occurred_at"]), isToCome: false) {
      condition = .and(exchange, bound)
      at = end
    } else if key(at) == "for" || key(at) == "in", let count = TimeReader.count(key(at + 1)),
      let unit = Self.unit(key(at + 2))
    {
      condition = .and(exchange, .compare(Path(["occurred_at"]), .greaterOrEqual, .word("-\(count)\(unit)")))
      at += 3
      at = skip(["or", "more", "longer"], at)
    } else if isDenied, key(at) == "recently" {
      condition = .and(exchange, .compare(Path(["occurred_at"]), .greaterOrEqual, .word("-30d")))
      at += 1
    }
    selection.conditions.append(
      isDenied ? .count(activities, condition, .equal, 0) : .count(activities, condition, .greater, 0))
    return at
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

  // MARK: Without

  /// "without any contact", "with no email", "missing a phone number", "that have no tasks".
  func absence(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(["that", "which", "who", "where", "there", "is", "are"], place)
    switch (key(at), key(at + 1)) {
    case ("without", _), ("lacking", _), ("missing", _): at += 1
    case ("with", "no"), ("having", "no"), ("have", "no"), ("has", "no"), ("with", "zero"), ("got", "no"):
      at += 2
    case ("don't", "have"), ("doesn't", "have"), ("dont", "have"), ("not", "have"), ("not", "having"): at += 2
    case ("do", "not") where key(at + 2) == "have": at += 3
    case ("no", _) where at > place: at += 1
    default: return nil
    }
    at = skip(["a", "an", "any", "the", "single", "known", "assigned", "linked"], at)
    guard at < keys.count else { return nil }
    if let (path, length) = Attributes.find(keys[at...], of: selection.type), path.names.count == 1,
      !["contacts", "tasks", "deals", "activities"].contains(keys[at])
    {
      selection.conditions.append(.isNull(path))
      return at + length
    }
    guard let (inner, end) = try self.selection(from: at) else { return nil }
    let relations = Catalog.of(selection.type).relations.filter { $0.target == inner.type }
    if let many = relations.first(where: \.many) {
      selection.conditions.append(.count(Path([many.name]), inner.condition, .equal, 0))
    } else if let one = relations.first {
      selection.conditions.append(.isNull(Path([one.name + "_id"])))
    } else {
      return nil
    }
    return end
  }
}
