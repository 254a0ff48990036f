internal import Bytes

// Amounts are kept as whole minor units (cents) and shown in the currency's own digits.

extension Currency {
  /// The minor units of an amount written as a JSON number, which may be negative. Fails when the text
  /// is not a number, has decimal places that the currency lacks, or is too large to be stored.
  package func minorUnits(from text: String) throws(MoneyError) -> Int64 {
    guard let amount = JSONNumber(text) else { throw .notANumber(text) }
    guard amount.decimalPlaces <= digits else { throw .tooPrecise(text, self) }
    guard let minorUnits = amount.scaled(by: digits) else { throw .outOfRange(text, self) }
    return minorUnits
  }

  /// An amount with all the digits of the currency: `7500.00`, `-3.50`.
  package func text(minorUnits: Int64) -> String {
    var bytes: [UInt8] = []
    append(minorUnits: minorUnits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `text(minorUnits:)` gives.
  public func append(minorUnits: Int64, to bytes: inout [UInt8]) {
    // A sign, the 19 digits of the largest amount, and a point.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { buffer in
      var start = buffer.count
      var rest = minorUnits.magnitude
      var places = 0
      // At least one digit stands before the point.
      while rest > 0 || places <= digits {
        if places == digits, digits > 0 {
          start -= 1
          buffer[start] = UInt8(ascii: ".")
        }
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
        places += 1
      }
      if minorUnits < 0 {
        start -= 1
        buffer[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }
}
