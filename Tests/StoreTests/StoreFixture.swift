import Bytes
import Foundation
import Models
import SQLite
import Testing

@testable import Store

/// A database file in a folder of its own, removed when the test lets go of it.
final class StoreFixture {
  static let now = time("2026-05-20T12:00:00Z")

  let folder = NSTemporaryDirectory() + "store-tests-" + UUID().uuidString
  let store: Store

  var path: String { folder + "/crm.db" }

  init(zone: Zone = .utc) throws {
    store = try Store(
      path: folder + "/crm.db", access: .creates, clock: Clock(now: Self.now, zone: zone))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Another connection to the file, as a later command has.
  func reopened(_ access: Store.Access = .writes, now: Timestamp = now, zone: Zone = .utc) throws -> Store {
    try Store(path: path, access: access, clock: Clock(now: now, zone: zone))
  }
}

let author = Author(actor: "tester", command: "crm test")

func time(_ text: String) -> Timestamp {
  guard let time = Timestamp(rfc3339: text) else { fatalError("\(text) is not a time") }
  return time
}

extension Store {
  // MARK: Writing

  /// Applies steps, and sees that they can be taken back and brought back to the byte.
  @discardableResult
  func apply(_ steps: Plan.Step..., options: WriteOptions = WriteOptions()) throws -> Applied {
    let before = try dump()
    let applied = try apply(
      Plan(summary: Plan.summary(of: steps), steps: steps), options: options, by: author)
    let after = try dump()
    guard let entry = applied.entry else {
      #expect(before == after)
      return applied
    }
    try rehearsing {
      let undone = try undo(entry, by: author)
      #expect(try dump() == before)
      _ = try undo(undone.id, by: author)
      #expect(try dump() == after)
    }
    return applied
  }

  @discardableResult
  func create(_ type: RecordType, _ values: JSONObject) throws -> Int64 {
    try apply(Plan.Step(.create, type, changes: values)).records[0]
  }

  @discardableResult
  func update(_ type: RecordType, _ id: Int64, _ values: JSONObject) throws -> Applied {
    try apply(Plan.Step(.update, type, id: id, changes: values))
  }

  @discardableResult
  func delete(_ type: RecordType, _ id: Int64) throws -> Applied {
    try apply(Plan.Step(.delete, type, id: id))
  }

  @discardableResult
  func merge(
    _ type: RecordType, _ id: Int64, with others: [Int64], _ settled: JSONObject = [:]
  ) throws -> Applied {
    var changes = settled
    changes["with"] = .array(others.map { JSON.number(JSONNumber($0)) })
    return try apply(Plan.Step(.merge, type, id: id, changes: changes))
  }

  @discardableResult
  func undo(_ id: Int64? = nil) throws -> JournalEntry { try undo(id, by: author) }

  @discardableResult
  func redo() throws -> JournalEntry { try redo(by: author) }

  // MARK: Reading

  /// The record, which is there.
  func show(_ type: RecordType, _ id: Int64) throws -> JSONObject {
    try recordReader(type).read(id) ?? [:]
  }

  /// The value of one field of a record.
  func value(_ type: RecordType, _ id: Int64, _ field: String) throws -> JSON? {
    try recordReader(type).read(id)?[field]
  }

  func ids(_ type: RecordType, _ condition: String, sort: [String] = []) throws -> [Int64] {
    var query = try Query(json: [
      "from": .string(type.rawValue), "where": .string(condition), "fields": ["id"],
    ])
    query.sort = try sort.map { try Query.Sort(text: $0) }
    return try rows(query).compactMap { $0["id"]?.int64 }
  }

  /// The result of a Query as JSON text, a line for each row.
  func lines(_ query: JSON) throws -> [String] {
    try rows(try Query(json: query)).map { JSON.object($0).text }
  }

  /// Every row of every journaled table, in the order of the keys.
  func dump() throws -> [String] {
    var lines: [String] = []
    for table in JournaledTable.all.map(\.name).sorted() {
      try database.forEach("SELECT * FROM \(raw: table) ORDER BY 1, 2") { row in
        var values: [String] = []
        for column in 0..<row.columnCount { values.append("\(try row[column] as SQLValue)") }
        lines.append(table + ": " + values.joined(separator: ", "))
      }
    }
    return lines
  }

  /// Whether words find a record by full text.
  func finds(_ words: String, _ type: RecordType, _ id: Int64) throws -> Bool {
    guard let search = SearchText.of(type) else { return false }
    return try database.value(
      "SELECT 1 FROM search WHERE search MATCH \(words) AND rowid = \(search.row(id))", as: Int.self) != nil
  }
}

/// The error that `body` fails with, for comparing.
func failure(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreError
  }
}
