/// Reads the terms of a condition one after the other.
///
/// Between calls it stands at the start of a term or at the end. What a term is depends on what the
/// parser asks for, since a value may hold characters that a name may not: `company.name` is two
/// names, `ann@x.example` is one value.
struct ConditionScanner {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String, limit: Int) throws(ConditionError) {
    self.text = text
    scalars = Array(text.unicodeScalars)
    guard scalars.count <= limit else { throw error(.tooLong(limit: limit), at: limit) }
    skipSpace()
  }

  var isAtEnd: Bool { position == scalars.count }

  /// The reserved word that comes next.
  var keyword: Keyword? { Keyword(word) }

  mutating func take(_ expected: Keyword) -> Bool {
    guard keyword == expected else { return false }
    advance(by: expected.rawValue.utf8.count)
    return true
  }

  mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard current == symbol else { return false }
    advance(by: 1)
    return true
  }

  /// A comparison sign; `!~` is a negated `contains`.
  mutating func takeComparison() -> (comparison: Comparison, isNegated: Bool)? {
    for (sign, comparison) in Self.signs where scalars[position...].starts(with: sign.unicodeScalars) {
      advance(by: sign.utf8.count)
      return (comparison, sign == "!~")
    }
    return nil
  }

  /// Longer signs first: `<=` is not `<`.
  private static let signs: [(String, Comparison)] = [
    ("==", .equal), ("!=", .notEqual), ("<>", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual),
    ("!~", .contains), ("=", .equal), ("<", .less), (">", .greater), ("~", .contains),
  ]

  mutating func takePath() throws(ConditionError) -> Path {
    guard keyword == nil else { throw unexpected(.condition) }
    let place = position
    var names = [try name(orExpected: .condition)]
    while current == "." {
      position += 1
      names.append(try name(orExpected: .name))
    }
    skipSpace()
    return Path(names, place: place)
  }

  /// A value, in quotes or as a bare word.
  mutating func takeOperand(orExpected expectation: ConditionError.Expectation) throws(ConditionError)
    -> Operand
  {
    if isAtQuote {
      let text = try quotedText()
      skipSpace()
      return .text(text)
    }
    let start = self
    advance(by: wordLength)
    if !endsValue || start.isAtConnective, let error = start.unquoted { throw error }
    guard let operand = Operand(bare: start.word) else { throw start.unexpected(expectation) }
    return operand
  }

  // MARK: Errors

  func unexpected(_ expectation: ConditionError.Expectation) -> ConditionError {
    let found = word.isEmpty ? current.map { String($0) } : word
    return error(.unexpected(found, expected: expectation), at: position)
  }

  func tooDeep(limit: Int) -> ConditionError {
    error(.tooDeep(limit: limit), at: position)
  }

  /// The error of a value of several words, or with characters that no bare word has; nil when what
  /// follows looks less like a value than like the next terms of the condition or a quotation.
  private var unquoted: ConditionError? {
    var ahead = self
    var end = position
    repeat {
      let run = ahead.rest.prefix { !$0.properties.isWhitespace && $0 != "," && $0 != ")" }
      guard !run.contains(where: { "=<>~!(\"“”„‘".unicodeScalars.contains($0) }) else { return nil }
      end = run.endIndex
      ahead.advance(by: run.count)
    } while !ahead.endsValue
    let value = string(scalars[position..<end])
    let repaired = string(scalars[..<position]) + value.quoted + string(scalars[end...])
    return error(.unquoted(value, repaired: repaired), at: position)
  }

  private func error(_ reason: ConditionError.Reason, at place: Int) -> ConditionError {
    ConditionError(reason: reason, text: text, place: place)
  }

  // MARK: Characters

  private var rest: ArraySlice<Unicode.Scalar> { scalars[position...] }

  private var current: Unicode.Scalar? { rest.first }

  /// The bare word that starts here; empty when none does.
  private var word: String { string(rest.prefix(wordLength)) }

  private var wordLength: Int { rest.prefix(while: \.standsInWord).count }

  private var isAtQuote: Bool { current == "\"" || current == "'" }

  /// Whether what comes next may follow a bare value.
  private var endsValue: Bool {
    current == nil || current == ")" || current == "," || isAtConnective
  }

  private var isAtConnective: Bool { keyword == .and || keyword == .or }

  private func string(_ slice: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    // One by one: appending a slice goes through unspecialised code and takes longer than all the rest.
    for scalar in slice { text.append(scalar) }
    return String(text)
  }

  private mutating func advance(by count: Int) {
    position += count
    skipSpace()
  }

  private mutating func skipSpace() {
    position += rest.prefix(while: \.properties.isWhitespace).count
  }

  /// One name of a path; leaves the space after it alone, for a dot must follow at once.
  private mutating func name(orExpected expectation: ConditionError.Expectation) throws(ConditionError)
    -> String
  {
    if isAtQuote { return try quotedText() }
    let name = rest.prefix(while: \.standsInName)
    guard !name.isEmpty else { throw unexpected(expectation) }
    position = name.endIndex
    return string(name)
  }

  /// The text in the quotes that open here. A quote in it is doubled or has a backslash before it; a
  /// backslash before anything but a quote or a backslash stands for itself.
  private mutating func quotedText() throws(ConditionError) -> String {
    let quote = scalars[position]
    var text = String.UnicodeScalarView()
    var next = position + 1
    while next < scalars.count {
      let scalar = scalars[next]
      let following = next + 1 < scalars.count ? scalars[next + 1] : nil
      if scalar == "\\", let following, following == "\\" || following == "\"" || following == "'" {
        text.append(following)
        next += 2
      } else if scalar != quote {
        text.append(scalar)
        next += 1
      } else if following == quote {
        text.append(quote)
        next += 2
      } else {
        position = next + 1
        return String(text)
      }
    }
    throw error(.unclosedQuote, at: position)
  }
}
