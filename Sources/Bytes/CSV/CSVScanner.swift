/// Finds where one record and its fields end, in bytes of which more may still come.
///
/// Offsets count from the first byte of the record, and scanning goes on where it stopped: the bytes may be
/// moved between two calls, and are never read twice.
struct CSVScanner {
  enum Outcome {
    /// The record ends at this offset, where its line break stands.
    case record(length: Int)
    case needsMore
    /// A line ended inside quotes before `quotesCloseBefore`.
    case quoteLeftOpen
  }

  private enum Phase {
    case fieldStart
    /// Outside quotes, or after the closing quote: every byte but a delimiter or line break is text.
    case plain
    case quoted
    /// After a quote inside quotes, which is the closing one unless another follows.
    case quoteInQuotes
  }

  /// How many bytes past the end of its range the scanner may read, whatever they are.
  static let overreach = MemoryLayout<UInt64>.size

  let dialect: CSVDialect
  /// The fields found, without their quotes; an escaped field ends where its last byte does.
  var fields: [Range<Int>] = []
  /// Fields with doubled quotes or text after the closing quote, to be rewritten.
  private(set) var escapedFields: [Int] = []
  /// Fields with text after the closing quote.
  private(set) var overrunFields: [Int] = []
  /// The line the scanner has come to.
  private(set) var line = 1
  /// The line on which the last quote was opened.
  private(set) var quoteLine = 1
  /// The line of the first NUL byte.
  private(set) var nulLine: Int?

  private var phase = Phase.fieldStart
  private var position = 0
  private var fieldStart = 0

  init(dialect: CSVDialect) {
    self.dialect = dialect
  }

  /// Forgets everything about the record before.
  mutating func beginRecord(line: Int) {
    fields.removeAll(keepingCapacity: true)
    escapedFields.removeAll(keepingCapacity: true)
    overrunFields.removeAll(keepingCapacity: true)
    self.line = line
    nulLine = nil
    phase = .fieldStart
    position = 0
    fieldStart = 0
  }

  /// Whether the record is one line of nothing but spaces, quotes not among them.
  func isBlank(in record: ArraySlice<UInt8>) -> Bool {
    fields.count == 1 && fields[0].count == record.count && record.allSatisfy { $0 == .space }
  }

  /// Goes on to the end of the record or of the bytes.
  ///
  /// The record begins where `range` does, and the buffer has `overreach` bytes more than the range.
  mutating func scan(_ buffer: [UInt8], in range: Range<Int>, quotesCloseBefore barrier: Int) -> Outcome {
    let count = range.count
    let bytes = buffer.span.bytes.extracting(range.lowerBound..<range.upperBound + Self.overreach)
    while position < count {
      switch phase {
      case .fieldStart:
        fieldStart = position
        guard bytes.byte(at: position) == dialect.quote else {
          phase = .plain
          fallthrough
        }
        position += 1
        fieldStart = position
        quoteLine = line
        phase = .quoted

      case .plain:
        position = bytes.firstStop(at: dialect.delimiter, from: position, to: count)
        guard position < count else { return .needsMore }
        let byte = bytes.byte(at: position)
        if byte == dialect.delimiter {
          endField(at: position)
          position += 1
        } else if byte.isLineBreak {
          endField(at: position)
          return .record(length: position)
        } else {
          note(byte)
          position += 1
        }

      case .quoted:
        position = bytes.firstStop(at: dialect.quote, from: position, to: count)
        guard position < count else { return .needsMore }
        let byte = bytes.byte(at: position)
        if byte == dialect.quote {
          phase = .quoteInQuotes
        } else if byte.isLineBreak {
          if position < barrier { return .quoteLeftOpen }
          // CR LF is one line break. An opening quote stands before, so there is a byte to look back at.
          if byte == .carriageReturn || bytes.byte(at: position - 1) != .carriageReturn { line += 1 }
        } else {
          note(byte)
        }
        position += 1

      case .quoteInQuotes:
        let byte = bytes.byte(at: position)
        if byte == dialect.quote {
          markEscaped()
          phase = .quoted
          position += 1
        } else if byte == dialect.delimiter || byte.isLineBreak {
          endField(at: position)
          if byte.isLineBreak { return .record(length: position) }
          position += 1
        } else {
          markEscaped()
          overrunFields.append(fields.count)
          phase = .plain
        }
      }
    }
    return .needsMore
  }

  /// Ends the last field where the bytes end. False when that is inside quotes.
  mutating func endInput(at count: Int) -> Bool {
    if phase == .quoted { return false }
    if phase == .fieldStart { fieldStart = count }
    endField(at: count)
    return true
  }

  private mutating func endField(at end: Int) {
    let hasClosingQuote = phase == .quoteInQuotes && escapedFields.last != fields.count
    fields.append(fieldStart..<(hasClosingQuote ? end - 1 : end))
    phase = .fieldStart
  }

  private mutating func markEscaped() {
    if escapedFields.last != fields.count { escapedFields.append(fields.count) }
  }

  private mutating func note(_ control: UInt8) {
    if control == 0, nulLine == nil { nulLine = line }
  }
}

extension RawSpan {
  fileprivate func byte(at offset: Int) -> UInt8 {
    unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The first offset with `mark` or a control byte below 0x10 (NUL and the line breaks are among them), else
  /// `end`.
  ///
  /// Eight bytes at a time: in `(x - 0x0101…) & ~x & 0x8080…` the lowest bit set belongs to the first zero
  /// byte of x, and likewise for "below n" (S. Anderson, Bit Twiddling Hacks, "zero in a word").
  fileprivate func firstStop(at mark: UInt8, from start: Int, to end: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let marks = ones &* UInt64(mark)
    var offset = start
    while offset < end {
      let word = UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
      let unmarked = word ^ marks
      let isMark = (unmarked &- ones) & ~unmarked
      let isControl = (word &- ones &* 0x10) & ~word
      let found = (isMark | isControl) & (ones &* 0x80)
      if found != 0 { return Swift.min(offset + found.trailingZeroBitCount / 8, end) }
      offset += 8
    }
    return end
  }
}
