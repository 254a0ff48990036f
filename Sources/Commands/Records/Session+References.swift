internal import Models
internal import Store

extension Session {
  /// The record that an operand names; says so when it names one that was merged into it.
  func find(_ type: RecordType, _ reference: String) throws -> Int64 {
    let located = try store().locate(type, reference)
    if let former = located.former { note("\(StoreError.merged(type, former, into: located.id))") }
    return located.id
  }

  /// The record that an operand names by itself, for what must not befall another: fails when it was merged.
  func findItself(_ type: RecordType, _ reference: String) throws -> Int64 {
    let located = try store().locate(type, reference)
    if let former = located.former { throw StoreError.merged(type, former, into: located.id) }
    return located.id
  }
}
