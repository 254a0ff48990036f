/// What a record must satisfy: the `--where` language as a value.
///
/// `all` and `any` hold two conditions or more, except that `all([])` is the condition which every
/// record satisfies, from which `and` builds up. Everything `parse` gives prints as text that reads
/// back as an equal value.
package indirect enum Condition: Hashable, Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// `value >= 10000`; `name ~ acme`.
  case compare(Path, Comparison, Operand)

  /// `stage in (proposal, negotiation)`.
  case isOneOf(Path, [Operand])

  /// `closed_at in this_month`, with the period as it was written.
  case within(Path, String)

  case isNull(Path)

  /// `activities(kind = call) > 2`: how many related records satisfy a condition, or how many there
  /// are when there is none. The paths of the inner condition start at the related record. The
  /// comparison is never `contains`.
  case count(Path, Condition?, Comparison, Int)

  /// Both conditions, as one flat `all`.
  package static func and(_ first: Condition, _ second: Condition) -> Condition {
    let parts = first.conjuncts + second.conjuncts
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private var conjuncts: [Condition] {
    if case .all(let parts) = self { parts } else { [self] }
  }
}

/// How a field is compared with an operand.
package enum Comparison: String, Hashable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "~"
}
