package import Bytes
package import Models

/// The records of a CSV file of whatever program, a row an entry.
///
/// Encoding, delimiter and quotes are found out. The header decides which column goes where; a row may hold a contact,
/// its company and its deal at once. Whether dates name the day or the month first, and which mark decimals have,
/// the first rows tell, of which so many are held at once.
package struct CSVEntries<Source: ByteSource>: EntryReader {
  private var reader: CSVReader<TextDecodingSource<Source>>
  private let header: CSVHeader
  private var rows: RowReader
  private let text: RowText
  private let keepsSource: Bool
  /// The first rows, read ahead, and how many of them are done.
  private var ahead: [Result<CSVRow, BadEntry>] = []
  private var done = 0

  /// Reads the header and the first rows.
  ///
  /// Fails with a `CSVHeaderError` when the header or the map of the options is of no use, with a `CSVError` when the
  /// header cannot be read, and with the error of the source.
  package init(_ source: Source, _ options: CSVOptions = CSVOptions()) throws {
    reader = CSVReader(TextDecodingSource(source))
    let hasHeader: Bool
    do throws(CSVError) {
      hasHeader = try reader.next()
    } catch {
      if case .unreadable(let error) = error { throw error }
      throw error
    }
    // A file without a row has no columns, and no entries.
    header = CSVHeader(reader.row)
    text = RowText(header.names, reader.dialect ?? CSVDialect())
    keepsSource = options.keepsSource
    rows = try RowReader(header.names, options)
    if hasHeader { try readAhead() }
  }

  /// Reads as many rows as tell how the columns are written.
  private mutating func readAhead() throws {
    var bytes = 0
    while ahead.count < 2_000, bytes < 1 << 20 {
      do {
        guard let row = try readRow() else { break }
        for column in header.names.indices {
          guard let cell = row.trimmed(column) else { continue }
          rows.habits[column].observe(cell)
          bytes += cell.count
        }
        ahead.append(.success(row))
      } catch let error as BadEntry {
        ahead.append(.failure(error))
      }
    }
  }

  package mutating func next() throws -> Entry? {
    while let row = try nextRow() {
      do throws(BadRow) {
        if let irregularity = header.irregularity(of: row) { throw BadRow("\(irregularity)") }
        let records = try rows.records(row)
        if records.isEmpty { continue }
        return Entry(records, line: row.line, source: keepsSource ? text.source(row) : [])
      } catch {
        throw BadEntry(line: row.line, reason: error.reason, source: keepsSource ? text.source(row) : [])
      }
    }
    return nil
  }

  private mutating func nextRow() throws -> CSVRow? {
    if done < ahead.count {
      done += 1
      return try ahead[done - 1].get()
    }
    ahead = []
    done = 0
    return try readRow()
  }

  private mutating func readRow() throws -> CSVRow? {
    do throws(CSVError) {
      guard try reader.next() else { return nil }
      var row = reader.row
      // In a file of our own a value is what it is.
      if !rows.isOurs { row.unwrapFormulas() }
      return row
    } catch {
      if case .unreadable(let error) = error { throw error }
      // Which line that is, is said of every entry.
      let reason = if case .nulByte = error { "it contains a NUL byte" } else { "\(error)" }
      throw BadEntry(line: error.line ?? 0, reason: reason)
    }
  }

  package var remarks: [String] { rows.remarks }

  package var rejects: RejectsFormat { text.rejects }
}
