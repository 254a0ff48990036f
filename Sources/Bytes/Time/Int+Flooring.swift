extension Int {
  /// Quotient and remainder with the remainder never negative, so that times before 1970 fall into
  /// the day and the second they belong to.
  func dividedFlooring(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
