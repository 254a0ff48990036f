extension UInt8 {
  /// Whether it is a space or a tab.
  var isBlank: Bool { self == .space || self == UInt8(ascii: "\t") }

  /// The byte with a letter of ASCII in lower case.
  var lowercased: UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self }

  var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

  /// What it stands for as a decimal digit.
  var digit: Int? { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self ? Int(self - UInt8(ascii: "0")) : nil }

  /// What it stands for as a hexadecimal digit.
  var nibble: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks and line breaks at the ends.
  var trimmed: ArraySlice<UInt8> {
    var text = self
    while let byte = text.first, byte.isBlank || byte.isLineBreak { text.removeFirst() }
    while let byte = text.last, byte.isBlank || byte.isLineBreak { text.removeLast() }
    return text
  }

  /// Whether the bytes are those of `name`, which is given in lower case, in either case.
  func isEqual(to name: String) -> Bool {
    count == name.utf8.count && zip(self, name.utf8).allSatisfy { $0.lowercased == $1 }
  }

  /// Where `pattern` first stands from `start` on.
  func firstIndex(of pattern: String, from start: Int) -> Int? {
    guard let first = pattern.utf8.first else { return start }
    var start = start
    while let index = self[start...].firstIndex(of: first) {
      if self[index...].starts(with: pattern.utf8) { return index }
      start = index + 1
    }
    return nil
  }
}
