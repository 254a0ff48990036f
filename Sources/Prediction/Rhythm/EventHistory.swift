/// The days on which something happened with each of many people, counted back from the present.
package struct EventHistory: Sendable {
  /// For each person the days, the longest ago first, none twice.
  private let days: [Int32]
  private let starts: [Int]

  /// The history of so many people, from a list of events in any order: the place of the person, and so many days ago.
  package init(people: Int, events: [(person: Int, daysAgo: Int32)]) {
    var keys = events.map { UInt64($0.person) << 32 | UInt64(UInt32.max - UInt32($0.daysAgo)) }
    keys.sort()
    var days: [Int32] = []
    days.reserveCapacity(keys.count)
    var starts = [0]
    starts.reserveCapacity(people + 1)
    var last: UInt64?
    for key in keys where key != last {
      while starts.count <= Int(key >> 32) { starts.append(days.count) }
      days.append(Int32(UInt32.max - UInt32(truncatingIfNeeded: key)))
      last = key
    }
    while starts.count <= people { starts.append(days.count) }
    self.days = days
    self.starts = starts
  }

  package var people: Int { starts.count - 1 }

  /// The days of a person up to a moment so many days ago.
  func days(of person: Int, before daysAgo: Int32) -> ArraySlice<Int32> {
    days[starts[person]..<starts[person + 1]].prefix { $0 >= daysAgo }
  }

  /// Whether nothing happened with a person in the days after a moment so many days ago.
  func isQuiet(_ person: Int, from daysAgo: Int32, for length: Int32) -> Bool {
    !days[starts[person]..<starts[person + 1]].contains { $0 < daysAgo && $0 >= daysAgo - length }
  }

  /// How many days ago the last event was; nil where there was none.
  package func quiet(_ person: Int) -> Int? { days(of: person, before: 0).last.map(Int.init) }

  /// The days between two events on average; nil where there were not two.
  package func usualGap(_ person: Int) -> Double? {
    let days = days(of: person, before: 0)
    guard days.count > 1, let first = days.first, let last = days.last else { return nil }
    return Double(first - last) / Double(days.count - 1)
  }
}
