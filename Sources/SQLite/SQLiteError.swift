internal import CSQLite

/// A failure that SQLite reported, or a misuse and a mismatch found on the way to it.
///
/// The values bound to the statement are private data and never part of an error.
public struct SQLiteError: Error, Equatable {
  /// A result code of SQLite, the extended one where there is one.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }

    /// The family of the code: `constraint` for `constraintUnique`.
    public var primary: Code { Code(rawValue: rawValue & 0xff) }

    /// Lets `catch SQLiteError.constraintUnique` work; a primary code matches all its extended ones.
    public static func ~= (pattern: Code, error: any Error) -> Bool {
      guard let code = (error as? SQLiteError)?.code else { return false }
      return code == pattern || code.primary == pattern
    }
  }

  public let code: Code
  public let message: String

  /// The text of the statement that failed; nil where no statement was involved.
  public let sql: String?

  init(_ code: Code, _ message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// An error of the parts of SQLite that leave no message with the connection.
  init(_ code: Int32) {
    self.init(Code(rawValue: code), String(cString: sqlite3_errstr(code)))
  }
}

// MARK: Patterns

extension SQLiteError {
  public static let abort = Code(rawValue: SQLITE_ABORT)
  public static let busy = Code(rawValue: SQLITE_BUSY)
  public static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
  public static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
  public static let constraintCheck = Code(rawValue: SQLITE_CONSTRAINT | 1 << 8)
  public static let constraintForeignKey = Code(rawValue: SQLITE_CONSTRAINT | 3 << 8)
  public static let constraintNotNull = Code(rawValue: SQLITE_CONSTRAINT | 5 << 8)
  public static let constraintPrimaryKey = Code(rawValue: SQLITE_CONSTRAINT | 6 << 8)
  public static let constraintUnique = Code(rawValue: SQLITE_CONSTRAINT | 8 << 8)
  public static let corrupt = Code(rawValue: SQLITE_CORRUPT)
  public static let failure = Code(rawValue: SQLITE_ERROR)
  public static let full = Code(rawValue: SQLITE_FULL)
  public static let interrupted = Code(rawValue: SQLITE_INTERRUPT)
  public static let mismatch = Code(rawValue: SQLITE_MISMATCH)
  public static let misuse = Code(rawValue: SQLITE_MISUSE)
  public static let notADatabase = Code(rawValue: SQLITE_NOTADB)
  public static let notAuthorized = Code(rawValue: SQLITE_AUTH)
  public static let readOnly = Code(rawValue: SQLITE_READONLY)
  /// What a write that was cut off has left must be taken back before anybody can read.
  public static let readOnlyRollback = Code(rawValue: SQLITE_READONLY | 3 << 8)
}

extension SQLiteError: CustomStringConvertible {
  public var description: String {
    let head = "SQLite error \(code.rawValue): \(message)"
    guard let sql else { return head }
    return "\(head) - while executing `\(sql)`"
  }
}
