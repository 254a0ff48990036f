internal import Bytes
internal import Models
internal import Store

/// What is said of records without the name of a field, what becomes more or less, and what is left empty.
extension InstructionReader {
  // MARK: What is said without naming a field

  /// "Qualify John Keller", "disqualify John Keller".
  func standing(_ start: Int, verb: String) throws -> Act? {
    let (targets, end) = try records.targets(start, [.contact, .deal])
    try finish(end)
    let name = verb == "qualify" ? "qualified" : "unqualified"
    guard let place = try destinations(of: targets.records[0]).first(where: { $0.name == name }) else {
      throw Obstacle.refuse("there is no \(name) among the stages and statuses")
    }
    return try update(targets, saying: { "\($0) marked as \(name)" }) {
      try changes($0, to: place, because: nil)
    }
  }

  /// "Convert Ann Lee to customer", "turn the lead Ann Lee into a customer".
  func convert(_ start: Int) throws -> Act? {
    let (targets, end) = try records.targets(start, [.contact, .deal], before: ["to", "into"])
    return try standing(targets, skip(["to", "into", "a", "an"], end))
  }

  /// What a value alone is of: a stage or status, a priority, a day, an owner, an amount, a tag.
  func standing(_ targets: Targets, _ place: Int) throws -> Act? {
    let first = targets.records[0]
    if let act = try trait(targets, place) { return act }
    if targets.type != .company, place < phrase.count, try destination(first, place) != nil {
      return try state(openOnly(targets), place) { "\($0) set to \($1)" }
    }
    if let (owner, end) = try owner(skip(["owned", "assigned", "by", "to"], place)) {
      try finish(end)
      return try update(targets, saying: { "\($0) assigned to \(owner)" }) { _ in ["owner": .string(owner)] }
    }
    if [.deal, .task].contains(targets.type), let (day, end) = try days.day(place) {
      try finish(end)
      return try shift(targets) { _ in day }
    }
    if targets.type == .deal, let amount = amount(skip(["worth", "valued", "at"], place)),
      amount.end >= phrase.count
    {
      return try update(targets, saying: { "\($0): value is \(amount.value.text) now" }) {
        try changes(of: $0, to: amount, "value")
      }
    }
    guard targets.type != .company else { return nil }
    throw try noDestination(first, place)
  }

  /// "Make ana the owner of Acme renewal", "make Acme renewal owned by ana".
  func ownership(_ start: Int) throws -> Act? {
    guard let (owner, end) = try owner(start) else { return nil }
    let place = skip(["is", "now", "in", "the", "new", "as"], end)
    guard phrase.isAny(place, ["owner", "responsible", "assignee", "rep", "charge"]) else { return nil }
    let begin = skip(["of", "for", "on"], place + 1)
    let (targets, stop) = try records.targets(begin, RecordFinder.nouned)
    try finish(stop)
    return try update(targets, saying: { "\($0) assigned to \(owner)" }) { _ in ["owner": .string(owner)] }
  }

  /// "Make Ann the champion of Acme renewal", "set Ann's role in Acme renewal to champion".
  func roleChange(_ start: Int) throws -> Act? {
    guard
      let place = phrase.keys.indices.first(where: {
        $0 > start && phrase.isAny($0, ["in", "on", "of", "for"])
      }),
      let (contact, end) = try? records.record(start, [.contact], before: ["'s", "the", "as", "a"]),
      end < place,
      let (deal, stop) = try? records.record(place + 1, [.deal], before: ["to", "as"])
    else { return nil }
    let role: String
    if key(end) == "'s", phrase.isAny(end + 1, ["role", "part"]), end + 2 == place {
      let said = skip(["to", "as", "a", "the"], stop)
      guard said > stop, said < phrase.count else { return nil }
      role = phrase.words(from: said)
    } else {
      let said = skip(["the", "a", "an", "as"], end)
      guard said < place, stop >= phrase.count, !attributes.isAttribute(said, of: [.contact, .deal]) else {
        return nil
      }
      role = phrase.words(said..<place)
      if ["owner", "rep", "assignee"].contains(role) { throw try noOwner(contact.name) }
    }
    return linked(contact, to: deal, as: role)
  }

  // MARK: More and less

  /// "Increase the value of Acme renewal by 10%", "raise Acme renewal to 20k".
  func change(_ start: Int, isUp: Bool) throws -> Act? {
    guard let by = phrase.keys[start...].lastIndex(of: "by") else { return try assignment(start) }
    let begin = skip(Self.possessives, start)
    var types = RecordFinder.nouned
    var place = start
    var attribute: Attribute?
    if let end = try attributes.longest(begin), phrase.isAny(end, ["of", "for", "on"]) {
      types = try self.types(with: begin, end)
      place = end + 1
    }
    let (targets, end) = try records.targets(place, types, before: ["by"])
    if place > start {
      attribute = try attributes.attribute(begin, of: targets.type)?.attribute
    } else if key(end) == "'s" || attributes.isAttribute(end, of: [targets.type]) {
      attribute = try attributes.attribute(skip(["'s"], end), of: targets.type)?.attribute
    } else if end == by, targets.type == .deal, let field = Catalog.of(.deal).field("value") {
      attribute = .field(field)
    }
    guard case .field(let field)? = attribute, let amount = amount(by + 1) else { return nil }
    let isShare = phrase.tokens[by + 1].text.hasSuffix("%") || phrase.isAny(amount.end, ["percent", "%"])
    try finish(isShare ? skip(["percent", "%"], amount.end) : amount.end)
    switch field.kind {
    case .money, .integer, .number: break
    default: throw Obstacle.refuse("\(attribute?.title ?? "it") is no amount")
    }
    return try update(
      targets,
      saying: { "\($0): \(field.name) \(isUp ? "raised" : "lowered") by \(phrase.words(from: by + 1))" }
    ) {
      record in
      guard let now = try read(record)[field.name]?.double, let step = Double(amount.value.text) else {
        throw Obstacle.refuse("\(record.name) has no \(field.name) yet")
      }
      let change = isShare ? now * step / 100 : step
      let result = ((isUp ? now + change : now - change) * 100).rounded() / 100
      guard result >= 0, let number = JSONNumber(result) else {
        throw Obstacle.refuse("\(field.name) of \(record.name) would be less than 0")
      }
      return [field.name: .number(number)]
    }
  }

  // MARK: Clearing

  /// "Clear the phone of Ann Lee", "clear Acme renewal's next step"; nil when no attribute is named.
  func clearing(_ start: Int) throws -> Act? {
    if let act = try cleared(start) { return act }
    if phrase.isAny(
      skip(["out", "the", "all", "my", "whole"], start),
      [
        "everything", "database", "crm", "data", "contacts", "deals", "tasks", "companies", "records",
      ])
    {
      throw Obstacle.refuse("everything of a kind is never deleted by an instruction; name the records")
    }
    return nil
  }

  func cleared(_ start: Int) throws -> Act? {
    let begin = skip(["the", "out", "its", "his", "her"], start)
    first: if let end = try attributes.longest(begin) {
      let types = try types(with: begin, end)
      let targets: Targets
      var stop = end
      if phrase.isAny(end, ["of", "from", "for", "on"]) {
        (targets, stop) = try records.targets(end + 1, types)
      } else if end >= phrase.count, begin > start, let meant = memory.meaning(of: "it", types) {
        targets = Targets(records: [meant])
      } else {
        break first
      }
      guard let (attribute, own) = try attributes.attribute(begin, of: targets.type), own == end else {
        break first
      }
      try finish(stop)
      return try emptied(targets, attribute)
    }
    guard let mark = phrase.keys[start...].firstIndex(where: { $0 == "'s" }) else { return nil }
    let types = try types(with: mark + 1, phrase.count)
    guard !types.isEmpty else { return nil }
    let (targets, end) = try records.targets(start, types, before: ["'s"])
    guard end == mark, let (attribute, stop) = try attributes.attribute(mark + 1, of: targets.type) else {
      return nil
    }
    try finish(stop)
    return try emptied(targets, attribute)
  }

  private func emptied(_ targets: Targets, _ attribute: Attribute) throws -> Act {
    try update(targets, saying: { "\($0): \(attribute.title) is empty now" }) {
      try cleared(attribute, of: $0)
    }
  }
}
