@testable import Models
import TestSupport

extension SeededGenerator {
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}

extension Condition {
  /// A condition as the parser could have made it, nested `depth` deep at most.
  static func random(depth: Int, using random: inout SeededGenerator) -> Condition {
    let path = Path.random(using: &random)
    switch Int.random(in: 0..<(depth > 0 ? 9 : 4), using: &random) {
    case 0, 1: return .compare(path, random.element(of: comparisons + [.contains]), .random(using: &random))
    case 2: return .isNull(path)
    case 3:
      return .within(path, random.element(of: ["this_month", "2026-05", "2026", "last quarter", "null", ""]))
    case 4:
      return .isOneOf(path, (0..<Int.random(in: 1...3, using: &random)).map { _ in .random(using: &random) })
    case 5: return .not(.random(depth: depth - 1, using: &random))
    case 6:
      let inner = Bool.random(using: &random) ? Condition.random(depth: depth - 1, using: &random) : nil
      return .count(path, inner, random.element(of: comparisons), Int.random(in: -1...12, using: &random))
    case 7: return .all(parts(depth: depth, using: &random))
    default: return .any(parts(depth: depth, using: &random))
    }
  }

  private static let comparisons: [Comparison] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  private static func parts(depth: Int, using random: inout SeededGenerator) -> [Condition] {
    (0..<Int.random(in: 2...4, using: &random)).map { _ in .random(depth: depth - 1, using: &random) }
  }
}

extension Path {
  fileprivate static func random(using random: inout SeededGenerator) -> Path {
    let names = ["stage", "value", "Deal size", "in", "not", "größe", "a.b", "\"", "\\", "", "x-1"]
    return Path((0..<Int.random(in: 1...3, using: &random)).map { _ in random.element(of: names) })
  }
}

extension Operand {
  fileprivate static func random(using random: inout SeededGenerator) -> Operand {
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      .word(
        random.element(of: ["won", "-30d", "2026-01-31", "ann@x.example", "is", "007", "#1", "Åse", "-"]))
    case 1: .number(random.element(of: ["0", "-3", "1.5", "10000", "2e10", "-0.0E-5"]))
    default:
      .text(
        random.element(of: ["", "won", "5", "and", "null", "a \"b\"", "\\", "O'Brien", "é\n", "a)", "--"]))
    }
  }
}
