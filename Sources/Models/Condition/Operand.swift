internal import Bytes

/// What a field is compared with, as it was written; only the field tells what it means.
package enum Operand: Hashable, Sendable {
  /// In quotes, which are taken off.
  case text(String)

  /// A bare word: `proposal`, `-30d`, `2026-01-31`, `ann@x.example`, `true`.
  case word(String)

  /// The exact text of a number as JSON has them: `10000`, `-3`, `1.5`.
  case number(String)

  /// The operand that a bare word stands for; nil when the word can only be a value in quotes.
  init?(bare word: String) {
    switch Keyword(word) {
    case .and, .or, .null: return nil
    case .not, .in, .is, nil: break
    }
    guard !word.isEmpty, word.unicodeScalars.allSatisfy(\.standsInWord) else { return nil }
    self = JSONNumber(word) == nil ? .word(word) : .number(word)
  }
}

extension Operand: CustomStringConvertible {
  /// The operand as it is written in a condition.
  package var description: String {
    switch self {
    case .text(let text): text.quoted
    case .word(let text), .number(let text): Operand(bare: text) == self ? text : text.quoted
    }
  }
}
