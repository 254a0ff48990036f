import Bytes

/// What a reader made of an input: a line for each row and each error, in order.
///
///     2 [a][b]                         the row that begins on line 2
///     3 [c] (field 1 is not …)         with an irregularity
///     error: the quote opened on …
func transcript<Source: ByteSource>(
  _ source: Source, dialect: CSVDialect? = CSVDialect(), recordLimit: Int = 16 << 20
) -> [String] {
  var reader = CSVReader(source, dialect: dialect, recordLimit: recordLimit)
  var lines: [String] = []
  while true {
    do {
      guard try reader.next() else { return lines }
      let row = reader.row
      let fields = (0..<row.count).map { "[\(row.string($0) ?? "not UTF-8: \(Array(row[$0]))")]" }
      let notes = row.irregularities.map { " (\($0))" }
      lines.append("\(row.line) \(fields.joined())\(notes.joined())")
    } catch {
      lines.append("error: \(error)")
    }
  }
}

func transcript(_ text: String) -> [String] {
  transcript(MemorySource(text))
}
