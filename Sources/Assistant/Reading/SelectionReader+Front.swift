internal import Bytes
internal import Models
internal import Store

/// What stands before a noun: "the 5 largest", "bo's", "overdue", "retail".
extension SelectionReader {
  /// What stands before a noun, whose meaning the noun decides.
  struct Front {
    var meanings: [[ValueFinder.Meaning]] = []
    var names: [ValueFinder.Name] = []
    var words: [String] = []
    /// What does not hold of the records.
    var denied: [Front] = []
    var limit: Int?
    var order: Selection.Order?
    var time: TimePhrase?
    var isMine = false
    /// Whether the first of an order is meant, or the first few where the noun is in the plural.
    var isSuperlative = false

    /// Whether the words so far name people by what they do, or activities by what they are called.
    var isNoun: Bool {
      meanings.last.map { !$0.isEmpty && $0.allSatisfy { ["position", "subject"].contains($0.field) } }
        ?? false
    }
  }

  private static let orders: [String: Selection.Order] = [
    "largest": .greatest, "biggest": .greatest, "highest": .greatest, "top": .greatest,
    "most valuable": .greatest,
    "best": .greatest, "most expensive": .greatest, "greatest": .greatest, "highest value": .greatest,
    "largest value": .greatest, "highest valued": .greatest, "biggest value": .greatest, "hottest": .hottest,
    "smallest": .smallest, "bottom": .smallest, "lowest": .smallest, "cheapest": .smallest,
    "lowest value": .smallest,
    "least valuable": .smallest, "oldest": .oldest, "earliest": .oldest, "first": .oldest, "newest": .newest,
    "latest": .newest, "most recent": .newest, "recent": .newest, "most recently added": .newest,
    "most recently created": .newest, "recently added": .newest, "recently created": .newest, "last": .newest,
    "most recently closed": .newest, "longest": .longest, "shortest": .shortest, "next": .next,
    "upcoming": .next, "fastest": .shortest, "quickest": .shortest, "slowest": .longest,
    "coming": .next,
  ]
  /// Those of them that mean all, in this order.
  private static let unlimited: Set<String> = [
    "recent", "upcoming", "coming", "recently added", "recently created",
  ]

  static let adjectives: Set<String> = [
    "open", "won", "lost", "closed", "active", "overdue", "late", "pending", "done", "completed", "finished",
    "cancelled", "canceled", "urgent", "unassigned", "untagged", "past due", "in progress", "outstanding",
    "new",
    "closed won", "closed lost", "closedwon", "closedlost", "unfinished", "incomplete", "inprogress",
    "remaining",
    "ongoing", "unowned", "todo", "to do", "started", "winning", "losing",
  ]
  static let priorities: Set<String> = ["low", "medium", "high", "urgent"]

  func read(_ front: inout Front, at place: Int) throws -> Int? {
    if !tokens[place].isQuoted, let end = try word(&front, at: place) { return end }
    if let name = try finder.name(tokens[place...], [.company, .contact, .deal]),
      isPossessive(place + name.length) || isBeforeNoun(place + name.length), name.type != .task
    {
      if let (meanings, length) = try finder.values(tokens[place...]), length >= name.length {
        front.meanings.append(meanings)
        return afterPossessive(place + length)
      }
      front.names.append(name)
      return afterPossessive(place + name.length)
    }
    if let (meanings, length) = try values(at: place) {
      front.meanings.append(meanings)
      let end = afterPossessive(place + length)
      // "the retail industry", "partner source", "negotiation stage".
      return skip(
        [
          "stage", "industry", "source", "status", "sector", "tagged", "based", "sourced", "owned", "level",
          "tag",
        ], end,
        most: 1)
    }
    return nil
  }

  /// A word of an order, a number, a state, a time.
  private func word(_ front: inout Front, at place: Int) throws -> Int? {
    let key = keys[place]
    if key == "my" || key == "our" || key == "i" {
      front.isMine = front.isMine || key == "my"
      return place + 1
    }
    if key == "not" {
      var inner = Front()
      guard place + 1 < keys.count, let end = try read(&inner, at: place + 1) else { return nil }
      front.denied.append(inner)
      return end
    }
    if let end = order(&front, at: place) { return end }
    if let found = time.time(keys[place...], isToCome: false), keys[place] != "now" {
      let end = place + found.length
      if isPossessive(end) || isBeforeNoun(end) {
        front.time = found.time
        return afterPossessive(end)
      }
    }
    for length in [2, 1] where place + length <= keys.count {
      let words = keys[place..<(place + length)].joined(separator: " ")
      if Self.adjectives.contains(words) {
        front.words.append(words)
        return place + length
      }
      // "high priority", "highpriority", "priority high".
      let parts = words.replacing(" ", with: "").replacing("priority", with: " priority")
      if parts.hasSuffix(" priority"), Self.priorities.contains(String(parts.dropLast(9))) {
        front.words.append(parts)
        return place + length
      }
    }
    if let number = count(at: place), front.limit == nil || front.limit == 1 {
      // "the 5 largest deals", "5 deals".
      front.limit = number
      return place + 1
    }
    return nil
  }

  private func order(_ front: inout Front, at place: Int) -> Int? {
    for length in [3, 2, 1] where place + length <= keys.count {
      let words = keys[place..<(place + length)].joined(separator: " ")
      guard let order = Self.orders[words] else { continue }
      var end = place + length
      // "last month" is a time.
      if time.time(keys[place...], isToCome: false) != nil { return nil }
      front.order = order
      if end < tokens.count, let number = count(at: end) {
        front.limit = number
        end += 1
      } else if !Self.unlimited.contains(words), front.limit == nil {
        front.isSuperlative = true
      }
      return end
    }
    return nil
  }

  func isPossessive(_ place: Int) -> Bool { place < keys.count && keys[place] == "'s" }

  /// Whether records are named from a word on.
  func isNamed(_ place: Int) -> Bool {
    place < keys.count && (Noun.find(keys[place...]) != nil || Self.adjectives.contains(keys[place]))
  }

  private func isBeforeNoun(_ place: Int) -> Bool {
    isNamed(place) || place < keys.count && ["revenue", "sales"].contains(keys[place])
  }

  func afterPossessive(_ place: Int) -> Int { isPossessive(place) ? place + 1 : place }

  func count(at place: Int) -> Int? {
    guard place < tokens.count, !tokens[place].isQuoted else { return nil }
    if let number = tokens[place].number, tokens[place].currency == nil, number >= 1, number <= 1000 {
      return Int(exactly: number)
    }
    if tokens[place].number != nil || keys[place] == "a" || keys[place] == "one" { return nil }
    return TimeReader.count(keys[place])
  }

  /// Says of the records what stood before the noun; false where that makes no sense of them.
  func settle(_ front: Front, into selection: inout Selection) throws -> Bool {
    for word in front.words where try !say(word, of: &selection) { return false }
    for meanings in front.meanings {
      guard let condition = condition(meanings, for: selection.type) else { return false }
      if meanings.contains(where: { $0.field == "status" || $0.field == "stage" }) {
        selection.saysStatus = true
      }
      selection.conditions.append(condition)
    }
    for name in front.names {
      guard name.type != selection.type, let condition = condition(name, for: selection.type) else {
        return false
      }
      guard name.records.count == 1 else { throw Ambiguity(candidates: name.records) }
      selection.conditions.append(condition)
    }
    for inner in front.denied {
      var other = Selection(selection.type)
      guard try settle(inner, into: &other), !other.conditions.isEmpty else { return false }
      selection.conditions.append(.not(other.conditions.reduce(.all([]), Condition.and)))
      selection.saysStatus = selection.saysStatus || other.saysStatus
    }
    if front.isMine, let user, Catalog.of(selection.type).field("owner") != nil {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    selection.limit = front.limit
    selection.order = front.order
    if let time = front.time {
      guard let path = usualTime(selection) else { return false }
      selection.conditions.append(.within(path, time.text))
    }
    if front.order == .next {
      guard let path = usualTime(selection, isToCome: true) else { return false }
      if selection.type == .deal { _ = try say("open", of: &selection) }
      let now: Operand = .word(selection.type == .activity ? "now" : "today")
      selection.conditions.append(.compare(path, .greaterOrEqual, now))
    }
    return true
  }
}
