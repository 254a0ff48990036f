/// How a CSV file separates and quotes its fields. Both bytes are ASCII.
public struct CSVDialect: Hashable, Sendable {
  public var delimiter: UInt8
  public var quote: UInt8

  /// The dialect of RFC 4180 unless told otherwise.
  public init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

extension CSVDialect {
  /// The dialect that reads the start of a file best: comma, semicolon, tab or pipe, or what its first line
  /// says as `sep=;`.
  ///
  /// The first record decides what is possible, for a delimiter that does not split the column names cannot
  /// be the file's. Among those that do, the one wins under which most records have as many fields as the
  /// first. When none splits it the file has one column, and the answer is a delimiter that it does not use,
  /// so that "Acme, Inc." stays whole.
  public static func detect(in sample: [UInt8]) -> CSVDialect {
    if let line = CSVSeparatorLine(in: sample) { return CSVDialect(delimiter: line.delimiter) }
    var best: (dialect: CSVDialect, survey: Survey)?
    for delimiter in [",", ";", "\t", "|"] as [Unicode.Scalar] {
      let dialect = CSVDialect(delimiter: UInt8(ascii: delimiter))
      let survey = Survey(of: sample, in: dialect)
      if let leader = best, !survey.isBetter(than: leader.survey) { continue }
      best = (dialect, survey)
    }
    return best?.dialect ?? CSVDialect()
  }
}

/// What the records of a sample look like when it is read in one dialect.
private struct Survey {
  /// Fields of the first record.
  var columns = 0
  /// Records with as many fields as the first.
  var even = 0

  init(of sample: [UInt8], in dialect: CSVDialect) {
    var reader = CSVReader(MemorySource(sample), dialect: dialect)
    while true {
      do {
        guard try reader.next() else { break }
        if columns == 0 { columns = reader.row.count }
        if reader.row.count == columns { even += 1 }
      } catch {
        // The sample may end inside quotes; a record that cannot be read speaks for no dialect.
        continue
      }
    }
  }

  func isBetter(than other: Survey) -> Bool {
    if (columns > 1) != (other.columns > 1) { return columns > 1 }
    return even != other.even ? even > other.even : columns > other.columns
  }
}
