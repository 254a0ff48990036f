internal import Bytes
internal import Models
internal import Store

/// Taking records away, merging and linking them.
extension InstructionReader {
  // MARK: Taking away

  private static let everything: Set<String> = ["everything", "everyone", "everybody", "anything"]

  /// "Delete the contact Priya Patel", "remove tag vip from Ann Lee", "remove Ann Lee from Acme renewal".
  func removal(_ start: Int) throws -> Act? {
    if let act = try tagAtFront(start, adding: false) ?? unlinked(start) ?? untagged(start) ?? cleared(start)
    {
      return act
    }
    let place = skip(["the", "a", "away", "all", "of", "my", "our"], start)
    let none = Obstacle.refuse("everything of a kind is never deleted by an instruction; name the records")
    if Self.everything.contains(key(place)) || phrase.isAny(place, ["data", "database", "records", "crm"]) {
      throw none
    }
    let types: [RecordType] = [.contact, .deal, .company, .task, .activity]
    let (targets, end) = try records.targets(start, types)
    try finish(end)
    if let selection = targets.selection {
      // What is only left out, or only a sort of record, is all of a kind but in name.
      let isExcluding = selection.conditions.allSatisfy { if case .not = $0 { true } else { false } }
      guard targets.isTold, !isExcluding, try targets.records.count < store.count(Query(from: selection.type))
      else {
        throw none
      }
    }
    let steps = targets.records.compactMap { record in
      record.stored.map {
        Plan.Step(.delete, $0.type, id: $0.id, expect: [Catalog.of($0.type).title: .string($0.name)])
      }
    }
    guard steps.count == targets.records.count else { throw Obstacle.refuse("it is only being made") }
    return Act(steps: steps, confirmation: "\(targets.title) deleted")
  }

  /// "Remove vip from Ann Lee": a tag that the record has.
  private func untagged(_ start: Int) throws -> Act? {
    guard let from = phrase.keys.lastIndex(of: "from"), from > start, from + 1 < phrase.count,
      let (meanings, length) = try finder.values(phrase.tokens[start...]), start + length == from,
      meanings.contains(where: { $0.field == "tags" })
    else { return nil }
    let (targets, end) = try records.targets(from + 1, [.contact, .company, .deal])
    try finish(end)
    return try tagging(targets, [phrase.words(start..<from)], adding: false)
  }

  /// "Remove Ann Lee from Acme renewal": nil where it is no person that is taken from a deal or a company.
  private func unlinked(_ start: Int) throws -> Act? {
    guard let from = phrase.keys.lastIndex(of: "from"), from > start, from + 1 < phrase.count,
      !attributes.isAttribute(skip(["the"], start), of: RecordFinder.nouned),
      let (contact, end) = try? upTo(from).records.record(start, [.contact]), end == from
    else { return nil }
    guard let (target, stop) = try? records.record(from + 1, [.deal, .company]) else { return nil }
    try finish(stop)
    return try joined(contact, target, .unlink, role: nil)
  }

  // MARK: Merging

  /// "Merge John Smith into Jon Smith".
  func merge(_ start: Int) throws -> Act? {
    let begin = skip(["the", "two", "duplicate", "duplicates"], start)
    let (other, end) = try records.record(
      begin, [.contact, .company], before: ["into", "with", "and", "to"])
    guard phrase.isAny(end, ["into", "with", "and", "to", ","]) else {
      throw Obstacle.refuse("it does not say what to merge it with")
    }
    let (kept, stop) = try records.record(end + 1, [other.type])
    try finish(stop)
    guard kept != other else { throw Obstacle.refuse("a record cannot be merged with itself") }
    // "A and B": the first one stays.
    let (stays, goes) = phrase.isAny(end, ["into", "to"]) ? (kept, other) : (other, kept)
    guard let id = stays.stored?.id else { throw Obstacle.refuse("\(stays.name) is only being made") }
    return Act(
      steps: [Plan.Step(.merge, stays.type, id: id, changes: [Plan.Step.with: [goes.id]])],
      confirmation: "\(goes.title) merged into '\(stays.name)'", subjects: [stays])
  }

  // MARK: Linking

  /// "Add Maria Garcia to Acme renewal as champion", "add tag vip to Ann Lee", "add phone +49 … to Ann Lee".
  func addition(_ start: Int) throws -> Act? {
    if let act = try tagAtFront(start, adding: true) ?? added(start) ?? listed(start) ?? tagged(start) {
      return act
    }
    return try link(start)
  }

  /// "Add vip to Ann Lee": a tag that there is.
  private func tagged(_ start: Int) throws -> Act? {
    guard let to = phrase.keys.lastIndex(of: "to"), to > start, to + 1 < phrase.count,
      let (meanings, length) = try finder.values(phrase.tokens[start...]), start + length == to,
      meanings.contains(where: { $0.field == "tags" })
    else { return nil }
    let (targets, end) = try records.targets(to + 1, [.contact, .company, .deal])
    try finish(end)
    return try tagging(targets, [phrase.words(start..<to)], adding: true)
  }

  /// "Add phone +49 30 123 to Ann Lee", "add the e-mail ann@x.example for Ann Lee", "add a phone number to Ann Lee: …".
  private func added(_ start: Int) throws -> Act? {
    let begin = skip(["a", "an", "the", "another", "second", "new"], start)
    guard let end = try attributes.longest(begin), end < phrase.count else { return nil }
    let types = try RecordFinder.nouned.filter { try attributes.attribute(begin, of: $0)?.end == end }
    let targets: Targets
    let range: Range<Int>
    if phrase.isAny(end, ["to", "for", "of"]) {
      let found = try records.targets(end + 1, types, before: ["as", "with", "="])
      targets = found.0
      let value = found.1 == phrase.colon ? found.1 : skip(["as", "with", "=", ",", "is", ""], found.1)
      range = value..<phrase.count
    } else {
      guard let to = phrase.keys.lastIndex(where: { $0 == "to" || $0 == "for" }), to > end else { return nil }
      let found = try records.targets(to + 1, types)
      try finish(found.1)
      targets = found.0
      range = skip(["is", "of", "=", ""], end)..<to
    }
    guard let (attribute, stop) = try attributes.attribute(begin, of: targets.type), stop == end else {
      return nil
    }
    return try add(attribute, range, to: targets)
  }

  /// Another address or number stands beside those that there are; anything else is what the record has from now on.
  private func add(_ attribute: Attribute, _ range: Range<Int>, to targets: Targets) throws -> Act {
    let lists = ["email": "emails", "phone": "phones"]
    return try update(targets, saying: { "\($0): \(attribute.title) \(phrase.words(range)) added" }) {
      record in
      let changes = try changes(attribute, of: record, range)
      guard record.type == .contact, let list = lists[attribute.name], let value = changes[attribute.name]
      else {
        return changes
      }
      let now = try read(record)[list]?.array ?? []
      return now.isEmpty ? changes : [list: .array(now.filter { $0 != value } + [value])]
    }
  }

  /// "Add Jane Roe as a contact", "add Jane Roe (jane@roe.example) to my contacts", "register Initrode as a company".
  private func listed(_ start: Int) throws -> Act? {
    for place in (start + 1)..<max(start + 1, phrase.count) where phrase.isAny(place, ["as", "to"]) {
      let noun = skip(["a", "an", "the", "my", "our", "new", "list", "of"], place + 1)
      guard noun < phrase.count, let (found, length) = Noun.find(phrase.keys[noun...]),
        found.type == .contact || found.type == .company,
        noun > place + 1 || phrase.key(noun).hasSuffix("s") || key(place) == "as"
      else { continue }
      // "add Ann Lee to the contact …" is a link.
      let end = noun + length
      guard end >= phrase.count || DetailReader(self, found.type).isDetail(end) else { continue }
      // What stands before and behind is said of the new record: "Jane Roe, CTO of Globex", "from TechCorp".
      let kind = phrase.key(noun)
      let front = phrase.words(start..<place)
      let behind = end < phrase.count ? " " + phrase.rest(from: end) : ""
      let isKnown = ((try? records.exact(start, [found.type])) ?? nil)?.end == place
      guard !isKnown else { return nil }
      let words = kind.hasSuffix("s") && kind != "business" ? String(kind.dropLast()) : kind
      return try InstructionReader("create \(words) \(front)\(behind)", store, memory, user: user).act()
    }
    return nil
  }

  func link(_ start: Int, action: Plan.Action = .link) throws -> Act? {
    let stops: Set<String> = ["to", "with", "from", "and", "on", "in", "as"]
    let (first, end) = try records.record(start, [.contact, .task, .deal, .company], before: stops)
    var others: [Referent] = [first]
    var place = end
    while key(place) == "and", let (next, stop) = try? records.record(place + 1, [first.type], before: stops)
    {
      others.append(next)
      place = stop
    }
    var role: String?
    // "as champion to Acme renewal" and "to Acme renewal as champion".
    if key(place) == "as",
      let next = phrase.keys[place...].lastIndex(where: { ["to", "on", "in", "of", "for"].contains($0) })
    {
      role = phrase.words(skip(["as", "the", "a", "an"], place)..<next)
      place = next
    }
    guard phrase.isAny(place, ["to", "with", "from", "on", "in"]) || role?.isEmpty == false else {
      throw Obstacle.refuse("it does not say to what")
    }
    let (target, stop) = try records.record(place + 1, [.deal, .company, .contact], before: ["as"])
    place = stop
    if role == nil, key(place) == "as" {
      let begin = skip(["as", "the", "a", "an"], place)
      guard begin < phrase.count else { throw Obstacle.refuse("it does not say as what") }
      role = phrase.words(from: begin)
      place = phrase.count
    }
    try finish(place)
    var act = try joined(others[0], target, action, role: role)
    for other in others.dropFirst() {
      let more = try joined(other, target, action, role: role)
      act.steps += more.steps
      act.additions += more.additions
      act.confirmation += "; " + more.confirmation
    }
    return act
  }

  /// Two records that belong together, or do not any more.
  private func joined(_ one: Referent, _ other: Referent, _ action: Plan.Action, role: String?) throws -> Act
  {
    let isLink = action == .link
    let told = "\(one.title) \(isLink ? "linked to" : "unlinked from") '\(other.name)'"
    func wrong() -> Obstacle {
      .refuse("a \(one.type.rawValue) is not linked to a \(other.type.rawValue)")
    }
    switch (one.type, other.type) {
    case (.contact, .deal): return linked(one, to: other, as: role, action)
    case (.deal, .contact), (.company, .contact): return try joined(other, one, action, role: role)
    case (.contact, .company):
      var changes: JSONObject = ["company_id": other.id]
      if let role { changes["position"] = .string(role) }
      switch one.place {
      case .stored(let id):
        return Act(
          steps: [Plan.Step(action, .contact, id: id, changes: changes)], confirmation: told,
          subjects: [other, one])
      default: return try update(one, ["company": .string(other.name)], saying: told)
      }
    case (.task, _):
      guard role == nil else { throw wrong() }
      return try update(one, ["\(other.type.rawValue)_id": isLink ? other.id : .null], saying: told)
    case (.deal, .company), (.company, .deal):
      guard role == nil else { throw wrong() }
      let (deal, company) = one.type == .deal ? (one, other) : (other, one)
      return try update(deal, ["company_id": isLink ? company.id : .null], saying: told)
    default: throw wrong()
    }
  }

  /// A role as it is written in other deals.
  private func known(_ role: String) -> String {
    let said = SearchKey.fold(role)
    return ((try? store.listed(.roles)) ?? []).first {
      said == SearchKey.fold($0) || said == SearchKey.fold($0) + "s"
    } ?? role
  }

  /// Somebody takes part in a deal, in some role.
  func linked(_ contact: Referent, to deal: Referent, as role: String?, _ action: Plan.Action = .link) -> Act
  {
    var person: JSONObject = ["contact_id": contact.id]
    if let role, SearchKey.fold(role) != "contact" {
      let isMain = ["primary contact", "main contact", "primary"].contains(SearchKey.fold(role))
      person[isMain ? "primary" : "role"] = isMain ? true : .string(known(role))
    }
    let told =
      "\(contact.title) \(action == .link ? "linked to" : "unlinked from") '\(deal.name)'"
      + (role.map { " as \($0)" } ?? "")
    switch deal.place {
    case .stored(let id):
      return Act(
        steps: [Plan.Step(action, .deal, id: id, changes: person)], confirmation: told,
        subjects: [contact, deal])
    case .made(let step):
      var changes: JSONObject = ["id": contact.id]
      for name in ["role", "primary"] { if let value = person[name] { changes[name] = value } }
      let others = memory.steps[step].changes["contacts"]?.array ?? []
      return Act(
        additions: [(step, ["contacts": .array(others + [.object(changes)])])], confirmation: told,
        subjects: [contact, deal])
    case .new: return Act(confirmation: told)
    }
  }
}
