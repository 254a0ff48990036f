internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The change of a list of related records that links or unlinks one.
  func linkChanges(_ step: Plan.Step, _ before: JSONObject) throws -> JSONObject {
    switch step.type {
    case .contact: return try companyChanges(step, before)
    case .deal: return try contactChanges(step, before)
    case .activity: return try attendanceChanges("contacts", id: "id", step, before)
    case .meeting: return try attendanceChanges("participants", id: "contact_id", step, before)
    default:
      throw StoreError.invalid(
        step.type, field: nil,
        .sentence("a \(step.type.rawValue) has no links; a contact, a deal, an activity and a meeting have"))
    }
  }

  // MARK: The companies of a contact

  private func companyChanges(_ step: Plan.Step, _ before: JSONObject) throws -> JSONObject {
    let company = try linkedCompany(step)
    var companies = before["affiliations"]?.array ?? []
    let index = companies.firstIndex { $0["company_id"]?.int64 == company }
    if step.action == .unlink {
      guard let index else {
        let candidate = try candidate(.company, company)
        throw StoreError.invalid(
          .contact, field: "company", .sentence("it is not linked to \(candidate.name)"))
      }
      companies.remove(at: index)
      return ["affiliations": .array(companies)]
    }
    var link = index.map { companies[$0].object ?? [:] } ?? ["company_id": .number(JSONNumber(company))]
    if let position = step.changes["position"] { link["position"] = position }
    let isMain = step.changes["primary"]?.bool ?? link["primary"]?.bool ?? companies.isEmpty
    link["primary"] = .bool(isMain)
    if isMain {
      for index in companies.indices {
        var other = companies[index].object ?? [:]
        other["primary"] = false
        companies[index] = .object(other)
      }
    }
    if let index { companies[index] = .object(link) } else { companies.append(.object(link)) }
    return ["affiliations": .array(companies)]
  }

  private func linkedCompany(_ step: Plan.Step) throws -> Int64 {
    if let id = step.changes["company_id"]?.int64 {
      guard let company = try References(database: database).record(.company, id) else {
        throw StoreError.notFound(.company, String(id))
      }
      return company.id
    }
    guard let name = step.changes["company"]?.string else {
      throw StoreError.invalid(.contact, field: "company", .missing)
    }
    return step.action == .link
      ? try company(named: name) : try References(database: database).find(.company, name)
  }

  // MARK: The people in a deal

  private func contactChanges(_ step: Plan.Step, _ before: JSONObject) throws -> JSONObject {
    let contact = try linkedContact(step, before)
    var people = before["contacts"]?.array ?? []
    let index = people.firstIndex { $0["id"]?.int64 == contact }
    if step.action == .unlink {
      guard let index else {
        let candidate = try candidate(.contact, contact)
        throw StoreError.invalid(
          .deal, field: "contact", .sentence("it is not linked to \(candidate.name)"))
      }
      people.remove(at: index)
      return ["contacts": .array(people)]
    }
    var link: JSONObject = ["id": .number(JSONNumber(contact))]
    for name in ["role", "primary"] { link[name] = step.changes[name] }
    // What is not said of somebody who is in the deal already stays, and who is said to be the main one comes first.
    if let index { people.remove(at: index) }
    people.insert(.object(link), at: link["primary"] == true ? 0 : people.count)
    return ["contacts": .array(people)]
  }

  // MARK: The people of an activity or a meeting

  /// The change of the list `field`, whose items have the id of a contact as `id`, that one takes part or not. Of a
  /// meeting `speaker` says whose words were theirs.
  private func attendanceChanges(
    _ field: String, id: String, _ step: Plan.Step, _ before: JSONObject
  ) throws -> JSONObject {
    let contact = JSON.number(JSONNumber(try linkedContact(step, before)))
    var people = before[field]?.array ?? []
    let index = people.firstIndex { $0[id] == contact }
    if step.action == .unlink {
      guard let index else {
        throw StoreError.invalid(step.type, field: field, .sentence("it is not linked to \(contact.text)"))
      }
      if step.type == .meeting, people[index]["name"]?.isNull == false {
        // Somebody spoke there, whoever it was.
        var person = people[index].object ?? [:]
        person[id] = .null
        people[index] = .object(person)
      } else {
        people.remove(at: index)
      }
    } else if let speaker = step.changes["speaker"], !speaker.isNull,
      let place = people.firstIndex(where: { $0["speaker"] == speaker })
    {
      var person = people[place].object ?? [:]
      person[id] = contact
      people[place] = .object(person)
    } else if index == nil {
      let name = step.type == .meeting ? try contact.int64.map { try candidate(.contact, $0).name } : nil
      people.append(.object(JSONObject([(id, contact)] + (name.map { [("name", .string($0))] } ?? []))))
    }
    return [field: .array(people)]
  }

  private func linkedContact(_ step: Plan.Step, _ before: JSONObject) throws -> Int64 {
    let changes = step.changes
    let finder = RelationFinder(database, for: step.type)
    if let id = changes["contact_id"]?.int64 {
      return try finder.record(.contact, id: id, field: "contact_id")
    }
    guard let text = changes["contact"]?.string ?? changes["email"]?.string else {
      throw StoreError.invalid(.deal, field: "contact", .missing)
    }
    return try finder.record(.contact, text, company: before["company_id"]?.int64, field: "contact")
  }
}
