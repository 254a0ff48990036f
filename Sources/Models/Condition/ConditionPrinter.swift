extension Condition: CustomStringConvertible {
  /// The condition as text that `parse` reads back as an equal value.
  package var description: String {
    switch self {
    case .all(let parts): parts.map(\.bracketedInAll).joined(separator: " and ")
    case .any(let parts): parts.map(\.bracketedInAny).joined(separator: " or ")
    case .not(.isNull(let path)): "\(path) is not null"
    case .not(.isOneOf(let path, let operands)): "\(path) not in \(list(operands))"
    case .not(.within(let path, let period)): "\(path) not in \(word(period))"
    case .not(.compare(let path, .contains, let operand)): "\(path) !~ \(operand)"
    case .not(let condition): "not \(condition.bracketedInAll)"
    case .compare(let path, let comparison, let operand): "\(path) \(comparison.rawValue) \(operand)"
    case .isOneOf(let path, let operands): "\(path) in \(list(operands))"
    case .within(let path, let period): "\(path) in \(word(period))"
    case .isNull(let path): "\(path) is null"
    case .count(let path, let condition, let comparison, let count):
      "\(path)(\(condition?.description ?? "")) \(comparison.rawValue) \(count)"
    }
  }

  /// As a part of `all` or of `not`, which bind tighter than anything with a connective in it.
  private var bracketedInAll: String {
    switch self {
    case .all, .any: "(\(self))"
    default: description
    }
  }

  /// As a part of `any`: `and` binds tighter, so only an `any` within keeps its brackets.
  private var bracketedInAny: String {
    if case .any = self { "(\(self))" } else { description }
  }

  private func list(_ operands: [Operand]) -> String {
    "(\(operands.map(\.description).joined(separator: ", ")))"
  }

  private func word(_ period: String) -> String {
    Operand(bare: period) == nil ? period.quoted : period
  }
}
