internal import Bytes
internal import Models
internal import SQLite

extension ConditionCompiler {
  /// A comparison of what stands at the end of a path.
  func compare(
    _ place: Scope.Place, _ path: Path, _ comparison: Comparison, _ operand: Operand
  ) throws -> SQL {
    let subject = Subject(name: path.description, comparison: comparison, operand: operand)
    switch place {
    case .many: throw subject.notComparable(by: ["(…)", "is null"])
    case .custom(let custom): return try compareCustom(custom, subject)
    case .field(let field, let storage, let layout, let alias):
      switch storage {
      case .title(let key):
        return compareKey("\(alias).\(key)", comparison, operand.string)
      case .exact(let column) where comparison != .contains:
        return "\(raw: alias).\(raw: column) \(raw: comparison.sql) \(operand.string)"
      case .column, .exact, .derived, .id:
        guard let sql = layout.value(storage, alias) else { break }
        return try compareValue(sql, field.kind, subject, row: alias)
      case .reference(let column, let type):
        return try compareReference("\(alias).\(column)", to: type, subject)
      case .stage:
        return try compareStage(alias, subject)
      case .firstAndMore(let column, let table):
        return comparison.negated(
          compareAny(of: column, table, layout, alias, comparison.positive, operand.string))
      case .rows(let table, let column):
        let match = compareText(column, comparison.positive, operand.string)
        return comparison.negated(
          "\(raw: alias).id IN (SELECT \(raw: layout.ownerColumn) FROM \(raw: table) WHERE \(match))")
      case .objects, .affiliations: break
      }
      throw subject.notComparable(by: ["is null", "is not null"])
    }
  }

  /// What a comparison is called in an error.
  struct Subject {
    let name: String
    let comparison: Comparison
    let operand: Operand

    func notComparable(by allowed: [String]) -> StoreError {
      .notComparable(field: name, operation: comparison.rawValue, allowed: allowed)
    }

    func expected(_ what: String) -> StoreError {
      .badOperand(field: name, operand: operand.string, expected: what)
    }

    func expected(oneOf words: [String]) -> StoreError {
      expected("one of " + words.joined(separator: ", "))
    }

    /// Every comparison but that for a part of a text.
    static let ordering = Comparison.all.dropLast().map(\.rawValue)
    static let equality = ["=", "!=", "in"]
  }

  // MARK: Text

  func compareText(_ sql: String, _ comparison: Comparison, _ text: String) -> SQL {
    switch comparison {
    case .contains: "contains(\(raw: sql), \(SearchKey.fold(text)))"
    default: "\(raw: sql) COLLATE NOCASE \(raw: comparison.sql) \(text)"
    }
  }

  /// Names are compared without regard to case and accents, by their folded form.
  func compareKey(_ sql: String, _ comparison: Comparison, _ text: String) -> SQL {
    let key = SearchKey.fold(text)
    return switch comparison {
    case .contains: "instr(\(raw: sql), \(key)) > 0"
    default: "\(raw: sql) \(raw: comparison.sql) \(key)"
    }
  }

  /// The first of several values or one of the others; two lists of ids, as each has an index of its own.
  func compareAny(
    of column: String, _ table: String, _ layout: Layout, _ alias: String, _ comparison: Comparison,
    _ text: String
  ) -> SQL {
    """
    \(raw: alias).id IN (SELECT id FROM \(raw: layout.table) WHERE \(compareText(column, comparison, text)) \
    UNION ALL SELECT \(raw: layout.ownerColumn) FROM \(raw: table) \
    WHERE \(compareText("value", comparison, text)))
    """
  }

  // MARK: By kind

  private func compareValue(
    _ sql: String, _ kind: FieldKind, _ subject: Subject, row: String
  ) throws -> SQL {
    let comparison = subject.comparison
    switch kind {
    case .text, .prose, .email, .phone, .currency, .reference:
      return compareText(sql, comparison, subject.operand.string)
    case .choice(let choices):
      return try compareChoice(sql, choices, subject)
    case .integer, .number, .probability, .referenceID:
      return "\(raw: sql) \(raw: comparison.sql) \(try number(subject))"
    case .money:
      // 0.29 * 100 is not 29 in binary.
      let units: SQL = "round(\(try number(subject)) * minor_units(\(raw: row).currency), 6)"
      return "\(raw: sql) \(raw: comparison.sql) \(units)"
    case .flag:
      guard let value = subject.operand.flag else { throw subject.expected("true or false") }
      guard comparison == .equal || comparison == .notEqual else {
        throw subject.notComparable(by: Subject.equality)
      }
      return "\(raw: sql) \(raw: comparison.sql) \(value)"
    case .day:
      return try compareTime(sql, subject) { moment in
        let day = moment.day(in: clock.zone)
        return (.text(day.description), .text(day.adding(days: 1).description))
      }
    case .time:
      return try compareTime(sql, subject) { moment in
        let instants = moment.instants(in: clock.zone)
        return (.integer(instants.lowerBound.microseconds), .integer(instants.upperBound.microseconds))
      }
    case .list, .tags, .custom, .document, .objects:
      throw subject.notComparable(by: ["is null", "is not null"])
    }
  }

  /// Choices are ordered by their place: `priority >= high`.
  private func compareChoice(_ sql: String, _ choices: [String], _ subject: Subject) throws -> SQL {
    let word = subject.operand.string.lowercased()
    if subject.comparison == .contains { return compareText(sql, .contains, word) }
    guard let place = choices.firstIndex(of: word) else {
      throw subject.expected(oneOf: choices)
    }
    let matching: Range<Int>
    switch subject.comparison {
    case .equal, .notEqual, .contains: return "\(raw: sql) \(raw: subject.comparison.sql) \(word)"
    case .less: matching = 0..<place
    case .lessOrEqual: matching = 0..<place + 1
    case .greater: matching = place + 1..<choices.count
    case .greaterOrEqual: matching = place..<choices.count
    }
    return "\(raw: sql) IN (\(choices[matching].map { "\($0)" as SQL }.joined(separator: ", ")))"
  }

  private func number(_ subject: Subject) throws -> SQLValue {
    guard case .number(let text) = subject.operand, let number = JSONNumber(text), let double = number.double
    else { throw subject.expected("a number") }
    guard subject.comparison != .contains else { throw subject.notComparable(by: Subject.ordering) }
    return number.int64.map(SQLValue.integer) ?? .real(double)
  }

  /// A custom field holds what people put there: it is a number where it is compared with one, and a day
  /// in words (`today`, `-30d`) is the text of that day.
  private func compareCustom(_ custom: CustomValue, _ subject: Subject) throws -> SQL {
    let comparison = subject.comparison
    switch subject.operand {
    case .number where comparison != .contains:
      return "\(raw: custom.number) \(raw: comparison.sql) \(try number(subject))"
    case .word where comparison != .contains:
      if let flag = subject.operand.flag { return "\(raw: custom.value) \(raw: comparison.sql) \(flag)" }
      guard
        let moment = try? TimeExpression(subject.operand.string).moment(now: clock.now, zone: clock.zone)
      else { break }
      return compareText(custom.text, comparison, moment.day(in: clock.zone).description)
    case .number, .word, .text: break
    }
    return compareText(custom.text, comparison, subject.operand.string)
  }
}

extension Operand {
  /// What was written, whatever it means.
  var string: String {
    switch self {
    case .text(let text), .word(let text), .number(let text): text
    }
  }

  fileprivate var flag: Bool? {
    switch self {
    case .word("true"), .word("yes"), .number("1"): true
    case .word("false"), .word("no"), .number("0"): false
    default: nil
    }
  }
}
