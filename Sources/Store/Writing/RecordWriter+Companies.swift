internal import Bytes
internal import Models
internal import SQLite

/// That a contact belongs to a company, in a position.
private struct Affiliation: Equatable {
  let company: Int64
  let position: JSON

  /// From a record as it is shown.
  init?(shown: JSON) {
    guard let company = shown["company_id"]?.int64 else { return nil }
    self.init(company: company, position: shown["position"] ?? .null)
  }

  init(company: Int64, position: JSON) {
    self.company = company
    self.position = position
  }

  var json: JSON { ["company_id": .number(JSONNumber(company)), "position": position] }
}

extension RecordWriter {
  /// Makes columns of the main company, and leaves the others to the table of further ones.
  func settleCompanies(_ draft: inout Draft) throws {
    let company = draft.take("company_id") ?? draft.take("company")
    let list = draft.take("affiliations")?.array
    if company == nil, list == nil { return }
    let stored = (draft.before?["affiliations"]?.array ?? []).compactMap(Affiliation.init(shown:))

    let all: [Affiliation]
    if let list {
      all = try affiliations(list)
    } else {
      // A new main company takes the place of the old one; without one the next of the others is it.
      let main = try mainCompany(company ?? .null)
      let others = stored.dropFirst().filter { $0.company != main }
      all = (main.map { [Affiliation(company: $0, position: draft["position"])] } ?? []) + others
    }
    if all.first?.company != stored.first?.company {
      draft.set("company_id", all.first.map { .integer($0.company) } ?? .null)
    }
    if let main = all.first, main.position != draft.before?["position"] ?? .null {
      draft["position"] = main.position
    }
    if all.dropFirst() != stored.dropFirst() {
      draft["affiliations"] = .array(all.dropFirst().map(\.json))
    }
  }

  private func mainCompany(_ value: JSON) throws -> Int64? {
    guard let id = value.int64 else { return try value.string.map { try company(named: $0) } }
    if let memory, memory.knows(company: id) { return id }
    return try RelationFinder(database, for: .contact).record(.company, id: id, field: "company_id")
  }

  /// The main company first, then the others as they stand.
  private func affiliations(_ list: [JSON]) throws -> [Affiliation] {
    func problem(_ problem: InputProblem) -> StoreError {
      .invalid(.contact, field: "affiliations", problem)
    }
    // All are looked up before the first one is made.
    var all: [(id: Int64?, name: String, position: JSON)] = []
    for item in list {
      let name = item["company"]?.string ?? ""
      let given = item["company_id"]?.int64
      var id = try given.flatMap { try References(database: database).record(.company, $0)?.id }
      // The ids of a list from another database mean nothing here, the names do.
      if let given, id == nil, name.isEmpty { throw problem(.unknownRecord(.company, String(given))) }
      if id == nil, name.isEmpty { throw problem(.sentence("each names a company or company_id")) }
      id = try id ?? knownCompany(name)
      let isDouble = all.contains {
        $0.id == id && (id != nil || SearchKey.fold($0.name) == SearchKey.fold(name))
      }
      if isDouble { throw problem(.sentence("a company stands in it twice")) }
      all.append((id, name, item["position"] ?? .null))
    }
    if let main = list.firstIndex(where: { $0["primary"] == true }) {
      all.insert(all.remove(at: main), at: 0)
    }
    return try all.map { Affiliation(company: try $0.id ?? company(named: $0.name), position: $0.position) }
  }

  // MARK: A company goes

  /// The first of the further companies becomes the main one of each contact that loses its main one.
  func promoteFurtherCompanies(insteadOf id: Int64) throws {
    let moves = try database.all(
      """
      SELECT contact.id, min(affiliation.company_id) FROM contact
      JOIN affiliation ON affiliation.contact_id = contact.id
      WHERE contact.company_id = \(id) GROUP BY contact.id
      """
    ) { (contact: $0.integer(0), company: $0.integer(1)) }
    for (contact, company) in moves {
      let further: SQL = "affiliation WHERE contact_id = \(contact) AND company_id = \(company)"
      try database.execute(
        """
        UPDATE contact SET (company_id, position) = (SELECT company_id, position FROM \(further))
        WHERE id = \(contact)
        """)
      try database.execute("DELETE FROM \(further)")
    }
  }
}
