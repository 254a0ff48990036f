internal import Models
internal import Store

/// What a question asks for, once it is understood.
enum Intent {
  /// Records, a count, a figure or groups; with a yes or no before it where somebody asked whether there are any.
  case query(Query, isYesNo: Bool = false)
  /// How many different values there are.
  case distinct(Query)
  /// What some fields of a record say, or whether they say anything.
  case attribute([Path], of: StoreError.Candidate, isYesNo: Bool = false)
  /// Whether something is so of a record.
  case predicate(Condition, of: StoreError.Candidate)
  /// The people who play a part in some deals.
  case role(String, deals: Query, named: StoreError.Candidate?)
  /// Why a deal, or the deals with somebody, were lost.
  case loss(StoreError.Candidate)
  /// When and how somebody was last spoken to, in one way or by one of us where that is said.
  case lastTalk(StoreError.Candidate, Condition?)
  /// What happened with a record.
  case story(StoreError.Candidate, Condition?)
  /// What was said.
  case said(Remembrance)
}

/// A figure over some records.
struct Figure {
  var function: Query.AggregateFunction
  var path: Path?
  /// Of which rows a rate is.
  var condition: Condition?

  static let sum = Figure(function: .sum, path: Path(["value"]))

  /// The share of what was won among what is closed.
  static func rate(of status: String) -> Figure {
    Figure(function: .rate, condition: .compare(Path(["status"]), .equal, .word(status)))
  }

  func aggregate(_ name: String) -> Query.Aggregate {
    Query.Aggregate(function: function, path: path, condition: condition, name: name)
  }
}

/// What is asked of some records, as far as it has been read.
struct Request {
  var selection: Selection
  /// What is worked out; nil for the records themselves, or their number.
  var figure: Figure?
  var isCounted = false
  /// What there is one figure for each value of.
  var grouping: Query.Grouping?
  /// How many groups, the first of an order.
  var limit: Int?
  var isAscending = false

  var query: Query {
    var selection = selection
    // By status, those that are done have a place as well.
    if grouping?.path == Path(["status"]) { selection.saysStatus = true }
    var query = selection.query
    if let grouping {
      query.groupBy = [grouping]
      query.aggregates = [Query.Aggregate(function: .count, name: "count")]
      if let figure { query.aggregates.insert(figure.aggregate("figure"), at: 0) }
      let column = figure == nil ? "count" : "figure"
      query.sort = limit == nil ? [] : [Query.Sort(path: Path([column]), descending: !isAscending)]
      query.limit = limit
      // What has no value is no group that anybody asks for.
      query.condition = Condition.and(query.condition ?? .all([]), .not(.isNull(grouping.path)))
    } else if let figure {
      query.aggregates = [figure.aggregate("figure")]
      query.sort = []
      query.limit = nil
    } else if isCounted {
      query.aggregates = [Query.Aggregate(function: .count, name: "count")]
      query.sort = []
    }
    return query
  }
}
