internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// Writes what a record has in tables of its own: all rows anew, of which the journal keeps what differs.
  func writeParts(of draft: Draft, id: Int64) throws {
    let layout = draft.layout
    for (field, value) in draft.values {
      switch field.storage {
      case .rows(let table, let column):
        try clear(table, layout, id, draft)
        for word in value.array ?? [] {
          try database.execute(
            "INSERT INTO \(raw: table) (\(raw: layout.table)_id, \(raw: column)) VALUES (\(id), \(word.string))"
          )
        }
      case .firstAndMore(_, let table):
        try clear(table, layout, id, draft)
        for (position, item) in (value.array ?? []).enumerated().dropFirst() {
          try database.execute(
            "INSERT INTO \(raw: table) (contact_id, position, value) VALUES (\(id), \(position), \(item.string))"
          )
        }
      case .affiliations:
        try clear("affiliation", layout, id, draft)
        for item in value.array ?? [] {
          try database.execute(
            """
            INSERT INTO affiliation (contact_id, company_id, position)
            VALUES (\(id), \(item["company_id"]?.int64), \(item["position"]?.string))
            """)
        }
      case .objects:
        try writeObjects(field.name, value.array ?? [], of: draft, id: id)
      default: break
      }
    }
    if draft.type == .deal { try writeHistory(of: draft, id: id) }
  }

  /// Takes away the rows that a record has in a table of its own.
  func clear(_ table: String, _ layout: Layout, _ id: Int64, _ draft: Draft) throws {
    if draft.isCreation { return }
    try database.execute("DELETE FROM \(raw: table) WHERE \(raw: layout.table)_id = \(id)")
  }
}
