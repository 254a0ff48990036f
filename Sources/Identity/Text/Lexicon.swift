/// The distinct values of one field: each text is kept once, under a number, with how many records have it.
///
/// A text is kept as UTF-16, so that one unit is one letter in nearly all scripts.
struct Lexicon {
  /// The number of a value.
  typealias ID = Int32

  /// All texts, one after another.
  private(set) var units: [UInt16] = []
  private var ends: [Int] = []
  /// How many records have each value.
  private(set) var counts: [Int32] = []
  /// Which letters a value has, as a set of hashed bits: two values differ in at most twice as many bits as there are
  /// keystrokes between them.
  private(set) var letters: [UInt64] = []
  /// A hash table with open addressing; -1 is an empty slot.
  private var slots = [ID](repeating: -1, count: 64)

  var count: Int { counts.count }

  /// Where a text stands in `units`.
  func range(_ id: ID) -> Range<Int> {
    (id == 0 ? 0 : ends[Int(id) - 1])..<ends[Int(id)]
  }

  /// How long a text is.
  func length(_ id: ID) -> Int { range(id).count }

  /// The text of a value.
  func text(_ id: ID) -> String { String(decoding: units[range(id)], as: UTF16.self) }

  /// The number of a text, which one more record has.
  mutating func add(_ text: String) -> ID {
    let start = units.count
    units.append(contentsOf: text.utf16)
    var slot = Int(truncatingIfNeeded: Hash.of(units[start...])) & (slots.count - 1)
    while slots[slot] >= 0 {
      let id = slots[slot]
      if units[range(id)] == units[start...] {
        units.removeSubrange(start...)
        counts[Int(id)] += 1
        return id
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let id = ID(counts.count)
    slots[slot] = id
    ends.append(units.count)
    counts.append(1)
    letters.append(units[start...].reduce(0) { $0 | 1 << UInt64(($1 &* 0x9E37) >> 10) })
    if counts.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = [ID](repeating: -1, count: slots.count * 2)
    for id in 0..<ID(counts.count) {
      var slot = Int(truncatingIfNeeded: Hash.of(units[range(id)])) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = id
    }
  }

  /// The place of every value in the order of their texts.
  func ranks() -> [Int32] {
    let order = (0..<ID(count)).sorted { units[range($0)].lexicographicallyPrecedes(units[range($1)]) }
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, id) in order.enumerated() { ranks[Int(id)] = Int32(rank) }
    return ranks
  }
}
