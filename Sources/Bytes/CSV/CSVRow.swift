/// One record of a CSV file: its fields as bytes, unquoted.
///
/// A row is a value of its own: what a caller keeps is not touched when the reader goes on.
public struct CSVRow: Sendable {
  /// The line on which the record begins, counted from 1.
  public internal(set) var line = 0
  /// Which record of the file this is, counted from 1; blank lines do not count, rejected records do.
  public internal(set) var ordinal = 0
  /// What is odd about the row, field by field; nearly always empty.
  public internal(set) var irregularities: [CSVIrregularity] = []

  /// The text of the record, with its delimiters and quotes between the fields.
  private var bytes: [UInt8] = []
  private var fields: [Range<Int>] = []

  /// The number of fields.
  public var count: Int { fields.count }

  /// The bytes of a field; none when the row is too short to have it.
  public subscript(index: Int) -> ArraySlice<UInt8> {
    index < fields.count ? bytes[fields[index]] : []
  }

  /// A field as a string, or nil when it is not valid UTF-8. Empty when the row is too short to have it.
  public func string(_ index: Int) -> String? {
    let field = self[index]
    return try? String(copying: UTF8Span(validating: field.span))
  }

  /// Takes the text out of fields that are a formula of nothing else, `="001"`: so spreadsheets are kept from reading it
  /// as a number.
  package mutating func unwrapFormulas() {
    for (index, range) in fields.enumerated()
    where range.count >= 3 && bytes[range.lowerBound] == UInt8(ascii: "=") {
      let inner = range.lowerBound + 2..<range.upperBound - 1
      let quote = UInt8(ascii: "\"")
      guard bytes[inner.lowerBound - 1] == quote, bytes[inner.upperBound] == quote,
        !bytes[inner].contains(quote)
      else { continue }
      fields[index] = inner
    }
  }

  /// Whether a field is missing, empty, or nothing but spaces.
  public func isBlank(_ index: Int) -> Bool {
    self[index].allSatisfy { $0 == .space }
  }
}

extension CSVRow {
  /// Takes the place of the row before: the text of a record and what the scanner found in it.
  mutating func replace(with record: ArraySlice<UInt8>, scanned scanner: inout CSVScanner) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: record)
    swap(&fields, &scanner.fields)
    // Delimiters and quotes are ASCII and cut no character, so a valid record has valid fields only.
    let isValid = bytes.span.isValidUTF8
    for field in scanner.escapedFields { unescape(field, quote: scanner.dialect.quote) }
    irregularities = scanner.overrunFields.map { .textAfterQuote(field: $0) }
    if !isValid { noteInvalidUTF8() }
  }

  /// Undoubles the quotes of a field whose range runs from after the opening quote to the end of the field,
  /// and drops the closing one; after it every byte stands for itself.
  private mutating func unescape(_ field: Int, quote: UInt8) {
    var target = fields[field].lowerBound
    var source = target
    let end = fields[field].upperBound
    var isQuoted = true
    while source < end {
      if isQuoted, bytes[source] == quote {
        source += 1
        isQuoted = source < end && bytes[source] == quote
        if !isQuoted { continue }
      }
      bytes[target] = bytes[source]
      target += 1
      source += 1
    }
    fields[field] = fields[field].lowerBound..<target
  }

  private mutating func noteInvalidUTF8() {
    for (index, field) in fields.enumerated() where !bytes[field].span.isValidUTF8 {
      irregularities.append(.invalidUTF8(field: index))
    }
  }
}
