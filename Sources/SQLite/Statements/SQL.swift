/// The text of one statement, or a piece of it, together with the values of its parameters.
///
/// Written as a string literal. `\(value)` binds the value and never becomes part of the text, `\(other)`
/// splices another `SQL` with its values, and `\(raw: text)` splices text that the program itself has made.
package struct SQL: Hashable, Sendable {
  package private(set) var text: String
  package private(set) var values: [SQLValue]

  /// A statement without values, from text that was not written as a literal.
  package init(raw text: String) {
    self.text = text
    values = []
  }

  /// A statement with `?` where its values stand. What runs for every record of many is written so: nobody puts
  /// its text together each time, and it is found among the prepared ones by its address.
  package init(_ text: String, binding values: SQLValue...) {
    self.text = text
    self.values = values
  }

  package static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum += right
    return sum
  }

  package static func += (left: inout SQL, right: SQL) {
    left.text += right.text
    left.values += right.values
  }
}

extension SQL: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) {
    self.init(raw: text)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL(raw: "")

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.text.reserveCapacity(literalCapacity + interpolationCount)
      sql.values.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) {
      sql.text += literal
    }

    package mutating func appendInterpolation(_ value: (some Bindable)?) {
      sql.text += "?"
      sql.values.append(value.sqlValue)
    }

    package mutating func appendInterpolation(_ other: SQL) {
      sql += other
    }

    package mutating func appendInterpolation(raw text: String) {
      sql.text += text
    }
  }
}

extension Sequence<SQL> {
  /// All pieces in order with `separator` between them.
  package func joined(separator: SQL) -> SQL {
    var sum = SQL(raw: "")
    var isFirst = true
    for piece in self {
      if !isFirst { sum += separator }
      sum += piece
      isFirst = false
    }
    return sum
  }
}
