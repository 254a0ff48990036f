internal import Bytes
internal import Models
internal import Store

/// Changing what records say: their fields by any name, one or several at once.
extension InstructionReader {
  static let connectors: Set<String> = [
    "to", "as", "=", "is", "at", "be", "are", "into", "with", "now", ":", "should", "new", "was", "",
  ]
  static let possessives: Set<String> = [
    "the", "its", "his", "her", "their", "new", "current", "a", "an", "set", "change",
  ]

  // MARK: Setting

  /// "Set the value of Acme renewal to 20000", "change Priya Patel's phone to …", "update Globex with industry Retail".
  func assignment(_ start: Int) throws -> Act? {
    // "Set a reminder to …" makes one.
    if phrase.isAny(start, ["a", "me"]), let act = try creation(start) { return act }
    if let act = try ownership(start) ?? roleChange(start) { return act }
    var begin = skip(Self.possessives, start)
    // "the deal owner of …": a noun before the attribute says no more than the record does.
    if phrase.isAny(begin, ["deal", "contact", "company", "task"]), try attributes.longest(begin + 1) != nil {
      begin += 1
    }
    // The attribute first: "the close date of Acme renewal to July 31".
    if let end = try attributes.longest(begin) {
      if phrase.isAny(end, ["of", "for", "on", "in"]) {
        let (targets, stop) = try records.targets(
          end + 1, try types(with: begin, end), before: ["to", "as", "=", "from", "by", "is", "at"])
        guard let (attribute, own) = try attributes.attribute(begin, of: targets.type), own == end else {
          throw Obstacle.refuse("a \(targets.type.rawValue) has no \(phrase.words(begin..<end))")
        }
        return try set(targets, attribute, stop)
      }
      // "and set its value to 9000", "set value to 9000": of what was spoken of.
      if begin > start || phrase.isAny(end, ["to", "="]), !records.isNamed(begin, RecordFinder.nouned, end),
        let meant = memory.meaning(
          of: phrase.isAny(start, ["his", "her"]) ? "her" : "it", try types(with: begin, end)),
        let (attribute, own) = try attributes.attribute(begin, of: meant.type), own == end
      {
        return try set(Targets(records: [meant]), attribute, end)
      }
    }
    return try assignment(toRecordAt: start)
  }

  /// The kinds of records that have what is named by a range of words.
  func types(with begin: Int, _ end: Int) throws -> [RecordType] {
    try RecordFinder.nouned.filter { try attributes.attribute(begin, of: $0)?.end == end }
  }

  /// The record first: "Acme renewal's value to 5k", "Acme renewal with value 5k and stage proposal", "Ann to qualified".
  private func assignment(toRecordAt start: Int) throws -> Act? {
    let fields = Set(
      (start..<phrase.count).filter { $0 > start && attributes.isAttribute($0, of: RecordFinder.nouned) }.map(
        key))
    let stops: Set<String> = fields.union(["to", "as", "=", "from", "with", "so", "a", "an", "the"])
    let (targets, end) = try records.targets(start, try types(setAt: start), before: stops)
    let place = skip(
      ["'s", ",", "with", "so", "that", "by", "setting", "its", "has", "have", "the", "a", "new", "using"],
      end)
    if place < phrase.count, let (attribute, stop) = try attributes.attribute(place, of: targets.type),
      stop < phrase.count, try !isStanding(targets, place, end)
    {
      return try set(targets, attribute, stop)
    }
    if key(end) == "from", targets.type == .deal || targets.type == .contact,
      try destination(targets.records[0], end + 1) != nil,
      let field = Catalog.of(targets.type).field(targets.type == .deal ? "stage" : "status")
    {
      return try set(targets, .field(field), end)
    }
    return try standing(targets, skip(["to", "as", "be", "a", "an", "the", "=", "into", "is", ":"], end))
  }

  /// Whether what follows a record is a status that happens to be called like a field.
  private func isStanding(_ targets: Targets, _ place: Int, _ end: Int) throws -> Bool {
    guard targets.type != .company, place == end, let (_, stop) = try destination(targets.records[0], place)
    else { return false }
    return stop >= phrase.count
  }

  private func types(setAt start: Int) throws -> [RecordType] {
    guard let mark = phrase.keys[start...].firstIndex(of: "'s") else { return RecordFinder.nouned }
    let named = skip(["new", "current"], mark + 1)
    let kinds = try RecordFinder.nouned.filter { try attributes.attribute(named, of: $0) != nil }
    return kinds.isEmpty ? RecordFinder.nouned : kinds
  }

  /// Gives records one value after another: "value to 5k and owner to bo".
  func set(_ targets: Targets, _ first: Attribute, _ start: Int) throws -> Act {
    var parts: [(attribute: Attribute, range: Range<Int>)] = []
    var attribute = first
    var place = start
    while true {
      var begin = place
      if key(begin) == "from", let to = phrase.keys[begin...].firstIndex(of: "to") {
        try check(targets, attribute, (begin + 1)..<to)
        begin = to
      }
      if case .field(let field) = attribute, phrase.isAny(begin, ["by", "to"]), isDay(field) {
        // "the close date of X by two weeks".
        if key(begin) == "by", let (count, unit, end) = days.span(begin + 1) {
          try finish(end)
          return try shift(targets) { day in day?.adding(count, unit) }
        }
      }
      begin = skip(Self.connectors, begin)
      let (end, next) = try valueEnd(begin, targets.type)
      parts.append((attribute, begin..<max(begin, end)))
      guard let next else { break }
      (attribute, place) = next
    }
    return try update(targets, parts)
  }

  private func isDay(_ field: Field) -> Bool { ["expected_close", "due_date"].contains(field.name) }

  /// Fails unless records have now what is said of them.
  private func check(_ targets: Targets, _ attribute: Attribute, _ range: Range<Int>) throws {
    for record in targets.records {
      let now = try read(record)
      let said = try changes(attribute, of: record, range)
      for (name, value) in said where name != "lost_reason" && name != "fields" {
        guard isSame(now[name] ?? .null, value) else {
          throw Obstacle.refuse("\(attribute.title) of \(record.name) is not \(phrase.words(range))")
        }
      }
    }
  }

  private func isSame(_ one: JSON, _ other: JSON) -> Bool {
    if let text = one.string, let said = other.string { return SearchKey.fold(text) == SearchKey.fold(said) }
    if let number = one.double, let said = other.double { return number == said }
    return one == other
  }

  /// Where a value ends, with the attribute that begins behind it and the first word behind that.
  private func valueEnd(_ start: Int, _ type: RecordType) throws -> (end: Int, next: (Attribute, Int)?) {
    for place in start..<max(start, phrase.count)
    where place > start && phrase.isAny(place, ["and", ",", "&"]) {
      let named = skip(
        ["and", ",", "&", "also", "the", "its", "his", "her", "their", "set", "change", "with"], place)
      try requireSame(named)
      guard let (attribute, end) = try attributes.attribute(named, of: type), end < phrase.count,
        // "research and development manager" goes on.
        phrase.isAny(end, ["to", "=", "is", "as", ":"])
          || !phrase.keys[start..<place].contains("to") && key(start - 1) != "to"
      else { continue }
      return (place, (attribute, end))
    }
    return (phrase.count, nil)
  }

  /// Fails where something is said of another record from a word on, which is no part of a value: "and Globex to …", "and
  /// the phone of Ann Lee to …".
  private func requireSame(_ place: Int) throws {
    var start = place
    if let end = try attributes.longest(place), phrase.isAny(end, ["of", "for"]) { start = end + 1 }
    guard start < phrase.count, let found = try records.exact(start, RecordFinder.nouned),
      start > place || phrase.isAny(found.end, ["'s", "to"]), phrase.keys[found.end...].contains("to")
    else { return }
    throw Obstacle.refuse("\"\(phrase.words(from: place))\" was not understood")
  }

  private func update(_ targets: Targets, _ parts: [(attribute: Attribute, range: Range<Int>)]) throws -> Act
  {
    let single: Set<String> = [
      "email", "phone", "name", "title", "first_name", "last_name", "domain", "website",
    ]
    if targets.records.count > 1, let part = parts.first(where: { single.contains($0.attribute.name) }) {
      throw Obstacle.refuse(
        "\(targets.records.count) \(targets.type.plural) do not have one \(part.attribute.title)")
    }
    var told: [String] = []
    func merged(_ record: Referent) throws -> JSONObject {
      var all: JSONObject = [:]
      told = []
      for part in parts {
        let changes = try changes(part.attribute, of: record, part.range)
        for (name, value) in changes {
          if name == "fields", case .object(let more) = value, case .object(var fields)? = all["fields"] {
            for (key, value) in more { fields[key] = value }
            all["fields"] = .object(fields)
          } else {
            all[name] = value
          }
        }
        told.append(try self.told(part.attribute, changes))
      }
      return all
    }
    var act = try update(targets, saying: { $0 }) { try merged($0) }
    act.confirmation += ": " + told.joined(separator: ", ") + " now"
    return act
  }

  /// "value is 20000".
  private func told(_ attribute: Attribute, _ changes: JSONObject) throws -> String {
    var value = changes[attribute.name] ?? .null
    if case .custom(let name, _) = attribute { value = changes["fields"]?[name] ?? .null }
    if value.isNull, let stage = changes["stage"] { value = stage }
    if let type = RecordType(rawValue: attribute.name), let id = changes["\(type.rawValue)_id"]?.int64 {
      value = try store.recordReader(type).read(id)?[Catalog.of(type).title] ?? .null
    }
    let list = value.array.map { $0.compactMap(\.string).joined(separator: ", ") }
    let shown = list ?? value.string ?? (value.isNull ? "" : value.text)
    let currency = changes["currency"]?.string.map { attribute.name == "value" ? " \($0)" : "" } ?? ""
    return "\(attribute.title) is \(shown.isEmpty ? "empty" : shown.replacing("_", with: " "))\(currency)"
  }

  // MARK: Names

  /// "Rename the company Globex to Globex International".
  func rename(_ start: Int) throws -> Act? {
    let (record, end) = try records.record(
      start, [.company, .deal, .contact, .task], before: ["to", "into", "as"])
    let begin = skip(["to", "into", "as"], end)
    guard begin > end, begin < phrase.count else {
      throw Obstacle.refuse("it does not say what \(record.name) is to be called")
    }
    for place in begin..<phrase.count where phrase.isAny(place, ["and", ","]) { try requireSame(place + 1) }
    // "Rename Globex to GX and Umbra to UX" may mean two names, and one of them may be unknown.
    if let and = phrase.keys[begin...].firstIndex(of: "and"), phrase.keys[and...].contains("to") {
      throw Obstacle.refuse("\"\(phrase.words(from: and))\" was not understood; quotes hold a name together")
    }
    let name = phrase.words(from: begin)
    return try update(
      record, [Catalog.of(record.type).title: .string(name)],
      saying: "\(record.title) is called '\(name)' now")
  }
}

extension RecordFinder {
  /// Whether a name begins at a word that goes beyond another.
  func isNamed(_ place: Int, _ types: [RecordType], _ end: Int) -> Bool {
    ((try? exact(place, types)) ?? nil).map { $0.end > end } ?? false
  }
}
