/// How far two values agree: one scale for all that is compared, of which each comparison uses the degrees that it knows.
package enum Agreement: UInt8, CaseIterable, Sendable {
  /// One of the two is not known, which says nothing.
  case unknown
  /// The same.
  case equal
  /// The same, written in another way: a nickname, a tag in an address, day and month exchanged.
  case variant
  /// A keystroke or two apart.
  case slip
  /// A part is the same: an initial, the street without the number, two of year, month and day.
  case partial
  /// Alike, though more than slips apart.
  case alike
  case different
}
