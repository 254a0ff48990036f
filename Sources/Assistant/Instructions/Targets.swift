internal import Bytes
internal import Models
internal import Store

/// The records that a step of an instruction is about: one, several by their names, or all that have something in common.
struct Targets {
  var records: [Referent]
  /// What they have in common, where that is how they were named.
  var selection: Selection?
  /// Whether more than their kind is said of them.
  var isTold = true

  var type: RecordType { records[0].type }
  var isOne: Bool { records.count == 1 && selection == nil }

  /// "Deal 'Acme renewal'", "Contacts 'Ann Lee' and 'Bo Rao'", "13 deals".
  var title: String {
    if records.count == 1 { return records[0].title }
    guard records.count <= 3, selection == nil else { return "\(records.count) \(type.plural)" }
    let names = records.map { "'\($0.name)'" }
    let list = names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    return "\(type.plural.prefix(1).uppercased() + type.plural.dropFirst()) \(list)"
  }
}

extension RecordFinder {
  private static let quantifiers: Set<String> = ["all", "every", "each", "both", "any"]
  /// Words with which no record begins, but a thing said of the one spoken of before.
  private static let elisions: Set<String> = ["to", "as", "with", "by", "until", "from", "="]

  /// The records named from a word on, and the first word behind them.
  func targets(_ start: Int, _ types: [RecordType], before stops: Set<String> = []) throws -> (Targets, Int) {
    if start >= phrase.count || Self.elisions.contains(phrase.key(start)) && stops.contains(phrase.key(start))
    {
      guard start < phrase.count, let meant = memory.meaning(of: "it", types) else {
        throw Obstacle.refuse("it does not say which record is meant")
      }
      return (Targets(records: [meant]), start)
    }
    if let many = try numbers(start, types) ?? selected(start, types, stops) { return many }
    var (record, end) = try record(
      phrase.isAny(start, ["both"]) ? start + 1 : start, types, before: stops)
    var records = [record]
    while phrase.isAny(end, ["and", ",", "&"]) {
      let next = phrase.skip(["and", ",", "&", "also"], end)
      guard next < phrase.count, !stops.contains(phrase.key(next)), !isAttribute(next) else { break }
      (record, end) = try self.record(next, [records[0].type], before: stops)
      if !records.contains(record) { records.append(record) }
    }
    return (Targets(records: records), end)
  }

  /// Whether a field and what it is to be is said at a word: "and its owner to bo".
  private func isAttribute(_ place: Int) -> Bool {
    let start = phrase.skip(["the", "its", "his", "her", "their", "set", "change"], place)
    return start < phrase.count
      && Self.nouned.contains { type in
        guard let (_, length) = Attributes.find(phrase.keys[start...], of: type) else { return false }
        return start > place || phrase.isAny(start + length, ["to", "=", "is", "as"])
      }
  }

  /// "tasks 3, 5 and 7".
  private func numbers(_ start: Int, _ types: [RecordType]) throws -> (Targets, Int)? {
    let place = phrase.skip(["the"], start)
    guard place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]),
      types.contains(noun.type),
      phrase.key(place).hasSuffix("s")
    else { return nil }
    var end = place + length
    var records: [Referent] = []
    while end < phrase.count, let id = Int64(phrase.tokens[end].text.drop { $0 == "#" }) {
      guard let record = try store.recordReader(noun.type).read(id) else {
        throw Obstacle.refuse("there is no \(noun.type.rawValue) \(id)")
      }
      let name = record[Catalog.of(noun.type).title]?.string ?? ""
      records.append(Referent(StoreError.Candidate(type: noun.type, id: id, name: name)))
      let next = phrase.skip([",", "and"], end + 1)
      end += 1
      guard next < phrase.count, Int64(phrase.tokens[next].text.drop { $0 == "#" }) != nil else { break }
      end = next
    }
    return records.isEmpty ? nil : (Targets(records: records), end)
  }

  /// "all open deals of bo", "the overdue tasks of ana".
  private func selected(_ start: Int, _ types: [RecordType], _ stops: Set<String>) throws -> (Targets, Int)? {
    let isAll = Self.quantifiers.contains(phrase.key(start))
    guard !phrase.tokens[start].isQuoted else { return nil }
    // A name may have a plural in it.
    let name = phrase.skip(["the", "my", "our"], start)
    if !isAll, name < phrase.count, let found = try exact(name, types), isLimit(found.end, stops),
      phrase.key(found.end) != "'s"
    {
      return nil
    }
    guard isAll || isPlural(start) else { return nil }
    var untold: (Selection, Int)?
    for end in ends(start, stops) {
      guard isAll || (start..<end).contains(where: isPluralNoun),
        let (selection, isTold) = try selections.description(start, end), types.contains(selection.type)
      else { continue }
      if isTold { return (try targets(selection, isTold: true), end) }
      if untold == nil { untold = (selection, end) }
    }
    if let (selection, end) = untold { return (try targets(selection, isTold: false), end) }
    if phrase.key(start) == "both" { return nil }
    guard isAll else { return nil }
    throw Obstacle.refuse("\"\(phrase.words(from: start))\" was not understood")
  }

  private func targets(_ selection: Selection, isTold: Bool) throws -> Targets {
    let records = try store.candidates(selection.query).map(Referent.init)
    if records.isEmpty { throw Obstacle.refuse("there are no such \(selection.type.plural)") }
    return Targets(records: records, selection: selection, isTold: isTold)
  }

  private func isPlural(_ start: Int) -> Bool { (start..<phrase.count).contains(where: isPluralNoun) }

  private func isPluralNoun(_ place: Int) -> Bool {
    let key = phrase.key(place)
    return (key.hasSuffix("s") && key != "business" || key == "people")
      && Noun.find([key][...]).map { Self.nouned.contains($0.noun.type) || $0.noun.type == .activity } == true
  }
}
