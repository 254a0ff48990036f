internal import CSQLite

/// A row that a full-text query has found, as a function that ranks it sees it.
package struct FullTextMatch: ~Copyable {
  fileprivate let api: UnsafePointer<Fts5ExtensionApi>
  fileprivate let context: OpaquePointer

  package var rowID: Int64 { api.pointee.xRowid(context) }

  /// How many rows the table has.
  package var rowCount: Int {
    var count: sqlite3_int64 = 0
    _ = api.pointee.xRowCount(context, &count)
    return Int(count)
  }

  /// How many words all rows have together.
  package var totalWords: Int {
    var count: sqlite3_int64 = 0
    _ = api.pointee.xColumnTotalSize(context, -1, &count)
    return Int(count)
  }

  /// How many words the row has.
  package var words: Int {
    var count: Int32 = 0
    _ = api.pointee.xColumnSize(context, -1, &count)
    return Int(count)
  }

  /// Goes through the places where a phrase of the query stands: which phrase, counted from 0 in their order in the query,
  /// and in which column.
  package func forEachPhrase(_ body: (_ phrase: Int, _ column: Int) -> Void) {
    var count: Int32 = 0
    _ = api.pointee.xInstCount(context, &count)
    for index in 0..<count {
      var (phrase, column, offset): (Int32, Int32, Int32) = (0, 0, 0)
      _ = api.pointee.xInst(context, index, &phrase, &column, &offset)
      body(Int(phrase), Int(column))
    }
  }
}

private final class RankFunction {
  let body: (borrowing FullTextMatch) -> Double

  init(_ body: @escaping (borrowing FullTextMatch) -> Double) {
    self.body = body
  }
}

extension Database {
  /// Makes `body` a function for SELECTs of full-text tables on this connection, of which the table is the only
  /// argument. Fails when SQLite was built without FTS5.
  package func rankFunction(
    _ name: String, _ body: @escaping (borrowing FullTextMatch) -> Double
  ) throws(SQLiteError) {
    guard let api = csqlite_fts5_api(handle) else {
      throw SQLiteError(SQLiteError.misuse, "there is no full-text search", sql: nil)
    }
    let code = api.pointee.xCreateFunction(
      api, name, Unmanaged.passRetained(RankFunction(body)).toOpaque(),
      { api, match, result, _, _ in
        guard let api, let match, let result, let data = api.pointee.xUserData(match) else { return }
        let function = Unmanaged<RankFunction>.fromOpaque(data).takeUnretainedValue()
        sqlite3_result_double(result, function.body(FullTextMatch(api: api, context: match)))
      },
      { data in data.map { Unmanaged<RankFunction>.fromOpaque($0).release() } })
    try check(code)
  }
}
