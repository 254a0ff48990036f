package import Models
internal import SQLite

/// What of a record is searched.
package struct RecordText: Sendable {
  package let type: RecordType
  package let id: Int64
  package let title: String
  package let prose: String
  /// When it took place or, where it is nothing that takes place, was changed; in microseconds.
  package let time: Int64
}

extension Store {
  /// The texts of some records, in the order of their ids; those that there are not are left out.
  package func texts(of type: RecordType, _ ids: some Sequence<Int64>) throws -> [RecordText] {
    guard let text = SearchText.of(type) else { return [] }
    let time = type == .activity || type == .meeting ? "occurred_at" : "updated_at"
    return try database.all(
      """
      SELECT r.id, coalesce(\(raw: text.title), ''), \(raw: text.prose), r.\(raw: time)
      FROM \(raw: Layout.of(type).table) r WHERE r.id \(Set(ids).condition()) ORDER BY r.id
      """
    ) { row in
      RecordText(type: type, id: try row[0], title: try row[1], prose: try row[2], time: try row[3])
    }
  }

  /// The ids of the records that satisfy a condition, in order.
  package func ids(of type: RecordType, where condition: Condition) throws -> [Int64] {
    let query = Query(
      from: type, condition: condition, sort: [Query.Sort(path: Path(["id"]))], fields: [Path(["id"])])
    return try database.all(try compiler.compile(query, isArchive: false).sql) { $0.integer(0) }
  }

  /// The kinds of records that a search looks among.
  package static let searchedTypes = SearchText.types.map(\.type)
}
