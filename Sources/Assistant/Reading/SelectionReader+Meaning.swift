internal import Bytes
internal import Models
internal import Store

/// What words mean of records of a kind: as conditions.
extension SelectionReader {
  /// Says a word such as "open" of records; false where it means nothing of them.
  func say(_ word: String, of selection: inout Selection) throws -> Bool {
    func add(_ condition: Condition) -> Bool {
      selection.conditions.append(condition)
      selection.saysStatus = true
      return true
    }
    let status = Path(["status"])
    let open: Condition = .compare(status, .equal, .word("open"))
    let toDo: Condition = .isOneOf(status, [.word("todo"), .word("in_progress")])
    switch (selection.type, word) {
    case (.deal, "open"), (.deal, "active"), (.deal, "pending"), (.deal, "outstanding"), (.deal, "ongoing"),
      (.deal, "in progress"), (.deal, "remaining"):
      return add(open)
    case (.deal, "won"), (.deal, "closed won"), (.deal, "closedwon"), (.deal, "winning"):
      return add(.compare(status, .equal, .word("won")))
    case (.deal, "lost"), (.deal, "closed lost"), (.deal, "closedlost"), (.deal, "losing"):
      return add(.compare(status, .equal, .word("lost")))
    case (.deal, "closed"), (.deal, "finished"), (.deal, "done"), (.deal, "completed"):
      return add(.compare(status, .notEqual, .word("open")))
    case (.deal, "overdue"), (.deal, "late"), (.deal, "past due"):
      _ = add(open)
      return add(.compare(Path(["expected_close"]), .less, .word("today")))
    case (.task, "open"), (.task, "pending"), (.task, "outstanding"), (.task, "active"),
      (.task, "unfinished"),
      (.task, "incomplete"), (.task, "remaining"), (.task, "ongoing"):
      return add(toDo)
    case (.task, "done"), (.task, "completed"), (.task, "finished"), (.task, "closed"):
      return add(.compare(status, .equal, .word("completed")))
    case (.task, "cancelled"), (.task, "canceled"): return add(.compare(status, .equal, .word("cancelled")))
    case (.task, "in progress"), (.task, "inprogress"), (.task, "started"):
      return add(.compare(status, .equal, .word("in_progress")))
    case (.task, "todo"), (.task, "to do"): return add(.compare(status, .equal, .word("todo")))
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
    case (.contact, "active") where selection.saysStatus: return true
    case (.contact, "open"), (.contact, "active"): return add(try leads("open"))
    case (.contact, "won"), (.contact, "lost"): return add(try leads(word))
    case (_, "new"):
      if selection.type == .contact, try finder.statuses(ofKind: "open").contains("new") {
        return add(.compare(status, .equal, .text("new")))
      }
      selection.isNew = true
      return true
    case (_, "unassigned"), (_, "unowned"):
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

  /// Values from a word on, in the plural as well: CTOs, office managers, referrals.
  func values(at place: Int) throws -> (meanings: [ValueFinder.Meaning], length: Int)? {
    guard place < tokens.count else { return nil }
    let plain = try finder.values(tokens[place...])
    for length in stride(from: min(4, tokens.count - place), to: plain?.length ?? 0, by: -1) {
      for words in Plural.singulars(Array(tokens[place..<(place + length)])) {
        guard let found = try finder.values(words[...]), found.length == length else { continue }
        let kinds = found.meanings.filter { Self.countable.contains($0.field) }
        if !kinds.isEmpty { return (kinds, length) }
      }
    }
    return plain
  }

  /// Fields whose values are spoken of in the plural.
  private static let countable: Set<String> = ["position", "source", "lost_reason", "tags", "subject"]

  /// That records of a kind have, or are related to what has, a value: in the field that is nearest to them.
  func condition(_ meanings: [ValueFinder.Meaning], for type: RecordType, in fields: Set<String>? = nil)
    -> Condition?
  {
    let meant = fields.map { fields in meanings.filter { fields.contains($0.field) } } ?? meanings
    func conditions(_ meanings: [ValueFinder.Meaning]) -> [Condition] {
      meanings.compactMap { meaning in meaning.condition.seen(from: type, to: meaning.type) }
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
      // That deals are open says nothing of people.
      let found = meanings.filter {
        $0.type == other && $0.field != "owner"
          && !($0.type == .deal && ["status", "lost_reason"].contains($0.field))
      }
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

/// Words in the plural as they are in the singular.
enum Plural {
  /// The same words with one of them in the singular: the last one, or the first one of "heads of operations".
  static func singulars(_ words: [Token]) -> [[Token]] {
    [words.count - 1, 0].prefix(words.count == 1 ? 1 : 2).compactMap { place in
      let word = words[place]
      guard !word.isQuoted, word.text.count > 2, word.text.hasSuffix("s") else { return nil }
      var singular = words
      let text = word.text
      singular[place] = Token(
        text.hasSuffix("ies") && text.count > 4 ? String(text.dropLast(3)) + "y" : String(text.dropLast()))
      return singular
    }
  }
}
