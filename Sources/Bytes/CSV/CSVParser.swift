/// Turns bytes it is given into rows: the part of a `CSVReader` that does not know its source.
///
/// The bytes of a record stay in the buffer until the record is read, so that after an error reading can go
/// on at its second line.
struct CSVParser {
  enum Step {
    case row
    case needsInput
    case end
  }

  /// What is read at once, and what the dialect is detected from.
  static let chunkSize = 1 << 16

  /// How the file is written; nil until enough of it is there to tell.
  private(set) var dialect: CSVDialect?

  private let recordLimit: Int
  private var scanner = CSVScanner(dialect: CSVDialect())
  private var hasBegun = false

  private var buffer: [UInt8]
  /// The record being read begins here in the buffer.
  private var start = 0
  /// The bytes in the buffer end here.
  private var end = 0
  private var isComplete = false

  private var line = 1
  private var ordinal = 0
  /// A carriage return ended the last line; a line feed would belong to it.
  private var skipsLineFeed = false
  /// The line is being passed over because it is longer than a record may be.
  private var skipsLine = false
  /// Where the bytes of the last record that could not be closed end in the buffer.
  private var failureEnd = 0

  init(dialect: CSVDialect?, recordLimit: Int) {
    self.dialect = dialect
    self.recordLimit = recordLimit
    buffer = [UInt8](repeating: 0, count: Self.chunkSize + CSVScanner.overreach)
  }

  /// Reads on to the next row, as far as the bytes reach.
  mutating func next(into row: inout CSVRow) throws(CSVError) -> Step {
    if !hasBegun {
      let sampleSize = dialect == nil ? Self.chunkSize : CSVSeparatorLine.length
      guard isComplete || end >= sampleSize else { return .needsInput }
      begin()
    }
    while true {
      passLineEnd()
      // One more than the limit, for the line break that ends a record of just that size.
      let count = min(end - start, recordLimit + 1)
      switch scanner.scan(buffer, in: start..<start + count, quotesCloseBefore: failureEnd - start) {
      case .record(let length):
        if try take(length, into: &row) { return .row }
      case .quoteLeftOpen:
        throw reject(.unterminatedQuote(line: scanner.quoteLine))
      case .needsMore:
        if count > recordLimit {
          failureEnd = start + count
          throw reject(.recordTooLong(line: line, limit: recordLimit))
        }
        guard isComplete else { return .needsInput }
        guard count > 0 else { return .end }
        guard scanner.endInput(at: count) else {
          failureEnd = end
          throw reject(.unterminatedQuote(line: scanner.quoteLine))
        }
        if try take(count, into: &row) { return .row }
      }
    }
  }

  /// Reads from the source once, after making room.
  mutating func fill(from source: inout some ByteSource) throws {
    if start > 0 {
      buffer.withUnsafeMutableBytes { [start, end] in
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end]))
      }
      failureEnd = max(0, failureEnd - start)
      end -= start
      start = 0
    }
    if end == buffer.count - CSVScanner.overreach {
      // A record in the buffer that asks for more is still within the limit, so this is more than nothing.
      buffer.append(contentsOf: repeatElement(0, count: min(end, recordLimit + 1 - end)))
    }
    let count = try buffer.withUnsafeMutableBytes { [end] in
      try source.read(
        into: UnsafeMutableRawBufferPointer(rebasing: $0[end..<$0.count - CSVScanner.overreach]))
    }
    end += count
    isComplete = count == 0
  }

  /// Ends the input here and drops what is left of it.
  mutating func abandon() {
    start = end
    isComplete = true
    scanner.beginRecord(line: line)
  }
}

extension CSVParser {
  /// Settles the dialect and passes over a separator line.
  private mutating func begin() {
    hasBegun = true
    let dialect = self.dialect ?? .detect(in: Array(buffer[..<end]))
    self.dialect = dialect
    scanner = CSVScanner(dialect: dialect)
    if CSVSeparatorLine(in: buffer[..<end]) != nil { skipLine() }
    scanner.beginRecord(line: line)
  }

  /// Ends the record after `length` bytes and makes a row of it. False for a blank line.
  private mutating func take(_ length: Int, into row: inout CSVRow) throws(CSVError) -> Bool {
    let record = start..<start + length
    defer {
      line = scanner.line
      endLine(at: record.upperBound)
      scanner.beginRecord(line: line)
    }
    if scanner.isBlank(in: buffer[record]) { return false }
    ordinal += 1
    if let line = scanner.nulLine { throw .nulByte(line: line) }
    row.replace(with: buffer[record], scanned: &scanner)
    row.line = line
    row.ordinal = ordinal
    return true
  }

  /// Gives up the record at the start of the buffer and goes on at its second line.
  ///
  /// Up to `failureEnd` no later record may have a line break inside quotes: the record given up was inside
  /// quotes at every line break there, so that a later one inside quotes at one of them would run on just
  /// like it. Knowing this keeps the work linear however many quotes are left open.
  private mutating func reject(_ error: CSVError) -> CSVError {
    ordinal += 1
    skipLine()
    scanner.beginRecord(line: line)
    return error
  }

  private mutating func skipLine() {
    let lineEnd = buffer[start..<end].firstIndex(where: \.isLineBreak)
    skipsLine = lineEnd == nil
    if let lineEnd { endLine(at: lineEnd) } else { start = end }
  }

  /// Begins the next line after the break at `lineEnd`, unless the input ends there.
  private mutating func endLine(at lineEnd: Int) {
    start = min(lineEnd + 1, end)
    skipsLineFeed = lineEnd < end && buffer[lineEnd] == .carriageReturn
    line += 1
  }

  /// Passes over what is left of the line before, when that could not be seen whole.
  private mutating func passLineEnd() {
    if skipsLine {
      skipLine()
      scanner.beginRecord(line: line)
    }
    if skipsLineFeed, start < end {
      if buffer[start] == .lineFeed { start += 1 }
      skipsLineFeed = false
    }
  }
}
