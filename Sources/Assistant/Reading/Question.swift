internal import Models
internal import Store

/// What a question asks for, once it is understood.
enum Intent {
  /// Records by a Query.
  case records(Selection)
  /// How many records there are.
  case count(Selection)
  /// One figure over records.
  case figure(Figure, Selection)
  /// A count or figure for each value of a field, the greatest first where so many are asked for.
  case groups(Figure?, Selection, by: Query.Grouping, limit: Int?)
  /// What some fields of a record say.
  case attribute([Path], of: StoreError.Candidate)
  /// The people who play a part in a deal.
  case role(String, deal: StoreError.Candidate)
  /// Why a deal, or the deals with somebody, were lost.
  case loss([StoreError.Candidate])
  /// When and how somebody was last spoken to.
  case lastTalk(StoreError.Candidate)
  /// What happened with a record.
  case story(StoreError.Candidate)
}

/// A figure over some records.
struct Figure {
  var function: Query.AggregateFunction
  var path: Path?
  /// Of which rows a rate is.
  var condition: Condition?

  static let sum = Figure(function: .sum, path: Path(["value"]))
}
