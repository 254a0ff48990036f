/// How alike two texts are, letter by letter.
enum Similarity {
  /// Whether no more than `limit` keystrokes lie between two texts: a letter more, less or another, or two neighbours
  /// exchanged (optimal string alignment).
  static func isWithin(_ limit: Int, _ first: Span<UInt16>, _ second: Span<UInt16>) -> Bool {
    let (rows, columns) = (first.count, second.count)
    guard abs(rows - columns) <= limit else { return false }
    guard rows > 0, columns > 0 else { return max(rows, columns) <= limit }
    let width = columns + 1
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * width) { table in
      table.initialize(repeating: 0)
      var (older, old, new) = (0, width, 2 * width)
      for column in 0...columns { table[old + column] = Int32(column) }
      for row in 1...rows {
        table[new] = Int32(row)
        var least = table[new]
        let letter = first[row - 1]
        for column in 1...columns {
          let other = second[column - 1]
          var cost = min(table[old + column], table[new + column - 1]) + 1
          cost = min(cost, table[old + column - 1] + (letter == other ? 0 : 1))
          if row > 1, column > 1, letter == second[column - 2], first[row - 2] == other {
            cost = min(cost, table[older + column - 2] + 1)
          }
          table[new + column] = cost
          least = min(least, cost)
        }
        if least > limit { return false }
        (older, old, new) = (old, new, older)
      }
      return table[old + columns] <= limit
    }
  }

  /// The likeness of two names, 0 to 1: shared letters near the same place count, and a common beginning (Jaro and
  /// Winkler, 1990).
  static func jaroWinkler(_ first: Span<UInt16>, _ second: Span<UInt16>) -> Double {
    let (long, short) = (max(first.count, second.count), min(first.count, second.count))
    // Longer texts are not names; their letters would not fit the sets below.
    guard short > 0, long <= 64 else { return 0 }
    let reach = max(0, long / 2 - 1)
    var (taken, matched): (UInt64, UInt64) = (0, 0)
    for index in 0..<first.count {
      var place = max(0, index - reach)
      let last = min(second.count - 1, index + reach)
      while place <= last {
        if taken >> UInt64(place) & 1 == 0, second[place] == first[index] {
          taken |= 1 << UInt64(place)
          matched |= 1 << UInt64(index)
          break
        }
        place += 1
      }
    }
    guard matched != 0 else { return 0 }
    let common = Double(matched.nonzeroBitCount)
    var outOfOrder = 0
    var (left, right) = (matched, taken)
    while left != 0 {
      if first[left.trailingZeroBitCount] != second[right.trailingZeroBitCount] { outOfOrder += 1 }
      left &= left - 1
      right &= right - 1
    }
    let jaro =
      (common / Double(first.count) + common / Double(second.count)
        + (common - Double(outOfOrder / 2)) / common) / 3
    var prefix = 0
    while prefix < min(4, short), first[prefix] == second[prefix] { prefix += 1 }
    return jaro + Double(prefix) * 0.1 * (1 - jaro)
  }
}
