internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// The change of a list of related records that links or unlinks one.
  func linkChanges(_ step: Plan.Step, _ before: JSONObject) throws -> JSONObject {
    guard step.type == .contact else {
      throw StoreError.invalid(
        step.type, field: nil, .sentence("a \(step.type.rawValue) has no links of this kind; a contact has"))
    }
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
      guard try exists(.company, id) else { throw StoreError.notFound(.company, String(id)) }
      return id
    }
    guard let name = step.changes["company"]?.string else {
      throw StoreError.invalid(.contact, field: "company", .missing)
    }
    return step.action == .link
      ? try company(named: name) : try References(database: database).find(.company, name)
  }
}
