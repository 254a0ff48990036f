internal import Bytes
internal import Exchange
internal import Models

/// How a file that comes from elsewhere is to be read.
struct ImportFormat {
  /// The name of the file; empty for standard input.
  let name: String
  /// What the file is, where the command line says so.
  let given: FileFormat?
  /// What its records are, where the command line says so.
  let type: RecordType?
  /// Fields for the columns of a table.
  let columns: [(column: String, field: String)]
  /// The order of day, month and year, where somebody has settled it: `ymd`, `dmy` or `mdy`.
  let dateOrder: String?
  /// The lead statuses that there are.
  let statuses: () throws -> [String]
  /// The e-mail addresses of the owner, which tell mail that was sent from mail that came in.
  let ownAddresses: Set<String>
  /// The zone of times that name none.
  let zone: Zone
  /// Whether each entry carries its text.
  let keepsSource: Bool

  /// The reader of a source, by what it is said to be, by its name, or by how it begins.
  func reader(of source: some ByteSource) throws -> any EntryReader {
    if let given { return try reader(for: given, source) }
    var source = PeekedSource(source)
    // Where there is nothing, any reader finds nothing.
    let format = FileFormat.detect(name: name, head: try source.peek()) ?? .json
    return try reader(for: format, source)
  }

  /// The one place that knows the readers of all formats.
  private func reader(for format: FileFormat, _ source: some ByteSource) throws -> any EntryReader {
    if format != .csv, !columns.isEmpty { throw Failure(.usage, "--map is for tables, and this is not one") }
    switch format {
    case .json: return JSONEntries(source, keepsSource: keepsSource)
    case .csv:
      let options = CSVOptions(
        type: type, map: columns, dateOrder: dateOrder.flatMap(DateOrder.init),
        statuses: try statuses(), keepsSource: keepsSource)
      do {
        return try CSVEntries(source, options)
      } catch let error as CSVHeaderError {
        throw Failure(.usage, "\(error)")
      } catch let error as CSVError {
        throw Failure(.invalid, "the first row has to name the columns, and cannot be read: \(error)")
      }
    case .vcard: return VCardEntries(source, keepsSource: keepsSource)
    case .mail: return MailEntries(source, me: ownAddresses, keepsSource: keepsSource)
    case .calendar:
      return CalendarEntries(
        source, zone: zone, zones: { try? ZoneFiles.zone(named: $0) }, keepsSource: keepsSource)
    }
  }
}
