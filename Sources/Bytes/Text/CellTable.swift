/// A constant table of 24-bit numbers, written in the source as text: four characters each, six bits a
/// character, "0" to "o". It costs the compiler one literal and the program nothing until it is read.
struct CellTable: Sendable {
  private let text: StaticString

  init(_ text: StaticString) {
    self.text = text
  }

  var count: Int { text.utf8CodeUnitCount / 4 }

  @inline(__always)  // four times for every scalar beyond ASCII
  subscript(index: Int) -> UInt32 {
    assert(0 <= index && index < count)
    let digits = text.utf8Start + index * 4
    return UInt32(digits[0] &- 48) << 18 | UInt32(digits[1] &- 48) << 12
      | UInt32(digits[2] &- 48) << 6 | UInt32(digits[3] &- 48)
  }
}
