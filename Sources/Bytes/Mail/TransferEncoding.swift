/// How the content of a part is written for transport (RFC 2045, section 6).
enum TransferEncoding {
  case identity
  case quotedPrintable
  case base64

  /// By its name; content under one that is not known stands as it is.
  init(_ name: ArraySlice<UInt8>) {
    if name.isEqual(to: "base64") {
      self = .base64
    } else if name.isEqual(to: "quoted-printable") {
      self = .quotedPrintable
    } else {
      self = .identity
    }
  }

  func decode(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    switch self {
    case .identity: content
    case .quotedPrintable: Self.quotedPrintable(content)[...]
    case .base64: Self.base64(content)[...]
    }
  }

  /// Undoes quoted-printable; an equals sign that begins no byte and ends no line stands for itself, as RFC
  /// 2045 advises.
  private static func quotedPrintable(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    for line in content.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      // Blanks at the end of a line were added on the way.
      var text = line
      while let byte = text.last, byte.isBlank || byte == .carriageReturn { text.removeLast() }
      let continues = text.last == UInt8(ascii: "=")
      appendUnquoted(continues ? text.dropLast() : text, to: &decoded)
      if !continues, line.endIndex < content.endIndex { decoded.append(.lineFeed) }
    }
    return decoded
  }

  /// Appends text with each equals sign, or other escape, and its two digits as the byte they stand for.
  static func appendUnquoted(
    _ text: ArraySlice<UInt8>, escape: UInt8 = UInt8(ascii: "="), to decoded: inout [UInt8]
  ) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == escape, index + 2 < text.endIndex, let high = text[index + 1].nibble,
        let low = text[index + 2].nibble
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(byte)
        index += 1
      }
    }
  }

  /// Undoes base64 up to its padding, passing over whatever is not of its alphabet.
  static func base64(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in content {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="): return decoded
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return decoded
  }
}
