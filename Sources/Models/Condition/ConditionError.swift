/// Why a text is not a condition, and where.
package struct ConditionError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// Something else stands here, or nothing more: `found` is nil at the end of the text.
    case unexpected(_ found: String?, expected: Expectation)

    /// A value of several words, or with a character that needs quotes; `repaired` is the whole text
    /// with the value in quotes.
    case unquoted(_ value: String, repaired: String)

    case unclosedQuote
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
  }

  /// What the language has in one place.
  package enum Expectation: Hashable, Sendable {
    case condition, name, comparison, countComparison
    case value, wholeNumber, listOrPeriod, `in`, null, nullOrNotNull
    case connectiveOrEnd, connectiveOrBracket, commaOrBracket
  }

  package let reason: Reason
  package let text: String

  /// Where in the text, in Unicode scalars from its start.
  package let place: Int
}

extension ConditionError: CustomStringConvertible {
  /// The message, and under it the place in the text.
  package var description: String {
    "\(message)\n\(Excerpt(of: text, at: place))"
  }

  /// What is wrong, in one line.
  package var message: String {
    switch reason {
    case .unexpected(let found?, let expected): "expected \(expected), found '\(found)'"
    case .unexpected(nil, let expected): "expected \(expected), found the end"
    case .unquoted(let value, _): "the value '\(value)' needs quotes"
    case .unclosedQuote: "the quote is never closed"
    case .tooDeep(let limit): "brackets and 'not' nest more than \(limit) deep"
    case .tooLong(let limit): "the condition is longer than \(limit) characters"
    }
  }

  /// The condition that was probably meant.
  package var hint: String? {
    if case .unquoted(_, let repaired) = reason { repaired } else { nil }
  }
}

extension ConditionError.Expectation: CustomStringConvertible {
  package var description: String {
    switch self {
    case .condition: "a condition such as stage = won"
    case .name: "a field's name"
    case .comparison: "one of =, !=, <, <=, >, >=, ~ (contains), in, not in, is null, is not null"
    case .countComparison: "one of =, !=, <, <=, >, >="
    case .value: "a value"
    case .wholeNumber: "a whole number"
    case .listOrPeriod: "a list in brackets or a period such as this_month"
    case .in: "'in'"
    case .null: "'null'"
    case .nullOrNotNull: "'null' or 'not null'"
    case .connectiveOrEnd: "'and', 'or' or the end"
    case .connectiveOrBracket: "'and', 'or' or ')'"
    case .commaOrBracket: "',' or ')'"
    }
  }
}
