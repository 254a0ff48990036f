internal import Bytes
internal import Models
internal import Store

/// Reads which records some words mean: "open deals over 50k with healthcare companies closing next month".
///
/// A noun with what stands before it and clauses behind it; a clause may hold records of another kind, with clauses of
/// their own.
struct SelectionReader {
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let time: TimeReader
  /// Whom "my" means; nil where that is everybody.
  let user: String?

  /// The records named from a word on, and the first word behind them; nil where there is no noun.
  func selection(from start: Int) throws -> (selection: Selection, end: Int)? {
    var place = start
    var front = Front()
    var selection: Selection?
    while place < tokens.count, selection == nil {
      if let (noun, length) = noun(at: place, front) {
        selection = Selection(noun)
        if let kind = noun.leadKind { selection?.conditions.append(try leads(kind)) }
        place += length
        if front.isSuperlative, front.limit == nil { front.limit = keys[place - 1].hasSuffix("s") ? 10 : 1 }
      } else if let end = try read(&front, at: place) {
        place = end
      } else if FillerWords.all.contains(keys[place]), keys[place] != "who", keys[place] != "whom" {
        place += 1
      } else if keys[place] == "who" || keys[place] == "whom" {
        selection = Selection(.contact)
        place += 1
      } else {
        break
      }
    }
    if selection == nil, let position = front.meanings.joined().first(where: { $0.field == "position" }) {
      selection = Selection(position.type)
    }
    guard var selection else { return nil }
    guard try settle(front, into: &selection) else { return nil }
    place = try clauses(from: place, into: &selection)
    return (selection, place)
  }

  /// What stands before a noun, whose meaning the noun decides.
  private struct Front {
    var meanings: [[ValueFinder.Meaning]] = []
    var names: [ValueFinder.Name] = []
    var words: [String] = []
    var limit: Int?
    var order: String?
    var isMine = false
    /// Whether the first of an order is meant, or the first few where the noun is in the plural.
    var isSuperlative = false
  }

  private func noun(at place: Int, _ front: Front) -> (noun: Noun, length: Int)? {
    guard !tokens[place].isQuoted, let found = Noun.find(keys[place...]) else { return nil }
    // "won deals", "email addresses": a word before another noun belongs to that.
    if let next = Noun.find(keys[(place + found.length)...]), next.noun.type != .activity,
      found.noun.type == .company
    {
      return nil
    }
    return found
  }

  // MARK: Before the noun

  private static let orders: [String: (descending: Bool, field: Order)] = [
    "largest": (true, .size), "biggest": (true, .size), "highest": (true, .size), "top": (true, .size),
    "most valuable": (true, .size), "best": (true, .size), "hottest": (true, .score),
    "smallest": (false, .size),
    "lowest": (false, .size), "cheapest": (false, .size), "oldest": (false, .made),
    "earliest": (false, .made),
    "newest": (true, .made), "latest": (true, .made), "most recent": (true, .made), "recent": (true, .made),
    "longest": (true, .age),
  ]

  private enum Order { case size, made, score, age }

  private static let adjectives: Set<String> = [
    "open", "won", "lost", "closed", "active", "overdue", "late", "pending", "done", "completed", "finished",
    "cancelled", "urgent", "unassigned", "untagged", "past due", "in progress", "outstanding",
  ]

  private func read(_ front: inout Front, at place: Int) throws -> Int? {
    let key = keys[place]
    let two = place + 1 < keys.count ? key + " " + keys[place + 1] : key
    if !tokens[place].isQuoted {
      if key == "my" || key == "our" || key == "i" {
        front.isMine = front.isMine || key == "my"
        return place + 1
      }
      if key == "last", let number = count(at: place + 1),
        Noun.find(keys[min(place + 2, keys.count)...]) != nil
      {
        (front.order, front.limit) = ("latest", number)
        return place + 2
      }
      for (words, length) in [(two, 2), (key, 1)] where length == 1 || two != key {
        if Self.orders[words] != nil {
          front.order = words
          var end = place + length
          if end < tokens.count, let number = count(at: end) {
            front.limit = number
            end += 1
          } else if words != "recent", front.limit == nil {
            front.isSuperlative = true
          }
          return end
        }
        if Self.adjectives.contains(words) {
          front.words.append(words)
          return place + length
        }
        if words.hasSuffix(" priority") || key == "priority" {
          let name = String(words.split(separator: " ")[0])
          if ["low", "medium", "high", "urgent"].contains(name) {
            front.words.append(name + " priority")
            return place + 2
          }
        }
      }
      if let number = count(at: place), front.limit == nil || front.limit == 1 {
        // "the 5 largest deals", "5 deals".
        front.limit = number
        return place + 1
      }
    }
    if let name = try finder.name(tokens[place...], [.company, .contact, .deal]),
      isPossessive(place + name.length) || isBeforeNoun(place + name.length),
      name.type != .task
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
      var end = afterPossessive(place + length)
      // "the retail industry", "partner source", "negotiation stage".
      if end < keys.count,
        ["stage", "industry", "source", "status", "sector", "tagged", "based"].contains(keys[end])
      {
        end += 1
      }
      return end
    }
    return nil
  }

  private func isPossessive(_ place: Int) -> Bool { place < keys.count && keys[place] == "'s" }

  private func isBeforeNoun(_ place: Int) -> Bool {
    place < keys.count
      && (Noun.find(keys[place...]) != nil || Self.adjectives.contains(keys[place]))
  }

  private func afterPossessive(_ place: Int) -> Int { isPossessive(place) ? place + 1 : place }

  private func count(at place: Int) -> Int? {
    guard place < tokens.count, !tokens[place].isQuoted else { return nil }
    if let number = tokens[place].number, tokens[place].currency == nil, number >= 1, number <= 1000 {
      return Int(exactly: number)
    }
    return keys[place] == "a" || keys[place] == "one" ? nil : TimeReader.count(keys[place])
  }

  /// Values from a word on, positions in the plural as well: CTOs, office managers.
  func values(at place: Int) throws -> (meanings: [ValueFinder.Meaning], length: Int)? {
    if let found = try finder.values(tokens[place...]) { return found }
    for length in stride(from: min(3, tokens.count - place), through: 1, by: -1) {
      var words = Array(tokens[place..<(place + length)])
      guard let last = words.last, last.text.count > 2, last.text.hasSuffix("s"), !last.isQuoted else {
        continue
      }
      words[length - 1] = Token(String(last.text.dropLast()))
      guard let found = try finder.values(words[...]), found.length == length else { continue }
      let positions = found.meanings.filter { $0.field == "position" }
      if !positions.isEmpty { return (positions, length) }
    }
    return nil
  }

  /// Says of the records what stood before the noun; false where that makes no sense of them.
  private func settle(_ front: Front, into selection: inout Selection) throws -> Bool {
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
    if front.isMine, let user, Catalog.of(selection.type).field("owner") != nil {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    selection.limit = front.limit
    if let order = front.order.flatMap({ Self.orders[$0] }) {
      selection.sort = [Query.Sort(path: path(order.field, selection.type), descending: order.descending)]
    }
    return true
  }

  private func path(_ order: Order, _ type: RecordType) -> Path {
    switch (order, type) {
    case (.size, .deal): Path(["value"])
    case (.size, .company): Path(["size"])
    case (.size, .contact), (.score, _): Path(["score"])
    case (.size, .task): Path(["priority"])
    case (.age, .deal): Path(["age_days"])
    case (_, .activity), (_, .meeting): Path(["occurred_at"])
    default: Path(["created_at"])
    }
  }

  // MARK: Words

  /// Says a word such as "open" of records; false where it means nothing of them.
  func say(_ word: String, of selection: inout Selection) throws -> Bool {
    func add(_ condition: Condition) -> Bool {
      selection.conditions.append(condition)
      selection.saysStatus = true
      return true
    }
    let status = Path(["status"])
    switch (selection.type, word) {
    case (.deal, "open"), (.deal, "active"), (.deal, "pending"):
      return add(.compare(status, .equal, .word("open")))
    case (.deal, "won"), (.deal, "lost"): return add(.compare(status, .equal, .word(word)))
    case (.deal, "closed"): return add(.compare(status, .notEqual, .word("open")))
    case (.deal, "overdue"), (.deal, "late"), (.deal, "past due"):
      _ = add(.compare(status, .equal, .word("open")))
      return add(.compare(Path(["expected_close"]), .less, .word("today")))
    case (.task, "open"), (.task, "pending"), (.task, "outstanding"), (.task, "active"):
      return add(.isOneOf(status, [.word("todo"), .word("in_progress")]))
    case (.task, "done"), (.task, "completed"), (.task, "finished"), (.task, "closed"):
      return add(.compare(status, .equal, .word("completed")))
    case (.task, "cancelled"): return add(.compare(status, .equal, .word("cancelled")))
    case (.task, "in progress"): return add(.compare(status, .equal, .word("in_progress")))
    case (.task, "overdue"), (.task, "late"), (.task, "past due"):
      selection.conditions.append(.compare(Path(["days_overdue"]), .greater, .number("0")))
      return true
    case (.task, "urgent"):
      selection.conditions.append(.compare(Path(["priority"]), .equal, .word("urgent")))
      return true
    case (.task, _) where word.hasSuffix(" priority"):
      selection.conditions.append(
        .compare(Path(["priority"]), .equal, .word(String(word.split(separator: " ")[0]))))
      return true
    case (.contact, "open"), (.contact, "active"): return add(try leads("open"))
    case (.contact, "won"), (.contact, "lost"): return add(try leads(word))
    case (_, "unassigned"):
      selection.conditions.append(.isNull(Path(["owner"])))
      return Catalog.of(selection.type).field("owner") != nil
    case (_, "untagged"):
      selection.conditions.append(.isNull(Path(["tags"])))
      return Catalog.of(selection.type).field("tags") != nil
    default: return false
    }
  }

  /// That contacts have a status of a kind.
  func leads(_ kind: String) throws -> Condition {
    .isOneOf(Path(["status"]), try finder.statuses(ofKind: kind).map { .text($0) })
  }

  /// That records of a kind have, or are related to what has, a value: in the field that is nearest to them.
  func condition(_ meanings: [ValueFinder.Meaning], for type: RecordType, in fields: Set<String>? = nil)
    -> Condition?
  {
    let meant = fields.map { fields in meanings.filter { fields.contains($0.field) } } ?? meanings
    func conditions(_ meanings: [ValueFinder.Meaning]) -> [Condition] {
      meanings.compactMap { meaning in
        Condition.compare(Path([meaning.field]), .equal, .text(meaning.value)).seen(
          from: type, to: meaning.type)
      }
    }
    // A place is where somebody works as well as where they live.
    let places = meant.filter { ["city", "country", "region"].contains($0.field) }
    let isPlace = !places.isEmpty && places.count == meant.count
    let own = isPlace && type == .contact ? places : meant.filter { $0.type == type }
    let found = conditions(own.isEmpty ? nearest(meant, type) : own)
    if found.isEmpty { return nil }
    return found.count == 1 ? found[0] : .any(found)
  }

  /// Of meanings in other kinds of records those in the kind that is nearest.
  private func nearest(_ meanings: [ValueFinder.Meaning], _ type: RecordType) -> [ValueFinder.Meaning] {
    // Who looks after a company is not who looks after its deals.
    for other in [RecordType.company, .contact, .deal] where other != type {
      let found = meanings.filter { $0.type == other && $0.field != "owner" }
      if !found.isEmpty { return found }
    }
    return meanings.filter { $0.field == "owner" }.prefix(1).map(\.self)
  }

  /// That records of a kind are, or belong to, those of a name.
  func condition(_ name: ValueFinder.Name, for type: RecordType) -> Condition? {
    let ids = name.records.map { Operand.number(String($0.id)) }
    let isIt: Condition =
      ids.count == 1 ? .compare(Path(["id"]), .equal, ids[0]) : .isOneOf(Path(["id"]), ids)
    return isIt.seen(from: type, to: name.type)
  }
}
