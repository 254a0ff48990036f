import Bytes
import Exchange
import Models
import Testing

/// What came of a CSV file: the records of each row as JSON, a rejected row as its line and the reason, and the remarks.
struct CSVOutcome: Equatable {
  var rows: [String] = []
  var remarks: [String] = []
}

/// Reads a file whole.
func readCSV(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> CSVOutcome {
  try readCSV(MemorySource(text), options)
}

func readCSV(_ source: some ByteSource, _ options: CSVOptions = CSVOptions()) throws -> CSVOutcome {
  var entries = try CSVEntries(source, options)
  var outcome = CSVOutcome()
  while true {
    do {
      guard let entry = try entries.next() else { break }
      outcome.rows.append(entry.records.map { JSON.object($0).text }.joined(separator: " "))
    } catch let error as BadEntry {
      outcome.rows.append("line \(error.line): \(error)")
    }
  }
  outcome.remarks = entries.remarks
  return outcome
}

/// Expects a file to give these rows.
func expectCSV(
  _ file: String, _ options: CSVOptions = CSVOptions(), gives expected: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let rows = try readCSV(file, options).rows
  #expect(rows == expected, sourceLocation: sourceLocation)
}
