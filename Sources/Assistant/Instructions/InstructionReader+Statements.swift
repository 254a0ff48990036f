internal import Bytes
internal import Models
internal import Store

/// What is told as a fact instead of asked for: "Ann is now CFO", "Ann's new e-mail is …", "the value of Acme renewal is 5k".
extension InstructionReader {
  private static let copulas: Set<String> = [
    "is", "are", "has", "was", "should", "changed", "became", "to", "will", "got",
  ]

  /// Nil for what is no statement about a record.
  func statement(_ start: Int) throws -> Act? {
    if let act = try ownership(start) ?? attributed(start) { return act }
    let stops: Set<String> = [
      "is", "was", "has", "should", "moved", "works", "joined", "left", "became", "got", "now", "needs",
      "belongs", "will",
    ]
    guard phrase.keys[start...].contains(where: stops.contains),
      let (targets, end) = try subject(start, before: stops)
    else { return nil }
    let now = skip(
      [
        "is", "was", "has", "should", "be", "been", "became", "now", "got", "the", "a", "an", "currently",
        "promoted", "to", "will", "from", "on",
      ], end)
    let saysNow = phrase.keys[end..<now].contains { ["now", "became", "promoted", "new"].contains($0) }
    if let act = try told(targets, end, now) { return act }
    guard now < phrase.count else { return nil }
    if phrase.isAny(now, ["new"]) || phrase.isAny(end, ["has"]) {
      let named = skip(["a", "new", "an", "the"], now)
      if let (attribute, stop) = try attributes.attribute(named, of: targets.type), stop < phrase.count {
        return try set(targets, attribute, stop)
      }
    }
    if key(end) == "was" || phrase.isAny(now, ["not", "no", "never"]) { return nil }
    if let act = try trait(targets, now) { return act }
    if targets.type != .company, let (_, stop) = try destination(targets.records[0], now),
      stop >= phrase.count || targets.type == .deal
    {
      return try state(targets, now) { "\($0) set to \($1)" }
    }
    if targets.type == .deal || targets.type == .task, let act = try valued(targets, now) { return act }
    if let (owner, stop) = try owner(skip(["owned", "assigned", "managed", "by", "to", "handled"], now)),
      now < stop,
      phrase.isAny(now, ["owned", "assigned", "managed", "handled"])
    {
      try finish(stop)
      return try update(targets, saying: { "\($0) assigned to \(owner)" }) { _ in ["owner": .string(owner)] }
    }
    guard targets.type == .contact else { return nil }
    // "now CFO", "now CFO at Globex": a position only where it is said to be new, or is one that there is.
    let known =
      try finder.values(phrase.tokens[now...])?.meanings.contains { $0.field == "position" } ?? false
    guard saysNow || known else { return nil }
    return try positioned(targets, skip(["new"], now))
  }

  /// The record that a statement begins with.
  private func subject(_ start: Int, before stops: Set<String>) throws -> (Targets, Int)? {
    do {
      return try records.targets(start, RecordFinder.nouned, before: stops)
    } catch Obstacle.refuse {
      // What speaks of nothing that is there is no instruction.
      return nil
    }
  }

  /// "Ann's new e-mail is …", "the value of Acme renewal is now 5k", "her phone number is …".
  private func attributed(_ start: Int) throws -> Act? {
    let begin = skip(["the", "new", "correct", "current"], start)
    if begin > start, let end = try attributes.longest(begin), phrase.isAny(end, ["of", "for"]),
      phrase.keys[end...].contains(where: Self.copulas.contains)
    {
      let types = try RecordFinder.nouned.filter { try attributes.attribute(begin, of: $0)?.end == end }
      let (targets, stop) = try records.targets(end + 1, types, before: Self.copulas)
      guard phrase.isAny(stop, Self.copulas),
        let (attribute, _) = try attributes.attribute(begin, of: targets.type)
      else { return nil }
      return try set(targets, attribute, skip(Self.copulas.union(["now", "be", "been"]), stop))
    }
    let isPossessive = phrase.isAny(start, ["her", "his", "its", "their"])
    guard let mark = isPossessive ? start : phrase.keys[start...].firstIndex(of: "'s") else { return nil }
    let named = skip(["new", "current", "correct"], mark + 1)
    let types = try RecordFinder.nouned.filter { try attributes.attribute(named, of: $0) != nil }
    guard !types.isEmpty else { return nil }
    let targets: Targets
    if isPossessive {
      guard let meant = memory.meaning(of: key(start), types) else { return nil }
      targets = Targets(records: [meant])
    } else {
      guard let (found, end) = try subject(start, before: ["'s"]), end == mark else { return nil }
      targets = found
    }
    guard let (attribute, end) = try attributes.attribute(named, of: targets.type),
      phrase.isAny(end, Self.copulas) || end == phrase.colon,
      !phrase.isAny(end, ["has", "was", "got"])
    else { return nil }
    return try set(targets, attribute, skip(Self.copulas.union(["now", "be", "been"]), end))
  }

  /// "joined Globex", "now works at Globex", "left", "was won", "is worth 5k".
  private func told(_ targets: Targets, _ end: Int, _ now: Int) throws -> Act? {
    let verb = skip(["has", "is", "was", "now", "just", "been", "recently"], end)
    if targets.type == .deal, phrase.isAny(verb, ["won", "lost"]), key(verb) != "was" {
      return try ended(targets, verb + 1, as: key(verb))
    }
    if targets.type == .deal, phrase.isAny(skip(["will", "should"], verb), ["close", "closes"]) {
      let place = skip(["will", "should", "close", "closes"], verb)
      guard let (day, end) = try days.day(place) else { return nil }
      try finish(end)
      return try shift(targets) { _ in day }
    }
    if targets.type == .company {
      let place = skip(["moved", "based", "located", "in", "to"], verb)
      let field = place < phrase.count && Countries.isOne(phrase.words(from: place)) ? "country" : "city"
      if place > verb + 1, place < phrase.count, let field = Catalog.of(.company).field(field) {
        return try set(targets, .field(field), place)
      }
      guard let amount = amount(verb), phrase.isAny(amount.end - 1, ["employees", "people", "staff"]) else {
        return nil
      }
      try finish(amount.end)
      return try update(targets, saying: { "\($0): size is \(amount.value.text) now" }) { _ in
        ["size": .number(amount.value)]
      }
    }
    guard targets.type == .contact else { return nil }
    guard phrase.isAny(verb, ["joined", "moved", "works", "work", "working", "at", "with"]) else {
      return nil
    }
    let place = skip(
      ["joined", "moved", "works", "work", "working", "at", "for", "to", "with", "now", "the", "company"],
      verb)
    guard place < phrase.count else { return nil }
    // "moved to negotiation" is a status.
    if phrase.isAny(verb, ["moved"]), let (_, stop) = try destination(targets.records[0], place),
      stop >= phrase.count
    {
      return try state(targets, place) { "\($0) moved to \($1)" }
    }
    var stop = phrase.count
    var changes: JSONObject = [:]
    if let role = phrase.keys[place...].lastIndex(of: "as"), role + 1 < phrase.count {
      changes["position"] = .string(phrase.words(from: skip(["as", "a", "an", "the", "their", "new"], role)))
      stop = role
    }
    let company = try company(place, stop)
    changes["company"] = .string(company.name)
    return try update(targets, saying: { "\($0) is at \(company.name) now" }) { _ in changes }
  }

  /// "worth 20k", "due Friday", "closing in July".
  private func valued(_ targets: Targets, _ now: Int) throws -> Act? {
    if targets.type == .deal, phrase.isAny(now, ["worth", "valued"]) {
      let place = skip(["worth", "valued", "at", "now"], now)
      guard let field = Catalog.of(.deal).field("value") else { return nil }
      return try set(targets, .field(field), place)
    }
    guard phrase.isAny(now, ["due", "closing", "expected"]) else { return nil }
    guard let (day, end) = try days.day(skip(["due", "closing", "expected", "to", "close"], now)) else {
      return nil
    }
    try finish(end)
    return try shift(targets) { _ in day }
  }

  /// "CFO", "CFO at Globex", "at Globex".
  private func positioned(_ targets: Targets, _ place: Int) throws -> Act {
    var changes: JSONObject = [:]
    var end = phrase.count
    if let at = phrase.keys[place...].lastIndex(where: { ["at", "of", "with"].contains($0) }),
      at + 1 < phrase.count, at > place,
      let name = try records.exact(skip(["the"], at + 1), [.company]), name.end >= phrase.count
    {
      changes["company"] = .string(name.records[0].name)
      end = at
    }
    let position = phrase.words(place..<end).trimmingEnd()
    changes["position"] = .string(position)
    let at = changes["company"]?.string.map { " at \($0)" } ?? ""
    return try update(targets, saying: { "\($0): position is \(position)\(at) now" }) { _ in changes }
  }
}
