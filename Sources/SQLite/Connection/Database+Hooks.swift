internal import CSQLite

/// What a statement being prepared would do, as the authorizer is asked about it.
package enum Action: Hashable, Sendable {
  case select
  /// Reading a column; an empty name when a table is read without any of its columns.
  case read(table: String, column: String)
  case function(String)
  /// A common table expression that refers to itself.
  case recursive
  case pragma(String, argument: String?)
  case attach
  /// Anything else, by its number in https://sqlite.org/c3ref/c_alter_table.html.
  case other(Int32)

  fileprivate init(_ code: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?) {
    func text(_ argument: UnsafePointer<CChar>?) -> String { argument.map { String(cString: $0) } ?? "" }
    self =
      switch code {
      case SQLITE_SELECT: .select
      case SQLITE_READ: .read(table: text(first), column: text(second))
      case SQLITE_FUNCTION: .function(text(second))
      case SQLITE_RECURSIVE: .recursive
      case SQLITE_PRAGMA: .pragma(text(first), argument: second.map { String(cString: $0) })
      case SQLITE_ATTACH: .attach
      default: .other(code)
      }
  }
}

extension Database {
  /// Asks `isAllowed` about everything a statement would do, when it is prepared; nil allows all.
  ///
  /// A statement denied something fails with `notAuthorized`, or with `failure` when that is a function or
  /// the pragma behind a table-valued function.
  package func setAuthorizer(_ isAllowed: ((Action) -> Bool)?) {
    authorizer = isAllowed
    guard isAllowed != nil else {
      sqlite3_set_authorizer(handle, nil, nil)
      return
    }
    sqlite3_set_authorizer(
      handle,
      { context, code, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        let database = Unmanaged<Database>.fromOpaque(context).takeUnretainedValue()
        return database.authorizer?(Action(code, first, second)) == true ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Asks `goesOn` about every so many instructions of the virtual machine; nil asks no more.
  ///
  /// When the answer is false, the running statement fails with `interrupted`.
  package func setProgressHandler(every instructions: Int, _ goesOn: (() -> Bool)?) {
    progressHandler = goesOn
    guard goesOn != nil else {
      sqlite3_progress_handler(handle, 0, nil, nil)
      return
    }
    sqlite3_progress_handler(
      handle, Int32(instructions),
      { context in
        guard let context else { return 0 }
        let database = Unmanaged<Database>.fromOpaque(context).takeUnretainedValue()
        return database.progressHandler?() == false ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
