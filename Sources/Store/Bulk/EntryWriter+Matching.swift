internal import Bytes
internal import Models

extension EntryWriter {
  /// Changes the record that is recognised, or makes a new one; fails with `Skip` when the entry is passed over.
  func match(
    _ record: JSONObject, _ type: RecordType, _ rules: MatchRules, of entry: Entry,
    _ links: inout EntryLinks, _ tally: inout BulkTally
  ) throws -> BulkOutcome {
    if type == .contact, try matcher.erased.holds(record) { throw Skip.erased }
    // The company of a row about somebody else is there to be linked to.
    let isBesides = type == .company && entry.records.count > 1
    let foreign = record["id"]?.int64
    var related = NamedRecords(strangers: entry.strangers, revives: rules.revives)
    var changes = try matcher.localised(record, type)
    if type == .contact, changes.setAsideBadAddresses() { tally.addressesSetAside += 1 }
    links.linkCompany(&changes, type)
    try matcher.relate(&changes, type, &related)
    let isLinked = links.linkContact(&changes, type)
    if entry.strangers == .skipped, type.isAboutOthers, !isLinked, related.known == 0 {
      throw Skip.unknownPeople
    }
    if related.gone > 0 { tally.leftOut += 1 }

    let outcome: BulkOutcome
    var id = try matcher.find(type, changes, foreign: foreign, by: isBesides ? rules.key.besides : rules.key)
    if id == nil, let fate = try matcher.departed.find(type, changes) {
      switch fate {
      case .merged(let survivor): if rules.key != .none { id = survivor }
      case .deleted where rules.revives: break
      case .deleted:
        guard isBesides else { throw Skip.deleted }
        return .skipped(.deleted)
      }
    }
    if let id {
      outcome = try meet(type, id, changes, rules, isBesides: isBesides, isLinked: isLinked)
    } else {
      if isBesides, !applier.writer.options.createsCompanies {
        throw StoreError.notFound(.company, changes["name"]?.string ?? changes["domain"]?.string ?? "")
      }
      outcome = try apply(Plan.Step(.create, type, changes: changes))
      try planner?.create(type, changes)
    }
    if let id = outcome.id ?? id {
      if let foreign { try matcher.remember(type, foreign: foreign, id) }
      if entry.records.count > 1 { links.add(type, id, changes) }
    }
    return outcome
  }

  /// Does with a record that is here what the rules say.
  private func meet(
    _ type: RecordType, _ id: Int64, _ input: JSONObject, _ rules: MatchRules, isBesides: Bool, isLinked: Bool
  ) throws -> BulkOutcome {
    switch rules.onMatch {
    case .skip: return .skipped(.present)
    case .error where isBesides: return .skipped(.present)
    case .error: throw StoreError.present(try applier.writer.candidate(type, id))
    case .update, .fill: break
    }
    var changes = input
    // What the program derives is not taken over from another database.
    for field in Catalog.of(type).fields where field.access != .written { changes[field.name] = nil }
    if isLinked || rules.onMatch == .fill || planner != nil {
      guard let before = try applier.read(type, id) else { throw StoreError.notFound(type, String(id)) }
      if isLinked { changes.addContacts(to: before) }
      if rules.onMatch == .fill { changes = changes.filling(before, Catalog.of(type)) }
      let outcome = try apply(Plan.Step(.update, type, id: id, changes: changes))
      if case .updated = outcome { try planner?.update(type, id, changes, before) }
      return outcome
    }
    return try apply(Plan.Step(.update, type, id: id, changes: changes))
  }
}

extension MatchRules.Key {
  /// By what the company of a row about somebody else is recognised: it is one company in however many rows.
  fileprivate var besides: MatchRules.Key {
    switch self {
    case .none, .externalID: .natural
    default: self
    }
  }
}

extension JSONObject {
  /// Adds the people of this row to those of the record instead of putting them in their place.
  fileprivate mutating func addContacts(to before: JSONObject) {
    guard var people = before["contacts"]?.array, let added = self["contacts"]?.array else { return }
    for person in added where !people.contains(where: { $0["id"] == person["id"] }) { people.append(person) }
    self["contacts"] = people.count == before["contacts"]?.array?.count ? nil : .array(people)
  }

  /// Of these changes, those of fields that are empty in the record.
  fileprivate func filling(_ before: JSONObject, _ catalog: Catalog) -> JSONObject {
    var changes = JSONObject()
    for (name, value) in self where !value.isNull {
      guard let field = catalog.field(name) else {
        // Refused by the writer, who knows why.
        changes[name] = value
        continue
      }
      let old = before[name] ?? .null
      switch field.kind {
      case .custom:
        let new = (value.object ?? [:]).filter { old[$0.key]?.isNull != false }
        if !new.isEmpty { changes[name] = .object(JSONObject(new.map { ($0.key, $0.value) })) }
      // An amount and what it is in are one thing.
      case .currency where before["value"]?.isNull == true && self["value"]?.isNull == false:
        changes[name] = value
      default:
        if old == InputReader.empty(field.kind) { changes[name] = value }
      }
    }
    return changes
  }
}
