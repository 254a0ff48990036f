package import Bytes
package import Models
internal import SQLite

/// A merge before it is made: what it would do, for somebody to look at.
package struct ProposedMerge: Sendable {
  /// The step that does it, with the values that it leads to. It fails when one of the records has changed meanwhile.
  package let step: Plan.Step
  /// The records as they are, the kept one first.
  package let records: [JSONObject]
  /// How many records of each kind belong to the others, and will belong to the kept one.
  package let moves: [(type: RecordType, count: Int)]

  /// The kinds of record that move when records of a kind are merged.
  package static func kinds(movedWith type: RecordType) -> [RecordType] {
    RecordType.allCases.filter { kind in MergedReference.all(to: type).contains { $0.type == kind } }
  }
}

extension Store {
  /// Sees what merging records into one would do; fails when one of them is not there.
  package func proposeMerge(
    _ type: RecordType, _ kept: Int64, with others: [Int64], preferring preference: MergePreference
  ) throws -> ProposedMerge {
    let reader = try recordReader(type)
    let records = try ([kept] + others).map { id in
      guard let record = try reader.read(id) else { throw StoreError.notFound(type, String(id)) }
      return record
    }
    var changes: JSONObject = [Plan.Step.with: .array(others.map { .number(JSONNumber($0)) })]
    for (name, value) in MergeRules(type: type, records: records, preference: preference).changes() {
      changes[name] = value
    }
    let expect = Self.expectation(of: records, type)
    return ProposedMerge(
      step: Plan.Step(.merge, type, id: kept, expect: expect, changes: changes), records: records,
      moves: try moves(of: others, type))
  }

  /// What a merge of these records, the kept one first, expects of them: that they are as they are now.
  package static func expectation(of records: [JSONObject], _ type: RecordType) -> JSONObject {
    var expect = state(of: records[0], type)
    expect[Plan.Step.with] = .array(records.dropFirst().map { .object(state(of: $0, type)) })
    return expect
  }

  /// What a record holds, and when it was changed last: what has been added since shows in that.
  private static func state(of record: JSONObject, _ type: RecordType) -> JSONObject {
    var state = JSONObject()
    for field in Catalog.of(type).fields
    where field.access == .written && !MergePreference.isRepeated(field.name, type) {
      guard let value = record[field.name], value != InputReader.empty(field.kind) else { continue }
      state[field.name] = value
    }
    return state
  }

  private func moves(of ids: [Int64], _ type: RecordType) throws -> [(type: RecordType, count: Int)] {
    let list = Set(ids).json
    return try RecordType.allCases.compactMap { kind in
      let owners = MergedReference.all(to: type).filter { $0.type == kind }.map { reference -> SQL in
        """
        SELECT DISTINCT \(raw: reference.owner) FROM \(raw: reference.table)
        WHERE \(raw: reference.column) IN (SELECT value FROM json_each(\(list)))
        """
      }
      guard !owners.isEmpty else { return nil }
      let count = try database.value(
        "SELECT count(*) FROM (\(owners.joined(separator: " UNION ")))", as: Int.self)
      return count.flatMap { $0 > 0 ? (kind, $0) : nil }
    }
  }
}
