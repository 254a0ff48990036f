/// A stretch of time as people name one, for fields that hold days and for those that hold instants.
package struct Period: Hashable, Sendable {
  /// The days that belong to it, both ends included.
  package let days: ClosedRange<Day>
  /// The instants that belong to it, the upper end excluded.
  package let instants: Range<Timestamp>

  /// Whole days by the clocks of `zone`.
  package init(_ days: ClosedRange<Day>, in zone: Zone) {
    self.days = days
    instants = zone.instants(of: days)
  }

  /// From one instant to another that is not earlier, and the days they are in; both ends included.
  package init(from first: Timestamp, through last: Timestamp, in zone: Zone) {
    let firstDay = zone.day(of: first)
    days = firstDay...max(firstDay, zone.day(of: last))
    instants = first..<last.adding(microseconds: 1)
  }
}
