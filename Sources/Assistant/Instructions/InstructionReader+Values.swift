internal import Bytes
internal import Models
internal import Store

/// Changing what a record says: values, names, days, owners, tags.
extension InstructionReader {
  private static let all: [RecordType] = [.deal, .contact, .company, .task]

  // MARK: Values

  /// "Set the value of Acme renewal to 20000", "change Priya Patel's phone to …".
  func assignment(_ start: Int) throws -> Act? {
    let begin = skip(["the"], start)
    // The attribute first: "the close date of Acme renewal to July 31".
    for type in Self.all {
      guard begin < keys.count, let (path, length) = Attributes.find(keys[begin...], of: type),
        ["of", "for", "on"].contains(key(begin + length))
      else { continue }
      let (record, end) = try records.record(begin + length + 1, Self.all, before: ["to", "as", "="])
      guard let own = Attributes.find(keys[begin...], of: record.type), own.length == length else {
        throw Obstacle.refuse("a \(record.type.rawValue) has no \(path.description)")
      }
      return try set(own.path, of: record, end)
    }
    let (record, end) = try records.record(start, Self.all, before: ["to", "as", "=", "from"])
    let attribute = skip(["'s", "the"], end)
    if attribute < keys.count, let (path, length) = Attributes.find(keys[attribute...], of: record.type) {
      return try set(path, of: record, attribute + length)
    }
    if key(end) == "to" || key(end) == "as" { return try stated(record, end) }
    return nil
  }

  private func stated(_ record: StoreError.Candidate, _ start: Int) throws -> Act {
    let (changes, name, end) = try place(record, start)
    try finish(end)
    return Act(
      steps: [try update(record, changes)], confirmation: "\(title(record)) set to \(name)", subject: record)
  }

  private func set(_ path: Path, of record: StoreError.Candidate, _ start: Int) throws -> Act {
    var begin = start
    if key(begin) == "from", let to = keys[begin...].firstIndex(of: "to") { begin = to }
    begin = skip(["to", "as", "=", "is", "at", "be"], begin)
    guard path.names.count == 1, let name = path.names.first, let field = Catalog.of(record.type).field(name),
      field.access == .written
    else { throw Obstacle.refuse("\(path.description) of a \(record.type.rawValue) cannot be set") }
    guard begin < tokens.count else { throw Obstacle.refuse("it does not say what \(name) is to be") }
    let (value, end) = try value(field, of: record, begin)
    try finish(end)
    let shown = value.string ?? value.text
    return Act(
      steps: [try update(record, [name: value])],
      confirmation: "\(title(record)): \(name.replacing("_", with: " ")) is \(shown) now", subject: record)
  }

  /// A value for a field, as it is said from a word on; fails where the field cannot have it.
  func value(_ field: Field, of record: StoreError.Candidate?, _ start: Int) throws -> (JSON, Int) {
    switch field.kind {
    case .money, .integer, .number:
      guard let number = tokens[start].number, let value = JSONNumber(number), number >= 0 else {
        throw Obstacle.refuse(
          "\(field.name) is a number of 0 or more, not \"\(words(start..<tokens.count))\"")
      }
      return (.number(value), skip(["usd", "eur", "gbp", "dollars", "euros", "pounds"], start + 1))
    case .probability:
      guard let number = tokens[start].number, let value = JSONNumber(number > 1 ? number / 100 : number),
        number <= 100
      else { throw Obstacle.refuse("\(field.name) is a number from 0 to 1") }
      return (.number(value), skip(["percent", "%"], start + 1))
    case .day, .time:
      guard let (day, end) = day(start) else {
        throw Obstacle.refuse("\(field.name) is a day, not \"\(words(start..<tokens.count))\"")
      }
      return (.string(day.description), end)
    case .choice(let choices):
      let said = words(start..<tokens.count).lowercased().replacing(" ", with: "_")
      guard let choice = choices.first(where: { $0 == said }) else {
        throw Obstacle.refuse("\(field.name) is one of \(choices.joined(separator: ", "))")
      }
      return (.string(choice), tokens.count)
    case .email:
      let address = tokens[start].text
      guard Self.isAddress(address) else {
        throw Obstacle.refuse("\"\(address)\" is no e-mail address (one @ with something on both sides)")
      }
      return (.string(address), start + 1)
    case .flag: return (.bool(["yes", "true", "on"].contains(key(start))), start + 1)
    case .text where field.name == "stage":
      guard let record else { break }
      let (changes, _, end) = try place(record, start)
      return (changes["stage"] ?? .null, end)
    case .reference(.status, _):
      guard let record else { break }
      let (changes, _, end) = try place(record, start)
      return (changes["status"] ?? .null, end)
    case .list, .tags: return (.array([.string(words(start..<tokens.count))]), tokens.count)
    default: break
    }
    return (.string(words(start..<tokens.count)), tokens.count)
  }

  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }

  /// "Rename the company Globex to Globex International".
  func rename(_ start: Int) throws -> Act? {
    let (record, end) = try records.record(
      start, [.company, .deal, .contact, .task], before: ["to", "into", "as"])
    let begin = skip(["to", "into", "as"], end)
    guard begin > end, begin < tokens.count else {
      throw Obstacle.refuse("it does not say what \(record.name) is to be called")
    }
    let name = words(begin..<tokens.count)
    let changes: JSONObject = [Catalog.of(record.type).title: .string(name)]
    return Act(
      steps: [try update(record, changes)], confirmation: "\(title(record)) is called '\(name)' now",
      subject: record)
  }

  // MARK: Days

  /// "Push the close date of Acme renewal to July 31", "postpone the task Call Ann by a week".
  func reschedule(_ start: Int) throws -> Act? {
    try moveDay(start)
      ?? {
        let (record, end) = try records.record(start, [.deal, .task], before: ["to", "by", "until"])
        return try shift(record, end)
      }()
  }

  /// "the close date of Acme renewal to July 31", "Acme renewal's close date by two weeks".
  func moveDay(_ start: Int) throws -> Act? {
    let begin = skip(["the", "out", "back"], start)
    for type in [RecordType.deal, .task] {
      guard begin < keys.count, let (path, length) = Attributes.find(keys[begin...], of: type),
        ["expected_close", "due_date"].contains(path.names.last),
        ["of", "for", "on"].contains(key(begin + length))
      else { continue }
      let (record, end) = try records.record(begin + length + 1, [type], before: ["to", "by", "until"])
      return try shift(record, end)
    }
    guard keys.contains("'s"),
      let (record, end) = try? records.record(start, [.deal, .task], before: ["to", "by"]),
      key(end) == "'s",
      let (path, length) = Attributes.find(keys[min(end + 1, keys.count)...], of: record.type),
      ["expected_close", "due_date"].contains(path.names.last)
    else { return nil }
    return try shift(record, end + 1 + length)
  }

  private func shift(_ record: StoreError.Candidate, _ start: Int) throws -> Act {
    let field = record.type == .deal ? "expected_close" : "due_date"
    let place = skip(["out", "back", "forward"], start)
    var day: Day?
    var end = place
    if key(place) == "by", let count = TimeReader.count(key(place + 1)),
      let unit = SelectionReader.unit(key(place + 2))
    {
      guard let now = try read(record)[field]?.string.flatMap({ Day(iso: $0) }) else {
        throw Obstacle.refuse("\(record.name) has no \(field.replacing("_", with: " ")) to move")
      }
      let units: [String: CalendarUnit] = ["d": .day, "w": .week, "m": .month, "y": .year]
      day = units[unit].map { now.adding(count, $0) }
      end = place + 3
    } else if let (found, stop) = self.day(place) {
      (day, end) = (found, stop)
    }
    guard let day else { throw Obstacle.refuse("it does not say to which day") }
    try finish(end)
    return Act(
      steps: [try update(record, [field: .string(day.description)])],
      confirmation: "\(title(record)): \(field.replacing("_", with: " ")) is \(day) now", subject: record)
  }

  // MARK: Owners

  /// "Reassign all open deals of bo to chen", "assign Acme renewal to ana".
  func assign(_ start: Int) throws -> Act? {
    guard let to = keys.lastIndex(of: "to"), to > start, to + 1 < tokens.count else {
      throw Obstacle.refuse("it does not say to whom")
    }
    let said = words((to + 1)..<tokens.count)
    guard let (meanings, _) = try finder.values(tokens[(to + 1)...]),
      let owner = meanings.first(where: { $0.field == "owner" })?.value
    else { throw Obstacle.refuse("nobody called \"\(said)\" looks after records here") }
    if let many = try several(start, to) { return try reassign(many, to: owner) }
    let (record, end) = try records.record(start, Self.all, before: ["to", "from"])
    guard end <= to else { throw Obstacle.refuse("\"\(said)\" was not understood") }
    return Act(
      steps: [try update(record, ["owner": .string(owner)])],
      confirmation: "\(title(record)) assigned to \(owner)", subject: record)
  }

  /// Several records, named by what they have in common, between two words.
  func several(_ start: Int, _ end: Int) throws -> Selection? {
    let part = SelectionReader(
      tokens: Array(tokens[..<end]), keys: Array(keys[..<end]), finder: finder, time: time, user: user)
    guard
      ["all", "every", "the", "my", "any"].contains(key(start)) || Noun.find(keys[start...]) != nil
        || keys[start..<end].contains("deals")
        || keys[start..<end].contains("contacts") || keys[start..<end].contains("tasks")
    else { return nil }
    guard let (selection, stop) = try? part.selection(from: start), stop >= end,
      !selection.conditions.isEmpty,
      keys[start..<end].contains(where: { $0.hasSuffix("s") && Noun.find([$0][...]) != nil })
    else { return nil }
    return selection
  }

  private func reassign(_ selection: Selection, to owner: String) throws -> Act {
    let rows = try store.rows(selection.query)
    if rows.isEmpty { throw Obstacle.refuse("there are no such \(selection.type.plural)") }
    let steps = rows.compactMap { row -> Plan.Step? in
      guard let id = row["id"]?.int64 else { return nil }
      return Plan.Step(
        .update, selection.type, id: id, expect: ["owner": row["owner"] ?? .null],
        changes: ["owner": .string(owner)])
    }
    let what = steps.count == 1 ? selection.type.rawValue : selection.type.plural
    return Act(steps: steps, confirmation: "\(steps.count) \(what) assigned to \(owner)", subject: nil)
  }

  // MARK: Tags

  /// "Tag Tomas Novak with vip", "untag Acme Corp from vip".
  func tag(_ start: Int, adding: Bool) throws -> Act? {
    if let with = keys.lastIndex(where: { ["with", "as", "from"].contains($0) }), with > start,
      with + 1 < tokens.count,
      let many = try several(start, with)
    {
      let word = words((with + 1)..<tokens.count)
      let candidates = try store.rows(many.query).compactMap { row in
        row["id"]?.int64.map {
          StoreError.Candidate(type: many.type, id: $0, name: row[Catalog.of(many.type).title]?.string ?? "")
        }
      }
      if candidates.isEmpty { throw Obstacle.refuse("there are no such \(many.type.plural)") }
      let steps = try candidates.flatMap { try tag($0, word, adding: adding).steps }
      return Act(
        steps: steps,
        confirmation: "\(steps.count) \(many.type.plural) \(adding ? "tagged" : "without") \(word)",
        subject: nil)
    }
    let (record, end) = try records.record(
      start, [.contact, .company, .deal], before: ["with", "as", "from"])
    let begin = skip(["with", "as", "the", "tag", "from"], end)
    guard begin < tokens.count else { throw Obstacle.refuse("it does not say with which tag") }
    return try tag(record, words(begin..<tokens.count), adding: adding)
  }

  func tag(_ record: StoreError.Candidate, _ tag: String, adding: Bool) throws -> Act {
    guard Catalog.of(record.type).field("tags") != nil else {
      throw Obstacle.refuse("a \(record.type.rawValue) has no tags")
    }
    let now = (try read(record)["tags"]?.array ?? []).compactMap(\.string)
    let others = now.filter { SearchKey.fold($0) != SearchKey.fold(tag) }
    if !adding, others.count == now.count { throw Obstacle.refuse("\(record.name) is not tagged \"\(tag)\"") }
    let tags = (adding ? others + [tag] : others).sorted().map(JSON.string)
    return Act(
      steps: [try update(record, ["tags": .array(tags)])],
      confirmation: adding
        ? "\(title(record)) tagged \(tag)"
        : "Tag \(tag) taken off \(title(record).prefix(1).lowercased() + title(record).dropFirst())",
      subject: record)
  }
}
