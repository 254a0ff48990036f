/// Pairs of records drawn at random, the same in every run; all there are where these are not too many.
struct RandomPairs: Sequence, IteratorProtocol {
  private let count: Int
  private let isComplete: Bool
  private var left: Int
  private var drawn: UInt64 = 0
  private var last = (first: 0, second: 0)

  private static let most = 200_000

  /// Pairs of so many records, at least two.
  init(of count: Int) {
    self.count = count
    isComplete = count * (count - 1) / 2 <= Self.most
    left = isComplete ? count * (count - 1) / 2 : Self.most
  }

  mutating func next() -> (Int, Int)? {
    guard left > 0 else { return nil }
    left -= 1
    if isComplete {
      last = last.first + 1 < last.second ? (last.first + 1, last.second) : (0, last.second + 1)
      return last
    }
    let first = draw(below: count)
    // Any record but the first one.
    return (first, (first + 1 + draw(below: count - 1)) % count)
  }

  private mutating func draw(below limit: Int) -> Int {
    drawn += 1
    return Int(Hash.mix(drawn) % UInt64(limit))
  }
}
