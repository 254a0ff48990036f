/// How text is written for transport (RFC 2045, section 6).
enum TransferEncoding {
  /// Appends text with each equals sign and its two digits as the byte they stand for; an equals sign that
  /// begins no byte stands for itself.
  static func appendUnquoted(_ text: ArraySlice<UInt8>, to decoded: inout [UInt8]) {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "="), index + 2 < text.endIndex, let high = text[index + 1].nibble,
        let low = text[index + 2].nibble
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
  }
}

extension TextEncoding {
  /// The encoding of this name; nil for one not known here.
  static func named(_ name: String) -> TextEncoding? {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii": .utf8
    case "iso-8859-1", "latin1", "windows-1252", "cp1252": .windows1252
    default: nil
    }
  }
}

extension UInt8 {
  /// Whether it is a space or a tab.
  var isBlank: Bool { self == .space || self == UInt8(ascii: "\t") }

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
