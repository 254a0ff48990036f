internal import Models
internal import Store

/// The records that a question is about: their kind, what they have to satisfy, their order and number.
struct Selection {
  var type: RecordType
  var conditions: [Condition] = []
  /// An order that somebody named the field of.
  var sort: [Query.Sort] = []
  /// An order by a word: largest, newest.
  var order: Order?
  var limit: Int?
  /// Whether a sum of money is meant unless somebody counts.
  var isMoney = false
  /// Whether something was said of the status, so that the usual one is not meant.
  var saysStatus = false
  /// Whether they are new, since a time that is to be said.
  var isNew = false
  /// Whether they are people of a company that has to be said.
  var isOfCompany = false
  /// The time that somebody speaks of when no verb says which.
  var time: Path?
  /// Whether other records are described by them.
  var isInner = false
  /// Whether they stay where they are, for a time that is to be said.
  var isStuck = false

  enum Order { case greatest, smallest, hottest, newest, oldest, longest, shortest, next }

  init(_ noun: Noun) {
    type = noun.type
    isMoney = noun.isMoney
    isOfCompany = noun.isOfCompany
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
    for condition in conditions where !all.contains(condition) {
      guard case .compare(let path, .equal, let value) = condition, path.names.last != "tags" else {
        all.append(condition)
        continue
      }
      if saysWhenMade, type == .contact, path == Path(["status"]), value == .text("new") { continue }
      let place = all.firstIndex { if case .compare(path, .equal, _) = $0 { true } else { false } }
      if let place, case .compare(_, _, let other) = all[place] {
        all[place] = .isOneOf(path, [other, value])
      } else {
        all.append(condition)
      }
    }
    return all
  }

  /// Whether it is said when the records were made.
  var saysWhenMade: Bool {
    let made = Path([type == .activity ? "occurred_at" : "created_at"])
    return conditions.contains { $0.paths.contains(made) }
  }

  /// Whether the records are deals or tasks that are over.
  var isClosed: Bool {
    conditions.contains {
      switch $0 {
      case .compare(Path(["status"]), .equal, .word("won")),
        .compare(Path(["status"]), .equal, .word("lost")),
        .compare(Path(["status"]), .notEqual, .word("open")),
        .compare(Path(["status"]), .equal, .word("completed")):
        true
      default: type == .deal && $0.paths.contains(Path(["lost_reason"]))
      }
    }
  }

  var query: Query { Query(from: type, condition: condition, sort: orders, limit: limit) }

  private var orders: [Query.Sort] {
    guard sort.isEmpty, let order else { return sort }
    func by(_ field: String, descending: Bool = false) -> [Query.Sort] {
      [Query.Sort(path: Path([field]), descending: descending)]
    }
    let size =
      switch type {
      case .deal: "value"
      case .company: "size"
      case .task: "priority"
      case .activity: "duration_minutes"
      default: "score"
      }
    let made =
      switch type {
      case .activity, .meeting: "occurred_at"
      case .deal where isClosed: "closed_at"
      case .task where isClosed: "completed_at"
      default: "created_at"
      }
    let long =
      switch type {
      case .deal where conditions.contains { $0.paths.contains(Path(["stage"])) }: "stage_entered_at"
      case .deal: isClosed ? "cycle_days" : "created_at"
      case .activity: "duration_minutes"
      default: "created_at"
      }
    return switch order {
    case .greatest: by(size, descending: true)
    case .smallest: by(size)
    case .hottest: by("score", descending: true)
    case .newest: by(made, descending: true)
    case .oldest: by(made)
    case .longest: by(long, descending: !long.hasSuffix("_at"))
    case .shortest: by(long, descending: long.hasSuffix("_at"))
    case .next: by(type == .task ? "due_date" : type == .deal ? "expected_close" : "occurred_at")
    }
  }
}

extension Condition {
  /// The fields of the records themselves that it speaks of.
  var paths: Set<Path> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.paths) }
    case .not(let part): part.paths
    case .compare(let path, _, _), .isOneOf(let path, _), .within(let path, _), .isNull(let path),
      .count(let path, _, _, _):
      [path]
    }
  }

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
