package import Models
internal import Bytes
internal import SQLite

/// The record that an operand names.
package struct Located: Hashable, Sendable {
  package let id: Int64
  /// The record that was named, when that was merged into this one.
  package var former: Int64?
}

extension Store {
  /// The id of the one record that an operand names; fails with `notFound`, or with `ambiguous` and the candidates.
  package func find(_ type: RecordType, _ reference: String) throws -> Int64 {
    try References(database: database).find(type, reference)
  }

  /// The one record that an operand names, and whether that is the former id or name of one that was merged into it;
  /// fails as `find` does.
  package func locate(_ type: RecordType, _ reference: String) throws -> Located {
    try References(database: database).locate(type, reference)
  }

  /// Names of records that begin with some letters, for completion in a shell.
  package func names(_ type: RecordType, beginningWith prefix: String, limit: Int = 50) throws -> [String] {
    let layout = Layout.of(type)
    guard let key = layout.key else { return [] }
    let folded = SearchKey.fold(prefix)
    return try database.all(
      """
      SELECT \(raw: layout.title("r")) FROM \(raw: layout.table) r
      WHERE r.\(raw: key) >= \(folded) AND r.\(raw: key) < \(folded + "\u{10FFFF}")
      ORDER BY r.\(raw: key) LIMIT \(limit)
      """
    ) { try $0[0] as String }
  }

  /// The names of stages of any pipeline that begin with some letters.
  package func stages(beginningWith prefix: String) throws -> [String] {
    let folded = SearchKey.fold(prefix)
    return try NameLists(database: database).stages().filter { SearchKey.fold($0).hasPrefix(folded) }
  }

  /// The tags in use that begin with some letters.
  package func tags(_ type: RecordType, beginningWith prefix: String, limit: Int = 50) throws -> [String] {
    guard case .rows(let table, _)? = Layout.of(type).storage["tags"] else { return [] }
    return try database.all(
      """
      SELECT DISTINCT tag FROM \(raw: table) WHERE tag >= \(prefix) AND tag < \(prefix + "\u{10FFFF}")
      ORDER BY tag LIMIT \(limit)
      """
    ) { try $0[0] as String }
  }
}
