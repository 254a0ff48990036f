/// How often and how regularly something happened with a person up to a moment, as features.
struct Rhythm {
  static let names = [
    "events", "days_quiet", "days_known", "usual_gap_days", "last_gap_days", "quiet_per_usual_gap",
    "quiet_per_longest_gap", "events_in_30_days", "events_in_90_days", "events_in_180_days", "irregularity",
    "quiet_per_expected_gap",
  ]

  /// In the order of `names`; not a number where nothing is known.
  let values: [Float]

  /// The days are those of the events, the longest ago first, and the moment so many days ago.
  init(_ days: ArraySlice<Int32>, at moment: Int32) {
    guard let first = days.first, let last = days.last else {
      values = [Float](repeating: .nan, count: Self.names.count)
      return
    }
    let count = Float(days.count)
    let (quiet, known) = (Float(last - moment), Float(first - moment))
    let gaps = zip(days, days.dropFirst()).map { Float($0 - $1) }
    let usual = gaps.isEmpty ? .nan : Float(first - last) / Float(gaps.count)
    let longest = gaps.max() ?? .nan
    let squares = gaps.reduce(0) { $0 + ($1 - usual) * ($1 - usual) }
    let spread = gaps.count > 1 ? (squares / Float(gaps.count)).squareRoot() / usual : .nan
    func within(_ length: Int32) -> Float { Float(days.count { $0 <= moment + length }) }
    values = [
      count, quiet, known, usual, gaps.last ?? .nan, quiet / usual, quiet / longest, within(30), within(90),
      within(180), spread, quiet * count / max(known, 1),
    ]
  }

  /// The features of some people at a moment.
  static func table(_ people: [(person: Int, moment: Int32)], of history: EventHistory) -> FeatureTable {
    var columns = names.map { _ in [Float]() }
    for index in columns.indices { columns[index].reserveCapacity(people.count) }
    for (person, moment) in people {
      let rhythm = Rhythm(history.days(of: person, before: moment), at: moment)
      for (index, value) in rhythm.values.enumerated() { columns[index].append(value) }
    }
    return FeatureTable(
      count: people.count, features: zip(names, columns).map { Feature($0, .numbers($1)) })
  }
}
