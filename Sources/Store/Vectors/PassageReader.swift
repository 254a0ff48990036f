internal import Embedding
internal import Models
internal import SQLite

/// Reads what of records becomes vectors: their titles with, of long texts, a passage each.
struct PassageReader {
  let database: Database

  /// Hands over each passage of the records whose ids satisfy a condition, in their order: the id, the number of the
  /// passage, and its bytes.
  func forEachPassage(
    of type: RecordType, _ condition: SQL, _ body: (Int64, Int, UnsafeBufferPointer<UInt8>) -> Void
  ) throws {
    guard let text = SearchText.of(type) else { return }
    var passage: [UInt8] = []
    try database.forEach(
      """
      SELECT r.id, \(raw: text.title), \(raw: text.prose)
      FROM \(raw: Layout.of(type).table) r WHERE r.id \(condition) ORDER BY r.id
      """
    ) { row in
      let id = row.integer(0)
      row.withUTF8(1) { title in
        row.withUTF8(2) { prose in
          for (number, range) in Passages.ranges(of: prose).enumerated() {
            passage.removeAll(keepingCapacity: true)
            passage.append(contentsOf: title)
            passage.append(UInt8(ascii: "\n"))
            passage.append(contentsOf: prose[range])
            passage.withUnsafeBufferPointer { body(id, number, $0) }
          }
        }
      }
    }
  }

  /// All passages of the records whose ids satisfy a condition.
  func passages(of type: RecordType, _ condition: SQL) throws -> [(id: Int64, passages: [String])] {
    var records: [(id: Int64, passages: [String])] = []
    try forEachPassage(of: type, condition) { id, _, passage in
      if records.last?.id != id { records.append((id, [])) }
      records[records.count - 1].passages.append(String(decoding: passage, as: UTF8.self))
    }
    return records
  }
}
