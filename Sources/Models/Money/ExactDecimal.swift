/// The value of a number written as JSON writes them, without any rounding.
struct ExactDecimal {
  /// The digits as an integer, which ends in a zero only when it is zero; nil when no `Int64` holds it.
  private var significand: Int64? = 0

  /// The power of ten by which the significand is multiplied; 0 when that is zero.
  private var power = 0

  /// Nil when the text is not a number.
  init?(_ text: String) {
    var text = text
    guard text.withUTF8({ read($0) }) else { return nil }
  }

  /// How many decimal places the value needs: one for 1.50, none for 1e3.
  var decimalPlaces: Int { max(0, -power) }

  /// The value times ten to the `places`; nil when that is not a whole number which an `Int64` holds.
  func scaled(by places: Int) -> Int64? {
    guard let significand, power + places >= 0 else { return nil }
    return Self.shift(significand, by: power + places)
  }

  /// number = [ minus ] int [ frac ] [ exp ] (RFC 8259, section 6); false when the bytes are not that.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var next = 0
    func take(_ byte: UInt8) -> Bool {
      guard next < bytes.count, bytes[next] == byte else { return false }
      next += 1
      return true
    }
    /// The run of digits that comes next.
    func takeDigits() -> Range<Int> {
      let start = next
      while next < bytes.count, bytes[next] &- UInt8(ascii: "0") < 10 { next += 1 }
      return start..<next
    }

    let isNegative = take(UInt8(ascii: "-"))
    let whole = takeDigits()
    guard whole.count == 1 || (whole.count > 1 && bytes[whole.lowerBound] != UInt8(ascii: "0")) else {
      return false
    }
    var fraction = next..<next
    if take(UInt8(ascii: ".")) {
      fraction = takeDigits()
      guard !fraction.isEmpty else { return false }
    }
    var exponent = 0
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      let isNegative = take(UInt8(ascii: "-"))
      if !isNegative { _ = take(UInt8(ascii: "+")) }
      let digits = takeDigits()
      guard !digits.isEmpty else { return false }
      for byte in bytes[digits] {
        // No text is long enough for its digits to make up for an exponent of this size.
        exponent = min(exponent * 10 + Int(byte & 0x0F), 1 << 48)
      }
      if isNegative { exponent.negate() }
    }
    guard next == bytes.count else { return false }

    // A zero counts only once another digit follows it, so that 1.50 is as precise as 1.5.
    var zeros = 0
    for digits in [whole, fraction] {
      for byte in bytes[digits] {
        let digit = Int64(byte & 0x0F)
        if digit == 0 {
          zeros += 1
        } else {
          append(isNegative ? -digit : digit, after: zeros)
          zeros = 0
        }
      }
    }
    if significand != 0 { power = exponent - fraction.count + zeros }
    return true
  }

  /// Writes the zeros and then the digit behind the digits of the significand.
  private mutating func append(_ digit: Int64, after zeros: Int) {
    guard let number = significand, let shifted = Self.shift(number, by: zeros + 1) else {
      significand = nil
      return
    }
    let (sum, overflow) = shifted.addingReportingOverflow(digit)
    significand = overflow ? nil : sum
  }

  /// The number times ten to the `places`; nil when no `Int64` holds that.
  private static func shift(_ number: Int64, by places: Int) -> Int64? {
    var number = number
    for _ in 0..<places {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      number = product
    }
    return number
  }
}
