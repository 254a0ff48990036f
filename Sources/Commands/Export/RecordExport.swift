internal import Bytes
internal import Exchange
internal import Models
internal import Store

/// Writes records to a sink in one of the formats in which they go out, one after another.
struct RecordExport {
  let session: Session
  let store: Store
  let sink: DescriptorSink
  let progress: Progress
  var condition: Condition?
  /// Whether no cell of a table is run as a formula.
  var isExcelSafe = false

  /// How much is gathered before it goes to the sink.
  private static let chunk = 1 << 16

  /// Writes all records of these kinds, and returns how many there are of each.
  func write(_ types: [RecordType], as format: ExportFormat) throws -> [(RecordType, Int)] {
    switch format {
    case .jsonl: try types.map { ($0, try writeLines($0)) }
    case .csv: try types.map { ($0, try writeTable($0)) }
    case .vcard: try types.map { ($0, try writeCards($0)) }
    case .calendar: try writeCalendar(types)
    }
  }

  /// In the shape that `list` prints, with what a record has been through.
  private func writeLines(_ type: RecordType) throws -> Int {
    var writer = JSONWriter()
    let count = try forEach(type) { rows in
      rows.write(to: &writer)
      writer.endLine()
      if writer.count >= Self.chunk { try writer.drain(into: sink) }
    }
    try writer.drain(into: sink)
    return count
  }

  private func writeTable(_ type: RecordType) throws -> Int {
    let custom = try store.customFields(of: type).map(\.name)
    var table = CSVRecords(type, customFields: custom, excelSafe: isExcelSafe)
    try sink.write(table.take())
    return try forEachValue(type) { record in
      table.write(record)
      try sink.write(table.take())
    }
  }

  private func writeCards(_ type: RecordType) throws -> Int {
    var writer = VCardWriter()
    return try forEachValue(type) { record in
      writer.write(record)
      try sink.write(writer.bytes)
      writer.removeAll()
    }
  }

  /// Counts what has a place in a calendar.
  private func writeCalendar(_ types: [RecordType]) throws -> [(RecordType, Int)] {
    var writer = CalendarWriter(zone: store.clock.zone)
    try sink.write(CalendarWriter.head)
    var counts: [(RecordType, Int)] = []
    for type in types {
      var count = 0
      _ = try forEachValue(type) { record in
        writer.write(record)
        if writer.bytes.isEmpty { return }
        count += 1
        try sink.write(writer.bytes)
        writer.removeAll()
      }
      counts.append((type, count))
    }
    try sink.write(CalendarWriter.tail)
    return counts
  }

  // MARK: Reading

  private func forEach(_ type: RecordType, _ body: (QueryReader) throws -> Void) throws -> Int {
    let rows = try store.reader(Query(from: type, condition: condition), isArchive: true)
    var count = 0
    while try rows.next() {
      try Interruption.check()
      try body(rows)
      progress.advance()
      count += 1
    }
    return count
  }

  private func forEachValue(_ type: RecordType, _ body: (JSONObject) throws -> Void) throws -> Int {
    var writer = JSONWriter()
    return try forEach(type) { rows in
      rows.write(to: &writer)
      writer.endLine()
      let record = try writer.withBytes { try JSONParser.parse($0) }.object ?? [:]
      writer.removeAll()
      try body(record)
    }
  }
}
