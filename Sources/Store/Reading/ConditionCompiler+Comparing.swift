internal import Bytes
internal import Models
internal import SQLite

extension ConditionCompiler {
  /// A comparison of what stands at the end of a path.
  func compare(
    _ place: Scope.Place, _ path: Path, _ comparison: Comparison, _ operand: Operand, in scope: inout Scope
  ) throws -> SQL {
    let name = path.description
    switch place {
    case .many:
      throw StoreError.notComparable(
        field: name, operation: comparison.rawValue, allowed: ["(…)", "is null"])
    case .custom(let sql):
      return try compareCustom(sql, name, comparison, operand)
    case .field(let field, let storage, let layout, let alias):
      switch storage {
      case .column(let column):
        if let key = layout.key, field.name == layout.catalog.title {
          return compareKey("\(alias).\(key)", comparison, operand.string)
        }
        if case .custom = field.kind { throw unordered(name, comparison) }
        return try compareValue("\(alias).\(column)", name, field.kind, comparison, operand, row: alias)
      case .derived(let sql):
        if let key = layout.key, field.name == layout.catalog.title {
          return compareKey("\(alias).\(key)", comparison, operand.string)
        }
        return try compareValue(sql(alias), name, field.kind, comparison, operand, row: alias)
      case .id(let column):
        return try compareValue("\(alias).\(column)", name, .integer, comparison, operand, row: alias)
      case .stage:
        return try compareStage(alias, name, comparison, operand)
      case .reference(let column):
        return try compareReference(column, field, alias, comparison, operand, in: &scope)
      case .firstAndMore(let column, let table):
        let first = try compareText("\(alias).\(column)", comparison.positive, operand.string)
        let more = try compareText("value", comparison.positive, operand.string)
        return comparison.negated(
          "(\(first) OR EXISTS (SELECT 1 FROM \(raw: table) WHERE contact_id = \(raw: alias).id AND \(more)))"
        )
      case .rows(let table, let column):
        let owner = "\(layout.table)_id"
        let match = try compareText(column, comparison.positive, operand.string)
        return comparison.negated(
          "\(raw: alias).id IN (SELECT \(raw: owner) FROM \(raw: table) WHERE \(match))")
      case .objects, .affiliations:
        throw unordered(name, comparison)
      }
    }
  }

  private func unordered(_ name: String, _ comparison: Comparison) -> StoreError {
    .notComparable(field: name, operation: comparison.rawValue, allowed: ["is null", "is not null"])
  }

  // MARK: By kind

  private func compareValue(
    _ sql: String, _ name: String, _ kind: FieldKind, _ comparison: Comparison, _ operand: Operand,
    row: String
  ) throws -> SQL {
    switch kind {
    case .text, .prose, .email, .phone, .currency:
      return try compareText(sql, comparison, operand.string)
    case .choice(let choices):
      if comparison == .equal || comparison == .notEqual {
        guard choices.contains(operand.string.lowercased()) else {
          throw StoreError.badOperand(
            field: name, operand: operand.string, expected: "one of " + choices.joined(separator: ", "))
        }
      }
      return try compareText(sql, comparison, operand.string)
    case .integer, .number, .probability, .referenceID:
      let number = try number(operand, name, comparison)
      return "\(raw: sql) \(raw: comparison.sql) \(number)"
    case .money:
      let number = try number(operand, name, comparison)
      return "\(raw: sql) \(raw: comparison.sql) \(number) * minor_units(\(raw: row).currency)"
    case .flag:
      guard let value = operand.flag, comparison == .equal || comparison == .notEqual else {
        throw StoreError.badOperand(field: name, operand: operand.string, expected: "true or false")
      }
      return "\(raw: sql) \(raw: comparison.sql) \(value)"
    case .day:
      return try compareTime(sql, name, comparison, operand) { moment in
        let day = moment.day(in: clock.zone)
        return (.text(day.description), .text(day.adding(days: 1).description))
      }
    case .time:
      return try compareTime(sql, name, comparison, operand) { moment in
        let instants = moment.instants(in: clock.zone)
        return (.integer(instants.lowerBound.microseconds), .integer(instants.upperBound.microseconds))
      }
    case .list, .tags, .custom, .reference, .objects:
      throw unordered(name, comparison)
    }
  }

  func compareText(_ sql: String, _ comparison: Comparison, _ text: String) throws -> SQL {
    switch comparison {
    case .contains: "contains(\(raw: sql), \(SearchKey.fold(text)))"
    case .equal: "\(raw: sql) = \(text) COLLATE NOCASE"
    default: "\(raw: sql) COLLATE NOCASE \(raw: comparison.sql) \(text)"
    }
  }

  /// Names are compared without regard to case and accents, by their folded form.
  private func compareKey(_ sql: String, _ comparison: Comparison, _ text: String) -> SQL {
    let key = SearchKey.fold(text)
    return switch comparison {
    case .contains: "instr(\(raw: sql), \(key)) > 0"
    default: "\(raw: sql) \(raw: comparison.sql) \(key)"
    }
  }

  private func number(_ operand: Operand, _ name: String, _ comparison: Comparison) throws -> SQLValue {
    guard case .number(let text) = operand, let number = JSONNumber(text), let double = number.double else {
      throw StoreError.badOperand(field: name, operand: operand.string, expected: "a number")
    }
    guard comparison != .contains else {
      throw StoreError.notComparable(
        field: name, operation: "~", allowed: Comparison.all.dropLast().map(\.rawValue))
    }
    return number.int64.map(SQLValue.integer) ?? .real(double)
  }

  /// A time is compared with both ends of the moment: a whole day is more than its first instant.
  private func compareTime(
    _ sql: String, _ name: String, _ comparison: Comparison, _ operand: Operand,
    _ ends: (Moment) -> (start: SQLValue, end: SQLValue)
  ) throws -> SQL {
    let moment: Moment
    do throws(TimeExpressionError) {
      moment = try TimeExpression(operand.string).moment(now: clock.now, zone: clock.zone)
    } catch {
      throw StoreError.badOperand(field: name, operand: operand.string, expected: "a time (\(error))")
    }
    let (start, end) = ends(moment)
    switch comparison {
    case .less: return "\(raw: sql) < \(start)"
    case .greaterOrEqual: return "\(raw: sql) >= \(start)"
    case .lessOrEqual: return "\(raw: sql) < \(end)"
    case .greater: return "\(raw: sql) >= \(end)"
    case .equal: return "(\(raw: sql) >= \(start) AND \(raw: sql) < \(end))"
    case .notEqual: return "(\(raw: sql) >= \(start) AND \(raw: sql) < \(end)) IS NOT TRUE"
    case .contains:
      throw StoreError.notComparable(
        field: name, operation: "~", allowed: Comparison.all.dropLast().map(\.rawValue) + ["in"])
    }
  }

  /// A custom field holds what people put there: it is a number where it is compared with one, and a day
  /// in words (`today`, `-30d`) is the text of that day.
  private func compareCustom(
    _ sql: String, _ name: String, _ comparison: Comparison, _ operand: Operand
  ) throws -> SQL {
    if case .number = operand, comparison != .contains {
      let number = try number(operand, name, comparison)
      let value: SQL = "iif(typeof(\(raw: sql)) = 'text', \(raw: sql) + 0, \(raw: sql))"
      return "(\(raw: sql) IS NOT NULL AND \(value) \(raw: comparison.sql) \(number))"
    }
    if case .word(let word) = operand {
      if let flag = operand.flag { return "\(raw: sql) \(raw: comparison.sql) \(flag)" }
      if comparison != .contains,
        let moment = try? TimeExpression(word).moment(now: clock.now, zone: clock.zone)
      {
        return try compareText(sql, comparison, moment.day(in: clock.zone).description)
      }
    }
    return try compareText(sql, comparison, operand.string)
  }

  // MARK: Other records

  private func compareReference(
    _ column: String, _ field: Field, _ alias: String, _ comparison: Comparison, _ operand: Operand,
    in scope: inout Scope
  ) throws -> SQL {
    guard case .reference(let type, _) = field.kind else { return "0" }
    if type == .status {
      let id = try lists.status(operand.string)
      guard comparison == .equal || comparison == .notEqual else {
        throw StoreError.notComparable(
          field: field.name, operation: comparison.rawValue, allowed: ["=", "!=", "in"])
      }
      return "\(raw: alias).\(raw: column) \(raw: comparison.sql) \(id)"
    }
    let (target, joined) = scope.join(field.name, Layout.of(type), column: column, of: alias)
    let key = "\(joined).\(target.key ?? "id")"
    let text = operand.string
    guard comparison == .equal, type == .company || type == .contact else {
      return compareKey(key, comparison, text)
    }
    if type == .contact, text.contains("@") { return try compareText("\(joined).email", .equal, text) }
    if type == .company, text.contains("."), !text.contains(" ") {
      return "(\(compareKey(key, .equal, text)) OR \(try compareText("\(joined).domain", .equal, text)))"
    }
    return compareKey(key, .equal, text)
  }

  private func compareStage(
    _ alias: String, _ name: String, _ comparison: Comparison, _ operand: Operand
  ) throws -> SQL {
    guard comparison == .equal || comparison == .notEqual else {
      throw StoreError.notComparable(field: name, operation: comparison.rawValue, allowed: ["=", "!=", "in"])
    }
    let ids = try lists.stages(operand.string).map { SQL("\($0)") }.joined(separator: ", ")
    return comparison.negated("\(raw: alias).stage_id IN (\(ids))")
  }

  // MARK: Periods

  func within(_ place: Scope.Place, _ path: Path, _ words: String) throws -> SQL {
    let name = path.description
    let sql: String
    let isDay: Bool
    switch place {
    case .field(let field, .column(let column), _, let alias) where field.kind.isDay || field.kind.isTime:
      sql = "\(alias).\(column)"
      isDay = field.kind.isDay
    case .field(let field, .derived(let derived), _, let alias) where field.kind.isTime:
      sql = derived(alias)
      isDay = false
    case .custom(let custom):
      sql = custom
      isDay = true
    default:
      throw StoreError.notComparable(field: name, operation: "in \(words)", allowed: ["in (…, …)"])
    }
    let period: Period
    do throws(TimeExpressionError) {
      period = try TimeExpression(words).period(now: clock.now, zone: clock.zone)
    } catch {
      throw StoreError.badOperand(field: name, operand: words, expected: "a period (\(error))")
    }
    if isDay {
      return
        "(\(raw: sql) >= \(period.days.lowerBound.description) AND \(raw: sql) <= \(period.days.upperBound.description))"
    }
    let instants = period.instants
    return
      "(\(raw: sql) >= \(instants.lowerBound.microseconds) AND \(raw: sql) < \(instants.upperBound.microseconds))"
  }
}

extension Comparison {
  /// `!=` holds for what is absent too.
  fileprivate var sql: String { self == .notEqual ? "IS NOT" : rawValue }

  /// The comparison of which this one may be the opposite.
  fileprivate var positive: Comparison { self == .notEqual ? .equal : self }

  fileprivate func negated(_ sql: SQL) -> SQL { self == .notEqual ? "\(sql) IS NOT TRUE" : sql }
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

extension FieldKind {
  var isDay: Bool { if case .day = self { true } else { false } }
  var isTime: Bool { if case .time = self { true } else { false } }
  var isMoney: Bool { if case .money = self { true } else { false } }
}
