internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// Lets everything that refers to one record refer to another, and takes the one away.
  func absorb(
    _ type: RecordType, _ other: Int64, _ taken: JSONObject, into id: Int64,
    read: (RecordType, Int64) throws -> JSONObject?
  ) throws {
    try recorder.departing(Departure(type: type, id: other, into: id, record: taken))
    switch type {
    case .contact: try uniteRoles(of: other, with: id)
    case .company: try uniteAffiliations(to: other, with: id, read)
    default: break
    }
    for reference in MergedReference.all(to: type) {
      try database.execute(
        """
        UPDATE OR IGNORE \(raw: reference.table) SET \(raw: reference.column) = \(id)
        WHERE \(raw: reference.column) = \(other)
        """)
    }
    try database.execute("DELETE FROM \(raw: Layout.of(type).table) WHERE id = \(other)")
  }

  /// In a deal that both are in, the kept contact is what either was.
  private func uniteRoles(of other: Int64, with id: Int64) throws {
    try database.execute(
      """
      UPDATE deal_contact AS kept SET is_primary = max(kept.is_primary, taken.is_primary), role = CASE
        WHEN kept.role IS NULL THEN taken.role
        WHEN taken.role IS NULL OR taken.role = kept.role THEN kept.role
        ELSE kept.role || ', ' || taken.role END
      FROM deal_contact AS taken
      WHERE kept.contact_id = \(id) AND taken.contact_id = \(other) AND taken.deal_id = kept.deal_id
      """)
  }

  /// A contact who belongs to both companies belongs to the kept one once, by the rules of a merge of contacts.
  private func uniteAffiliations(
    to other: Int64, with id: Int64, _ read: (RecordType, Int64) throws -> JSONObject?
  ) throws {
    func members(of company: Int64) -> SQL {
      """
      SELECT id FROM contact WHERE company_id = \(company)
      UNION SELECT contact_id FROM affiliation WHERE company_id = \(company)
      """
    }
    let both = try database.all(
      "SELECT id FROM (\(members(of: id))) INTERSECT SELECT id FROM (\(members(of: other)))"
    ) { $0.integer(0) }
    for contact in both {
      guard let record = try read(.contact, contact) else { continue }
      var renamed = record
      renamed["affiliations"] = .array(
        (record["affiliations"]?.array ?? []).map { item in
          guard item["company_id"]?.int64 == other, var moved = item.object else { return item }
          moved["company_id"] = .number(JSONNumber(id))
          return .object(moved)
        })
      _ = try update(
        .contact, contact, MergeRules(type: .contact, records: [renamed]).changes(), before: record)
    }
  }
}

/// A column that says which contact or company rows of another table belong to.
struct MergedReference {
  /// The kind of record that the rows are, or are part of, and the column with its id.
  let type: RecordType
  let owner: String
  let table: String
  let column: String

  /// All that refers to records of a kind; none for kinds that are not merged.
  static func all(to type: RecordType) -> [MergedReference] {
    let rows: [(RecordType, String, String)] =
      switch type {
      case .contact:
        [
          (.deal, "deal_contact", "deal_id"), (.task, "task", "id"),
          (.activity, "activity_contact", "activity_id"), (.meeting, "meeting_participant", "meeting_id"),
        ]
      case .company:
        [
          (.contact, "contact", "id"), (.contact, "affiliation", "contact_id"), (.deal, "deal", "id"),
          (.task, "task", "id"), (.activity, "activity", "id"), (.meeting, "meeting", "id"),
        ]
      default: []
      }
    let column = Layout.of(type).ownerColumn
    return rows.map { MergedReference(type: $0.0, owner: $0.2, table: $0.1, column: column) }
  }
}
