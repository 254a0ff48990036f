internal import Models
internal import Store

/// The records that a question is about: their kind, what they have to satisfy, their order and number.
struct Selection {
  var type: RecordType
  var conditions: [Condition] = []
  var sort: [Query.Sort] = []
  var limit: Int?
  /// Whether a sum of money is meant unless somebody counts.
  var isMoney = false
  /// Whether something was said of the status, so that the usual one is not meant.
  var saysStatus = false

  init(_ noun: Noun) {
    type = noun.type
    isMoney = noun.isMoney
    if let condition = noun.condition { conditions.append(condition) }
    saysStatus = noun.isMoney
  }

  init(_ type: RecordType) {
    self.type = type
  }

  /// All that the records have to satisfy; tasks are those still to be done unless something else is said.
  var condition: Condition? {
    var all = merged
    if type == .task, !saysStatus {
      all.append(.isOneOf(Path(["status"]), [.word("todo"), .word("in_progress")]))
    }
    return all.isEmpty ? nil : all.reduce(.all([]), Condition.and)
  }

  /// The conditions, those of one field that cannot hold together being alternatives: "owned by ana and bo". Who is new
  /// at a time was added then, whatever the status is by now.
  private var merged: [Condition] {
    var all: [Condition] = []
    let isNewThen = conditions.contains {
      if case .within(Path(["created_at"]), _) = $0 { true } else { false }
    }
    for condition in conditions where !all.contains(condition) {
      guard case .compare(let path, .equal, let value) = condition, path.names.last != "tags" else {
        all.append(condition)
        continue
      }
      if isNewThen, type == .contact, path == Path(["status"]), value == .text("new") { continue }
      let place = all.firstIndex { if case .compare(path, .equal, _) = $0 { true } else { false } }
      if let place, case .compare(_, _, let other) = all[place] {
        all[place] = .isOneOf(path, [other, value])
      } else {
        all.append(condition)
      }
    }
    return all
  }

  var query: Query { Query(from: type, condition: condition, sort: sort, limit: limit) }
}

extension Condition {
  /// The same said of the records that refer to those it is about, or that they refer to; nil where there is no way.
  func seen(from type: RecordType, to target: RecordType) -> Condition? {
    if type == target { return self }
    let relations = Catalog.of(type).relations.filter { $0.target == target }
    if let one = relations.first(where: { !$0.many }) { return prefixed(by: one.name) }
    if let many = relations.first { return .count(Path([many.name]), self, .greater, 0) }
    return nil
  }

  /// The same with a relation before every path.
  private func prefixed(by name: String) -> Condition {
    func path(_ path: Path) -> Path { Path([name] + path.names) }
    switch self {
    case .all(let parts): return .all(parts.map { $0.prefixed(by: name) })
    case .any(let parts): return .any(parts.map { $0.prefixed(by: name) })
    case .not(let part): return .not(part.prefixed(by: name))
    case .compare(let subject, let comparison, let operand):
      return .compare(path(subject), comparison, operand)
    case .isOneOf(let subject, let operands): return .isOneOf(path(subject), operands)
    case .within(let subject, let period): return .within(path(subject), period)
    case .isNull(let subject): return .isNull(path(subject))
    case .count(let subject, let inner, let comparison, let number):
      return .count(path(subject), inner, comparison, number)
    }
  }
}
