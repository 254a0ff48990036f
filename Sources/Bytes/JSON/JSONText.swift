/// Searching in the text of JSON strings, which reading and writing share.
enum JSONText {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The index of the first byte from `start` on that cannot stand for itself in a string: a quote, a
  /// backslash or a control character (RFC 8259 section 7); `bytes.count` when there is none.
  static func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    let raw = UnsafeRawBufferPointer(bytes)
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let special =
        zeroBytes(word ^ repeated(UInt8(ascii: "\""))) | zeroBytes(word ^ repeated(UInt8(ascii: "\\")))
        | bytesBelow0x20(word)
      if special != 0 { return position + special.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      position += 1
    }
    return position
  }

  /// The index of the first byte that is no part of valid UTF-8.
  static func indexOfInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if isASCII(bytes) { return nil }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    var seen: UInt64 = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while position + 8 <= bytes.count {
      seen |= raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      position += 8
    }
    while position < bytes.count {
      seen |= UInt64(bytes[position])
      position += 1
    }
    return seen & highBits == 0
  }

  // The usual arithmetic on eight bytes at once. A borrow can mark a byte wrongly only above one that
  // is marked rightly, so the lowest mark is always right.

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  private static func repeated(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- repeated(0x01)) & ~word & highBits
  }

  private static func bytesBelow0x20(_ word: UInt64) -> UInt64 {
    (word &- repeated(0x20)) & ~word & highBits
  }
}

// MARK: Decoding

extension JSONText {
  /// What is wrong inside a string, and the index of the byte where it is.
  struct Flaw: Error {
    let reason: JSONError.Reason
    let index: Int
  }

  /// The text that the bytes between the quotes of a string stand for.
  ///
  /// Fails when they are not valid UTF-8 or hold an escape that stands for no character.
  static func decode(_ content: UnsafeBufferPointer<UInt8>) throws(Flaw) -> String {
    if let index = indexOfInvalidUTF8(content) { throw Flaw(reason: .invalidUTF8, index: index) }
    var escape = endOfPlainText(content, from: 0)
    if escape == content.count { return String(decoding: content, as: UTF8.self) }

    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    var position = 0
    while escape < content.count {
      decoded.append(contentsOf: content[position..<escape])
      position = escape
      try decodeEscape(content, &position, into: &decoded)
      escape = endOfPlainText(content, from: position)
    }
    decoded.append(contentsOf: content[position...])
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func decodeEscape(
    _ content: UnsafeBufferPointer<UInt8>, _ position: inout Int, into decoded: inout [UInt8]
  ) throws(Flaw) {
    // A backslash is never the last byte: it would have escaped the closing quote.
    switch content[position + 1] {
    case UInt8(ascii: "\""): decoded.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): decoded.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): decoded.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    default: return try decodeUnicodeEscape(content, &position, into: &decoded)
    }
    position += 2
  }

  private static func decodeUnicodeEscape(
    _ content: UnsafeBufferPointer<UInt8>, _ position: inout Int, into decoded: inout [UInt8]
  ) throws(Flaw) {
    let start = position
    guard var code = codeUnit(content, at: start) else { throw Flaw(reason: .invalidEscape, index: start) }
    position += 6
    // A character beyond U+FFFF is written as two escapes (RFC 8259 section 7).
    if 0xD800..<0xDC00 ~= code, let low = codeUnit(content, at: position), 0xDC00..<0xE000 ~= low {
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      position += 6
    }
    guard let scalar = Unicode.Scalar(code) else { throw Flaw(reason: .loneSurrogate, index: start) }
    decoded.append(contentsOf: scalar.utf8)
  }

  /// The number that `\uXXXX` gives; nil when it does not stand at `position`.
  private static func codeUnit(_ content: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32? {
    guard position + 6 <= content.count, content[position] == UInt8(ascii: "\\"),
      content[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var code: UInt32 = 0
    for byte in content[position + 2..<position + 6] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 | UInt32(byte & 0x0F)
      case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
        code = code << 4 | UInt32(byte & 0x0F + 9)
      default: return nil
      }
    }
    return code
  }
}
