internal import Bytes
internal import Models

/// Rows as text once more, in the dialect of the file they came from.
struct RowText {
  private let dialect: CSVDialect
  private let names: [String]
  /// The columns that are written: all but the reason of an earlier rejection.
  private let columns: [Int]

  init(_ names: [String], _ dialect: CSVDialect) {
    self.names = names
    self.dialect = dialect
    columns = names.indices.filter { names[$0] != RejectsFormat.reasonName }
  }

  /// The row without its end, with a cell for every column of the header; what has no column follows.
  func source(_ row: CSVRow) -> [UInt8] {
    text { writer in
      for column in columns { row[column].withUnsafeBufferPointer { writer.field(utf8: $0) } }
      for column in min(names.count, row.count)..<row.count {
        row[column].withUnsafeBufferPointer { writer.field(utf8: $0) }
      }
    }
  }

  /// Rejected rows with the reason in a column after the others.
  var rejects: RejectsFormat {
    let head = text { writer in
      for column in columns { writer.field(names[column]) }
      writer.field(RejectsFormat.reasonName)
    }
    // A row that could not be read has no text.
    let blank = text { writer in
      for _ in columns { writer.emptyField() }
    }
    return RejectsFormat(head: head + [0x0A]) { [dialect] source, reason in
      var writer = CSVWriter(dialect: dialect)
      writer.field(reason)
      writer.endRow()
      return (source.isEmpty ? blank : source) + [dialect.delimiter] + writer.bytes
    }
  }

  private func text(_ write: (inout CSVWriter) -> Void) -> [UInt8] {
    var writer = CSVWriter(dialect: dialect)
    write(&writer)
    writer.endRow()
    return Array(writer.bytes.dropLast())
  }
}
