internal import Bytes
internal import Models
internal import SQLite

extension ConditionCompiler {
  /// The ids of the records meant come first, by their own indices.
  func compareReference(_ column: String, to type: RecordType, _ subject: Subject) throws -> SQL {
    let comparison = subject.comparison
    let text = subject.operand.string
    if type == .status {
      guard comparison == .equal || comparison == .notEqual else {
        throw subject.notComparable(by: Subject.equality)
      }
      guard let id = try lists.status(text) else { throw subject.expected(oneOf: try lists.statuses()) }
      return "\(raw: column) \(raw: comparison.sql) \(id)"
    }
    let target = Layout.of(type)
    let rows: SQL
    switch type {
    case .contact where text.hasASCII("@"):
      rows = compareAny(of: "email", "contact_email", target, "contact", comparison.positive, text)
    case .company where text.hasASCII("."):
      rows =
        """
        \(compareKey("name_key", comparison.positive, text)) \
        OR \(compareText("domain", comparison.positive, text))
        """
    default:
      guard let key = target.key else { throw subject.notComparable(by: ["is null", "is not null"]) }
      rows = compareKey(key, comparison.positive, text)
    }
    return comparison.negated("\(raw: column) IN (SELECT id FROM \(raw: target.table) WHERE \(rows))")
  }

  /// A stage is one of that name, in whichever pipelines have one.
  func compareStage(_ alias: String, _ subject: Subject) throws -> SQL {
    guard subject.comparison == .equal || subject.comparison == .notEqual else {
      throw subject.notComparable(by: Subject.equality)
    }
    let ids: [Int64] = try lists.stages(subject.operand.string)
    if ids.isEmpty { throw subject.expected(oneOf: try lists.stages()) }
    let list = ids.map { "\($0)" as SQL }.joined(separator: ", ")
    return subject.comparison.negated("\(raw: alias).stage_id IN (\(list))")
  }
}
