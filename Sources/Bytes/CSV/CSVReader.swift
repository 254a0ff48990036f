/// Reads the rows of a CSV file in constant memory.
///
///     var reader = CSVReader(TextDecodingSource(file))
///     guard try reader.next() else { return }
///     let header = CSVHeader(reader.row)
///     while try reader.next() { … reader.row … }
///
/// It reads RFC 4180 and what real exports make of it: line breaks of every kind, mixed; quotes inside
/// unquoted fields, which stand for themselves; text after a closing quote, which is kept and noted in the
/// row; rows of any number of fields. Blank lines and a first line `sep=;` are passed over.
public struct CSVReader<Source: ByteSource> {
  /// The row read last; what it was before an error is not to be relied on after it.
  public private(set) var row = CSVRow()

  private var source: Source
  private var parser: CSVParser

  /// Without a dialect the reader finds it out. A record of more than `recordLimit` bytes is an error, for it
  /// has to be held in memory.
  public init(_ source: Source, dialect: CSVDialect? = nil, recordLimit: Int = 16 << 20) {
    self.source = source
    parser = CSVParser(dialect: dialect, recordLimit: recordLimit)
  }

  /// How the file is written; nil until `next` has been called, unless it was given.
  public var dialect: CSVDialect? { parser.dialect }

  /// Reads the next row into `row`, or returns false at the end of the input.
  ///
  /// Fails when a record cannot be read, and may be called again: see `CSVError`.
  public mutating func next() throws(CSVError) -> Bool {
    while true {
      switch try parser.next(into: &row) {
      case .row: return true
      case .end: return false
      case .needsInput:
        do {
          try parser.fill(from: &source)
        } catch {
          parser.abandon()
          throw .unreadable(error)
        }
      }
    }
  }
}
