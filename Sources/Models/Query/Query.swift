package import Bytes

/// A question to the data, as a value: every read is one, so that it can be printed, piped and run.
package struct Query: Hashable, Sendable {
  package var from: RecordType
  package var condition: Condition?
  package var groupBy: [Grouping]
  package var aggregates: [Aggregate]
  /// A condition on the rows of the result: on aggregates and groups by their names.
  package var having: Condition?
  package var sort: [Sort]
  package var limit: Int?
  /// Paths to show; empty means all fields of the record.
  package var fields: [Path]

  package init(
    from: RecordType, condition: Condition? = nil, groupBy: [Grouping] = [], aggregates: [Aggregate] = [],
    having: Condition? = nil, sort: [Sort] = [], limit: Int? = nil, fields: [Path] = []
  ) {
    self.from = from
    self.condition = condition
    self.groupBy = groupBy
    self.aggregates = aggregates
    self.having = having
    self.sort = sort
    self.limit = limit
    self.fields = fields
  }

  /// Whether the result is made of groups rather than of records.
  package var isGrouped: Bool { !aggregates.isEmpty || !groupBy.isEmpty }

  /// A field to group by, a time by the period it falls in.
  package struct Grouping: Hashable, Sendable {
    package let path: Path
    package let period: CalendarUnit?

    package init(path: Path, period: CalendarUnit? = nil) {
      self.path = path
      self.period = period
    }
  }

  package struct Aggregate: Hashable, Sendable {
    package let function: AggregateFunction
    package let path: Path?
    /// Which rows count for this aggregate alone.
    package let condition: Condition?
    package let name: String

    package init(
      function: AggregateFunction, path: Path? = nil, condition: Condition? = nil, name: String? = nil
    ) {
      self.function = function
      self.path = path
      self.condition = condition
      self.name =
        name ?? ([function.rawValue] + (path?.names ?? [])).joined(separator: "_")
    }
  }

  package enum AggregateFunction: String, CaseIterable, Sendable {
    case count, sum, avg, min, max, median
    /// The percentage of rows that satisfy the condition.
    case rate
  }

  package struct Sort: Hashable, Sendable {
    package let path: Path
    package let descending: Bool

    package init(path: Path, descending: Bool = false) {
      self.path = path
      self.descending = descending
    }
  }
}
