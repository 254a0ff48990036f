/// Reads records from JSON that arrives in pieces, holding one record at a time.
///
/// The text may be one value, values one after the other (JSON Lines, or pretty-printed ones), and
/// arrays, whose elements are the records. A byte order mark at its start is skipped.
public struct JSONStream<Source: ByteSource> {
  private var source: Source
  private var window = ByteWindow()
  private var records: JSONRecordReader

  /// A record of more than `sizeLimit` bytes, or nested deeper than `depthLimit`, is an error. With `keepsText` the
  /// stream has the text of the last record.
  public init(
    _ source: Source, sizeLimit: Int = 64 << 20, depthLimit: Int = JSONParser.defaultDepthLimit,
    keepsText: Bool = false
  ) {
    self.source = source
    self.records = JSONRecordReader(sizeLimit: sizeLimit, depthLimit: depthLimit, keepsText: keepsText)
  }

  /// The last record as it stood, or as much as was looked at of what could not be read; empty unless it is kept.
  public var text: [UInt8] { records.text }

  /// The next record, or nil at the end.
  ///
  /// Fails when the source does, and with `JSONError`. When that is recoverable the next call gives a
  /// later record, otherwise nil: an error on the line of a record costs the rest of that line, and one
  /// where a line unexpectedly starts a new object costs the record before it; inside an array, or in
  /// the middle of a record of several lines, nobody can tell where the next one begins.
  public mutating func next() throws -> JSONRecord? {
    while true {
      if let record = try records.next(from: &window) { return record }
      if records.isFinished || window.isLast { return nil }
      try window.fill(from: &source)
    }
  }
}

/// A value of a stream.
public struct JSONRecord: Hashable, Sendable {
  public let value: JSON
  /// The line on which it begins, from 1.
  public let line: Int
  /// Its number, from 1; records that could not be read count.
  public let ordinal: Int
}

/// Finds records in a window; apart from `JSONStream` so that it is compiled once, for all sources.
private struct JSONRecordReader {
  private enum Place: Equatable {
    case start
    case betweenRecords
    case inArray(JSONError.Expected)
    case inRecord
    case inSkippedLine
    case finished
  }

  private let sizeLimit: Int
  private let keepsText: Bool
  private var parser: JSONParser
  private var place = Place.start
  private var isInArray = false
  /// Where the current record begins, and its number.
  private var start = JSONError.Place(offset: 0, line: 1, column: 1)
  private var ordinal = 0
  /// Why the record on the line that is being skipped could not be read.
  private var flaw: JSONError?
  private(set) var text: [UInt8] = []

  var isFinished: Bool { place == .finished }

  init(sizeLimit: Int, depthLimit: Int, keepsText: Bool) {
    self.sizeLimit = sizeLimit
    self.keepsText = keepsText
    self.parser = JSONParser(depthLimit: depthLimit)
  }

  /// The next record, whose bytes leave the window; nil when the window ends before it does.
  mutating func next(from window: inout ByteWindow) throws(JSONError) -> JSONRecord? {
    let (record, count) = window.withBytes { bytes in
      var input = JSONInput(bytes: bytes, base: window.offset, isLast: window.isLast)
      let record = Result { () throws(JSONError) in try next(&input) }
      if keepsText { keep(input) }
      return (record, input.position)
    }
    window.consume(count)
    return try record.get()
  }

  private mutating func next(_ input: inout JSONInput) throws(JSONError) -> JSONRecord? {
    do throws(JSONError) {
      while try advance(&input) {
        if place == .inRecord { return try record(&input) }
      }
    } catch {
      flaw = recovered(from: error, &input)
    }
    // Told once its line is over, so that all of the line is known.
    if place == .inSkippedLine {
      guard parser.skipLine(&input) || input.isLast else { return nil }
      place = .betweenRecords
    }
    guard let flaw else { return nil }
    self.flaw = nil
    throw flaw
  }

  /// Gathers what leaves the window of the record.
  private mutating func keep(_ input: JSONInput) {
    let from = max(start.offset - input.base, 0)
    if from < input.position { text += input.bytes[from..<input.position] }
  }

  /// Goes one place further; false when the window ends first.
  private mutating func advance(_ input: inout JSONInput) throws(JSONError) -> Bool {
    switch place {
    case .start:
      guard skipByteOrderMark(&input) else { return false }
      place = .betweenRecords
    case .betweenRecords:
      guard parser.skipSpace(&input) else { return false }
      if input.byte == UInt8(ascii: "[") {
        input.position += 1
        isInArray = true
        place = .inArray(.valueOrArrayEnd)
      } else {
        beginRecord(input)
      }
    case .inArray(let expected):
      guard parser.skipSpace(&input) else {
        if input.isLast { throw parser.error(.unexpectedEnd(expected: expected), at: input.offset) }
        return false
      }
      try advanceInArray(&input, expected)
    case .inRecord:
      break
    case .inSkippedLine, .finished:
      return false
    }
    return true
  }

  private mutating func advanceInArray(
    _ input: inout JSONInput, _ expected: JSONError.Expected
  ) throws(JSONError) {
    switch input.byte {
    case UInt8(ascii: "]") where expected != .value:
      input.position += 1
      isInArray = false
      place = .betweenRecords
    case UInt8(ascii: ",") where expected == .commaOrArrayEnd:
      input.position += 1
      place = .inArray(.value)
    case let byte where expected == .commaOrArrayEnd:
      throw parser.error(.unexpected(byte, expected: expected), at: input.offset)
    default:
      beginRecord(input)
    }
  }

  /// False when more bytes must come to tell whether they are a byte order mark.
  private func skipByteOrderMark(_ input: inout JSONInput) -> Bool {
    let mark = JSONText.byteOrderMark
    if input.bytes.starts(with: mark) {
      input.position = mark.count
      return true
    }
    return input.isLast || !mark.starts(with: input.bytes)
  }

  private mutating func beginRecord(_ input: JSONInput) {
    place = .inRecord
    start = parser.place(of: input.offset)
    ordinal += 1
    text.removeAll(keepingCapacity: true)
  }

  private mutating func record(_ input: inout JSONInput) throws(JSONError) -> JSONRecord? {
    let value = try parser.value(&input)
    let end = value == nil ? input.base + input.bytes.count : input.offset
    guard end - start.offset <= sizeLimit else {
      throw JSONError(.tooLong(limit: sizeLimit), at: start)
    }
    guard let value else {
      if input.isLast { throw parser.errorAtEnd(of: input) }
      return nil
    }
    place = isInArray ? .inArray(.commaOrArrayEnd) : .betweenRecords
    return JSONRecord(value: value, line: start.line, ordinal: ordinal)
  }

  /// Finds the place to go on from after an error, and says in the error whether there is one.
  private mutating func recovered(from error: JSONError, _ input: inout JSONInput) -> JSONError {
    parser.reset()
    input.position = max(input.position, error.place.offset - input.base)
    if isInArray {
      place = .finished
    } else if parser.line == start.line {
      place = .inSkippedLine
    } else if error.place.column == 1, !input.isAtEnd, input.byte == UInt8(ascii: "{") {
      // A line of JSON Lines was cut off: no layout in use puts the brace of an inner object there.
      place = .betweenRecords
    } else {
      place = .finished
    }
    var error = error
    error.recordLine = start.line
    error.isRecoverable = place != .finished
    return error
  }
}
