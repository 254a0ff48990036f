internal import SQLite

/// A table of the schema, as SQLite describes it. Erasing goes by what there is rather than by a list, so that no table
/// is forgotten.
struct StoredTable {
  let name: String
  let columns: [String]
  /// The columns that name a row: those of the primary key, or the row id.
  let key: [String]
  /// The place of the column with the id of a record; nil where a row is named by ids of others.
  let idIndex: Int?
  let references: [Reference]

  struct Reference {
    /// The place of the column that refers.
    let index: Int
    let table: String
    /// Whether the row goes with what it refers to: it is a part of it.
    let isPart: Bool
  }

  /// All tables but those of SQLite itself and of its word index.
  static func all(in database: Database) throws -> [StoredTable] {
    let tables = try database.all(
      #"""
      SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
      AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name
      """#
    ) { (name: try $0[0] as String, isWithoutRowID: try $0[1] as Bool) }
    return try tables.map { try StoredTable($0.name, isWithoutRowID: $0.isWithoutRowID, database) }
  }

  private init(_ name: String, isWithoutRowID: Bool, _ database: Database) throws {
    self.name = name
    let columns = try database.all("SELECT name, pk FROM pragma_table_info(\(name)) ORDER BY cid") {
      (name: try $0[0] as String, isKey: try $0[1] as Int > 0)
    }
    self.columns = columns.map(\.name)
    key = isWithoutRowID ? columns.filter(\.isKey).map(\.name) : ["rowid"]
    idIndex = columns.firstIndex { $0.isKey && $0.name == "id" }
    references = try database.all(
      #"SELECT "from", "table", on_delete FROM pragma_foreign_key_list(\#(name))"#
    ) { row -> Reference? in
      let (column, table, action): (String, String, String) = (try row[0], try row[1], try row[2])
      guard let index = columns.firstIndex(where: { $0.name == column }) else { return nil }
      return Reference(index: index, table: table, isPart: action == "CASCADE")
    }.compactMap { $0 }
  }

  /// Whether its rows are about one contact each.
  var isAboutContacts: Bool { references.contains { $0.table == "contact" } }

  /// The places of the columns that tell what a row belongs to.
  var tellingColumns: [Int] {
    columns.indices.filter { index in
      index == idIndex || key.contains(columns[index]) || references.contains { $0.index == index }
    }
  }

  /// The place of the column with the folded form of a column, as `title_key` is of `title`.
  func foldedIndex(of column: String) -> Int? {
    columns.firstIndex(of: column + "_key")
  }

  /// Whether a column holds the folded form of another.
  func isFolded(_ column: String) -> Bool {
    column.hasSuffix("_key") && columns.contains(String(column.dropLast(4)))
  }

  /// The id of a record.
  func id(_ values: LinkedRecords.Values) -> Int64? {
    guard let idIndex, case .integer(let id)? = values(idIndex) else { return nil }
    return id
  }

  /// What names a row of a table without ids of its own.
  func keyValues(_ values: LinkedRecords.Values) -> [SQLValue] {
    columns.indices.filter { key.contains(columns[$0]) }.map { values($0) ?? .null }
  }
}
