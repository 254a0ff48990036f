internal import Bytes
internal import Store

/// Records of a stream of JSON, each with the line it began on.
struct RecordSource<Source: ByteSource> {
  private var stream: JSONStream<Source>

  init(_ source: Source) {
    stream = JSONStream(source)
  }

  /// The next record; what is not an object is rejected with its line, and the rest goes on where it can.
  mutating func next(reject: (Int, any Error) throws -> Void) throws -> BulkWriter.Item? {
    while true {
      do {
        guard let record = try stream.next() else { return nil }
        guard let object = record.value.object else {
          try reject(record.line, NotARecord())
          continue
        }
        return BulkWriter.Item(record: object, line: record.line)
      } catch let error as JSONError {
        try reject(error.recordLine ?? error.place.line, error)
        if !error.isRecoverable { return nil }
      }
    }
  }
}
