internal import CSQLite

/// The arguments of a function called from SQL, seen in place; counted from 0.
package struct FunctionArguments: ~Copyable {
  fileprivate let values: UnsafeBufferPointer<OpaquePointer?>

  package var count: Int { values.count }

  /// The argument, copied. Traps when there are not so many.
  package subscript(_ index: Int) -> SQLValue {
    values[index].map { SQLValue($0) } ?? .null
  }

  package func isNull(_ index: Int) -> Bool {
    sqlite3_value_type(values[index]) == SQLITE_NULL
  }

  /// The argument as SQLite converts it to text, its bytes valid inside `body`: none for NULL.
  package func withUTF8<Result, Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(values[index].map { utf8(of: $0) } ?? UnsafeBufferPointer(start: nil, count: 0))
  }
}

private final class Function {
  let body: (borrowing FunctionArguments) -> SQLValue

  init(_ body: @escaping (borrowing FunctionArguments) -> SQLValue) {
    self.body = body
  }
}

extension Database {
  /// Makes `body` a function of SQL on this connection.
  ///
  /// It takes so many arguments, or any number for -1. A deterministic one gives the same result for the same
  /// arguments, so SQLite may call it less often.
  package func function(
    _ name: String, arguments: Int, isDeterministic: Bool,
    _ body: @escaping (borrowing FunctionArguments) -> SQLValue
  ) throws(SQLiteError) {
    let code = sqlite3_create_function_v2(
      handle, name, Int32(arguments), SQLITE_UTF8 | (isDeterministic ? SQLITE_DETERMINISTIC : 0),
      Unmanaged.passRetained(Function(body)).toOpaque(),
      { context, count, values in
        guard let context, let data = sqlite3_user_data(context) else { return }
        let function = Unmanaged<Function>.fromOpaque(data).takeUnretainedValue()
        let arguments = FunctionArguments(values: UnsafeBufferPointer(start: values, count: Int(count)))
        setResult(function.body(arguments), of: context)
      }, nil, nil,
      // Called when the connection closes or the function is replaced, and when creating it fails.
      { data in data.map { Unmanaged<Function>.fromOpaque($0).release() } })
    try check(code)
  }
}

private func setResult(_ value: SQLValue, of context: OpaquePointer) {
  switch value {
  case .null: sqlite3_result_null(context)
  case .integer(let integer): sqlite3_result_int64(context, integer)
  case .real(let real): sqlite3_result_double(context, real)
  case .text(var text):
    text.withUTF8 { csqlite_result_text(context, $0.baseAddress, UInt64($0.count)) }
  case .blob(let bytes):
    bytes.withUnsafeBytes { csqlite_result_blob(context, $0.baseAddress, UInt64($0.count)) }
  }
}
