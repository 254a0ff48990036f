package import Models

/// Reads the entries of a file in one of the formats of others, one after another and in constant memory.
package protocol EntryReader {
  /// The next entry, or nil at the end.
  ///
  /// Fails with `BadEntry` for one that cannot be read, after which it may be called again, and with the error of the
  /// source when that fails.
  mutating func next() throws -> Entry?

  /// What was understood or left out and a person should know, in sentences; complete once the last entry was read.
  var remarks: [String] { get }

  /// How entries of this format are written down again with the reason for which they were rejected, so that the file
  /// can be corrected and imported.
  var rejects: RejectsFormat { get }
}

extension EntryReader {
  package var remarks: [String] { [] }
}

/// An entry that cannot be read.
package struct BadEntry: Error, Sendable {
  /// The line on which it begins, counted from 1.
  package let line: Int
  package let reason: String
  /// Its text as it stood in the file, as far as it is known.
  package let source: [UInt8]

  package init(line: Int, reason: String, source: [UInt8] = []) {
    self.line = line
    self.reason = reason
    self.source = source
  }
}

extension BadEntry: CustomStringConvertible {
  package var description: String { reason }
}

/// How rejected entries are written: the same format with a reason in each.
package struct RejectsFormat: Sendable {
  /// What the file begins and ends with.
  package let head: [UInt8]
  package let tail: [UInt8]
  /// An entry's text with the reason in it.
  package let entry: @Sendable (_ source: [UInt8], _ reason: String) -> [UInt8]

  /// The name of the column, key or property that holds the reason; an import passes over it.
  package static let reasonName = "reject_reason"

  package init(
    head: [UInt8] = [], tail: [UInt8] = [], entry: @escaping @Sendable ([UInt8], String) -> [UInt8]
  ) {
    self.head = head
    self.tail = tail
    self.entry = entry
  }
}
