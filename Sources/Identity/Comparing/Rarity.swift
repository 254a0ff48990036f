/// How probable it is that a stranger has a given value: agreeing on a rare one says more than on a common one.
///
/// What is seen is how many of `count` records have the value; what is expected before is a gamma distribution of
/// that number, whose shape is small where a value is one person's own.
struct Rarity {
  private let shape: Double
  private let total: Double

  /// `typical` is how many of all people share a value that somebody has.
  init(shape: Double, typical: Double, records: Int) {
    self.shape = shape
    total = Double(records) + shape / typical
  }

  /// The probability for a value that two compared records have among `count` altogether.
  func chance(count: Int32) -> Double {
    (Double(max(count - 2, 0)) + shape) / total
  }
}
