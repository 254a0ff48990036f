/// Writes rows of CSV to the end of a byte buffer: quotes only where they are needed, lines ended by LF.
public struct CSVWriter: Sendable {
  /// What has been written and not been taken away.
  public private(set) var bytes: [UInt8] = []

  private let dialect: CSVDialect
  private let excelSafe: Bool
  /// Where the row being written begins.
  private var rowStart = 0
  private var isFirstField = true

  /// With `excelSafe`, a cell that a spreadsheet would run as a formula gets an apostrophe before it.
  public init(dialect: CSVDialect = CSVDialect(), excelSafe: Bool = false) {
    self.dialect = dialect
    self.excelSafe = excelSafe
  }

  /// Adds a field to the row.
  public mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { field(utf8: $0) }
  }

  /// Adds a field to the row; its bytes are written as they are, be they valid UTF-8 or not.
  public mutating func field(utf8: UnsafeBufferPointer<UInt8>) {
    beginField()
    let isDisarmed = excelSafe && isFormula(utf8)
    guard isDisarmed || needsQuotes(utf8) else {
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(dialect.quote)
    if isDisarmed { bytes.append(UInt8(ascii: "'")) }
    for byte in utf8 {
      if byte == dialect.quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(dialect.quote)
  }

  /// Adds an empty field to the row.
  public mutating func emptyField() {
    beginField()
  }

  /// Ends the row; the next field begins another.
  public mutating func endRow() {
    // A row of one empty field would be a blank line, which no reader takes for a row.
    if !isFirstField, bytes.count == rowStart { bytes.append(contentsOf: [dialect.quote, dialect.quote]) }
    bytes.append(.lineFeed)
    rowStart = bytes.count
    isFirstField = true
  }

  /// Takes away what has been written, between two rows.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rowStart = 0
  }
}

extension CSVWriter {
  private mutating func beginField() {
    if !isFirstField { bytes.append(dialect.delimiter) }
    isFirstField = false
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.first == .space || text.last == .space { return true }
    return text.contains { $0 == dialect.delimiter || $0 == dialect.quote || $0.isLineBreak }
  }
}

/// Whether a spreadsheet would take the cell for a formula: it begins with = + - @, a tab or a carriage return
/// (OWASP, "CSV Injection") and is not a plain number such as -12.5.
private func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  switch text.first {
  case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), .carriageReturn: return true
  case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isUnsignedNumber(text.dropFirst())
  default: return false
  }
}

private func isUnsignedNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(digits.contains) }
}
