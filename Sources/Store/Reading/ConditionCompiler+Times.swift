internal import Bytes
internal import Models
internal import SQLite

extension ConditionCompiler {
  /// A time is compared with both ends of the moment: a whole day is more than its first instant.
  func compareTime(
    _ sql: String, _ subject: Subject, _ ends: (Moment) -> (start: SQLValue, end: SQLValue)
  ) throws -> SQL {
    let moment: Moment
    do throws(TimeExpressionError) {
      moment = try TimeExpression(subject.operand.string).moment(now: clock.now, zone: clock.zone)
    } catch {
      throw subject.expected("a time such as today, -30d or 2026-01-31")
    }
    let (start, end) = ends(moment)
    let comparison = subject.comparison
    switch comparison {
    case .less: return "\(raw: sql) < \(start)"
    case .greaterOrEqual: return "\(raw: sql) >= \(start)"
    case .lessOrEqual: return "\(raw: sql) < \(end)"
    case .greater: return "\(raw: sql) >= \(end)"
    case .equal, .notEqual: return comparison.negated("\(raw: sql) >= \(start) AND \(raw: sql) < \(end)")
    case .contains: throw subject.notComparable(by: Subject.ordering + ["in"])
    }
  }

  /// Whether a time or day lies in a period.
  func within(_ place: Scope.Place, _ path: Path, _ words: String) throws -> SQL {
    let subject = Subject(name: path.description, comparison: .equal, operand: .text(words))
    var time: String?
    var day: String?
    switch place {
    case .custom(let custom): day = custom.text
    case .field(let field, let storage, let layout, let alias):
      switch field.kind {
      case .day: day = layout.value(storage, alias)
      case .time: time = layout.value(storage, alias)
      default: break
      }
    case .many: break
    }
    guard let sql = day ?? time else {
      throw StoreError.notComparable(field: subject.name, operation: "in \(words)", allowed: ["in (…, …)"])
    }
    let period: Period
    do throws(TimeExpressionError) {
      period = try TimeExpression(words).period(now: clock.now, zone: clock.zone)
    } catch {
      throw subject.expected("a period (\(error))")
    }
    let start: SQLValue
    let end: SQLValue
    if day != nil {
      start = .text(period.days.lowerBound.description)
      end = .text(period.days.upperBound.adding(days: 1).description)
    } else {
      start = .integer(period.instants.lowerBound.microseconds)
      end = .integer(period.instants.upperBound.microseconds)
    }
    return "(\(raw: sql) >= \(start) AND \(raw: sql) < \(end))"
  }
}
