package import Models
internal import Bytes
internal import SQLite

extension Store {
  /// Which of some fields of a record were last written by a person: typed, or set by a program of the person's. What an
  /// import brought and what a proposal changed was not; what was undone was not written.
  package func fieldsWritten(byPersonIn fields: Set<String>, of type: RecordType, _ id: Int64) throws -> Set<
    String
  > {
    var open = fields
    var written: Set<String> = []
    for entry in try journal(limit: nil, touching: (type, id)) where entry.isInForce {
      if open.isEmpty { break }
      // An undo or redo brings back what another entry wrote.
      if entry.kind == .undo || entry.kind == .redo { continue }
      let isPersons = try entry.kind == .plan && !isOfProposal(entry.id)
      for change in try changes(of: entry.id, to: (type, id)) {
        guard change["of"]?.string == type.rawValue, change["id"]?.int64 == id else { continue }
        // A whole record that came in bulk stands without its fields.
        let named = change["field"]?.string.map { Set([$0]) } ?? open
        let hit = open.intersection(named)
        open.subtract(hit)
        if isPersons { written.formUnion(hit) }
      }
    }
    return written
  }

  /// Whether an entry made or decided a proposal.
  private func isOfProposal(_ entry: Int64) throws -> Bool {
    try database.value(
      "SELECT 1 FROM journal_touch WHERE entry_id = \(entry) AND type = \(RecordType.proposal.rawValue) LIMIT 1",
      as: Int.self) != nil
  }
}
