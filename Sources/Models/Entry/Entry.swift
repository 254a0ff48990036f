public import Bytes

/// What stood in one place of a file that is being imported: a record, or several that belong together.
public struct Entry: Sendable {
  /// The records in the order in which they are to be written; each may say its `type`.
  ///
  /// A later one is linked to those before it unless it names others: a contact to its company, a deal to both.
  public var records: [JSONObject]
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// Its text as it stood in the file, for the file of what was rejected; empty when nobody asked for one.
  public var source: [UInt8]
  /// What people mean to it who are named and not known.
  public var strangers = Strangers.refused

  public enum Strangers: Sendable {
    /// The entry is rejected.
    case refused
    /// The entry goes without them.
    case leftOut
    /// They are left out, and an entry about nobody known is passed over.
    case skipped
  }

  public init(_ records: [JSONObject], line: Int, source: [UInt8] = []) {
    self.records = records
    self.line = line
    self.source = source
  }
}
