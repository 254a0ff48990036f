extension Condition {
  /// How deeply brackets and `not` may nest: no condition written by hand comes near, and everything
  /// that walks a condition may recurse.
  package static let depthLimit = 64

  /// How many Unicode scalars a condition may have; room for a list of some thousand values.
  package static let lengthLimit = 65_536

  /// Reads a condition. Fails when the text is not one, saying where and what would have been right.
  package static func parse(_ text: String) throws(ConditionError) -> Condition {
    var parser = try ConditionParser(text)
    return try parser.condition()
  }
}

/// Recursive descent: `or` over `and` over `not` over what compares one field.
private struct ConditionParser {
  private var scanner: ConditionScanner
  private var depth = 0

  init(_ text: String) throws(ConditionError) {
    scanner = try ConditionScanner(text, limit: Condition.lengthLimit)
  }

  mutating func condition() throws(ConditionError) -> Condition {
    let condition = try alternatives()
    guard scanner.isAtEnd else { throw scanner.unexpected(.connectiveOrEnd) }
    return condition
  }

  private mutating func alternatives() throws(ConditionError) -> Condition {
    var parts = [try conjunction()]
    while scanner.take(.or) { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(ConditionError) -> Condition {
    var parts = [try negation()]
    while scanner.take(.and) { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(ConditionError) -> Condition {
    if scanner.take(.not) {
      try descend()
      defer { depth -= 1 }
      return .not(try negation())
    }
    return scanner.take("(") ? try bracketed() : try predicate()
  }

  /// The condition in brackets, after the opening one.
  private mutating func bracketed() throws(ConditionError) -> Condition {
    try descend()
    defer { depth -= 1 }
    let condition = try alternatives()
    guard scanner.take(")") else { throw scanner.unexpected(.connectiveOrBracket) }
    return condition
  }

  private mutating func descend() throws(ConditionError) {
    guard depth < Condition.depthLimit else { throw scanner.tooDeep(limit: Condition.depthLimit) }
    depth += 1
  }

  private mutating func predicate() throws(ConditionError) -> Condition {
    let path = try scanner.takePath()
    if scanner.take("(") { return try count(path) }
    if scanner.take(.in) { return try membership(path) }
    if scanner.take(.not) {
      guard scanner.take(.in) else { throw scanner.unexpected(.in) }
      return .not(try membership(path))
    }
    if scanner.take(.is) {
      let isNegated = scanner.take(.not)
      guard scanner.take(.null) else { throw scanner.unexpected(isNegated ? .null : .nullOrNotNull) }
      return negated(.isNull(path), if: isNegated)
    }
    guard let (comparison, isNegated) = scanner.takeComparison() else {
      throw scanner.unexpected(.comparison)
    }
    if comparison == .equal || comparison == .notEqual, scanner.take(.null) {
      return negated(.isNull(path), if: comparison == .notEqual)
    }
    return negated(.compare(path, comparison, try scanner.takeOperand(orExpected: .value)), if: isNegated)
  }

  /// What follows `in`: a list or a period.
  private mutating func membership(_ path: Path) throws(ConditionError) -> Condition {
    guard scanner.take("(") else {
      switch try scanner.takeOperand(orExpected: .listOrPeriod) {
      case .text(let period), .word(let period), .number(let period): return .within(path, period)
      }
    }
    var operands: [Operand] = []
    repeat {
      operands.append(try scanner.takeOperand(orExpected: .value))
    } while scanner.take(",")
    guard scanner.take(")") else { throw scanner.unexpected(.commaOrBracket) }
    return .isOneOf(path, operands)
  }

  /// What follows the opening bracket after a relation. Without a comparison, one record is enough.
  private mutating func count(_ path: Path) throws(ConditionError) -> Condition {
    let condition = scanner.take(")") ? nil : try bracketed()
    let beforeSign = scanner
    guard let (comparison, _) = scanner.takeComparison() else {
      return .count(path, condition, .greater, 0)
    }
    guard comparison != .contains else { throw beforeSign.unexpected(.countComparison) }
    let beforeNumber = scanner
    guard case .number(let text) = try scanner.takeOperand(orExpected: .wholeNumber), let count = Int(text)
    else { throw beforeNumber.unexpected(.wholeNumber) }
    return .count(path, condition, comparison, count)
  }

  private func negated(_ condition: Condition, if isNegated: Bool) -> Condition {
    isNegated ? .not(condition) : condition
  }
}
