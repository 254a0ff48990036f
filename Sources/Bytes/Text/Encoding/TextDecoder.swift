/// Turns text in UTF-16 or in an encoding of one byte a character into UTF-8, a piece at a time; UTF-8 passes
/// as it is.
///
/// What is not text stays visible: an unpaired surrogate becomes its three bytes, and half a code unit at the
/// end the byte 0xFF, neither of which is valid UTF-8.
struct TextDecoder {
  let encoding: TextEncoding
  /// Whether the encoding is what the text looks like and not what somebody said of it: a line that is valid UTF-8 in a
  /// text of one byte a character then stays UTF-8, for such texts are put together from several.
  let isGuess: Bool
  /// The first byte of a code unit whose second one has not come yet.
  private var firstByte: UInt8?
  /// A high surrogate whose low one has not come yet.
  private var highSurrogate: UInt16?
  /// The line whose end has not come yet, where lines are looked at each by itself.
  private var line: [UInt8] = []

  /// A line of more bytes is decoded in pieces.
  private static let longestLine = 1 << 20

  init(encoding: TextEncoding, isGuess: Bool = false) {
    self.encoding = encoding
    self.isGuess = isGuess
  }

  mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
    output.reserveCapacity(output.count + bytes.count)
    switch encoding {
    case .utf8:
      output.append(contentsOf: bytes)
    case .utf16LittleEndian:
      for byte in bytes { if let first = pair(byte) { decode(UInt16(byte) << 8 | first, into: &output) } }
    case .utf16BigEndian:
      for byte in bytes { if let first = pair(byte) { decode(first << 8 | UInt16(byte), into: &output) } }
    case .windows1252 where isGuess: decodeLines(bytes, into: &output)
    case .windows1252: decode(bytes, UpperHalf.windows1252, into: &output)
    case .latin2: decode(bytes, UpperHalf.latin2, into: &output)
    case .latin9: decode(bytes, UpperHalf.latin9, into: &output)
    case .windows1250: decode(bytes, UpperHalf.windows1250, into: &output)
    case .windows1251: decode(bytes, UpperHalf.windows1251, into: &output)
    case .windows1254: decode(bytes, UpperHalf.windows1254, into: &output)
    case .koi8r: decode(bytes, UpperHalf.koi8r, into: &output)
    }
  }

  /// Ends the text.
  mutating func finish(into output: inout [UInt8]) {
    endLine(into: &output)
    if let high = highSurrogate { output.append(utf8: UInt32(high)) }
    if firstByte != nil { output.append(0xFF) }
    highSurrogate = nil
    firstByte = nil
  }

  private mutating func decodeLines(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
    var start = bytes.startIndex
    for index in bytes.indices where bytes[index].isLineBreak {
      line += bytes[start...index]
      start = index + 1
      endLine(into: &output)
    }
    line += bytes[start...]
    if line.count > Self.longestLine { endLine(into: &output) }
  }

  private mutating func endLine(into output: inout [UInt8]) {
    if line.span.isValidUTF8 {
      output += line
    } else {
      decode(line[...], UpperHalf.windows1252, into: &output)
    }
    line.removeAll(keepingCapacity: true)
  }

  private func decode(_ bytes: ArraySlice<UInt8>, _ upperHalf: [UInt32], into output: inout [UInt8]) {
    for byte in bytes {
      if byte < 0x80 { output.append(byte) } else { output.append(utf8: upperHalf[Int(byte) - 0x80]) }
    }
  }

  /// The byte before, when the two make a code unit.
  private mutating func pair(_ byte: UInt8) -> UInt16? {
    let first = firstByte
    firstByte = first == nil ? byte : nil
    return first.map(UInt16.init)
  }

  private mutating func decode(_ unit: UInt16, into output: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        output.append(utf8: 0x10000 + (UInt32(high) & 0x3FF) << 10 + UInt32(unit) & 0x3FF)
        return
      }
      output.append(utf8: UInt32(high))
    }
    if UTF16.isLeadSurrogate(unit) { highSurrogate = unit } else { output.append(utf8: UInt32(unit)) }
  }
}

extension [UInt8] {
  /// Appends a code point, which may be a surrogate, in the pattern of UTF-8 (RFC 3629, section 3).
  fileprivate mutating func append(utf8 value: UInt32) {
    if value < 0x80 { append(UInt8(value)) } else { append(multibyteUTF8: value) }
  }

  private mutating func append(multibyteUTF8 value: UInt32) {
    if value < 0x800 {
      append(0xC0 | UInt8(value >> 6))
    } else {
      if value < 0x10000 {
        append(0xE0 | UInt8(value >> 12))
      } else {
        append(0xF0 | UInt8(value >> 18))
        append(0x80 | UInt8(value >> 12 & 0x3F))
      }
      append(0x80 | UInt8(value >> 6 & 0x3F))
    }
    append(0x80 | UInt8(value & 0x3F))
  }
}
