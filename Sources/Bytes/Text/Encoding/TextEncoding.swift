/// How text is written as bytes.
public enum TextEncoding: Hashable, Sendable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  /// What "Latin-1" means in practice, as the WHATWG Encoding Standard has it.
  case windows1252
  /// ISO 8859-2 and what Windows has for it, for the languages of Central Europe.
  case latin2
  case windows1250
  /// ISO 8859-15, Latin-1 with the euro sign.
  case latin9
  /// Cyrillic.
  case windows1251
  case koi8r
  /// Turkish; ISO 8859-9 is a part of it.
  case windows1254
}

extension TextEncoding {
  /// The bytes that may stand before a text to tell how it is written.
  var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    default: []
    }
  }

  /// The encoding of a text from its start, which, unless it is the whole, may end within a character.
  ///
  /// A byte order mark tells; else zero bytes at every other place are UTF-16; else the text is UTF-8 when
  /// more of what is not ASCII is well formed than not, and Windows-1252 otherwise. One broken character in a
  /// UTF-8 file therefore does not garble all others.
  static func detect(in sample: [UInt8], isWhole: Bool) -> TextEncoding {
    if let encoding = marked(sample) { return encoding }

    var zeros = (even: 0, odd: 0)
    for (offset, byte) in sample.enumerated() where byte == 0 {
      if offset.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    // Even a table of Chinese names has delimiters and digits, a quarter of its characters at least, and
    // hardly a character whose low byte is zero. A single NUL is dirt.
    let enough = max(2, sample.count / 8)
    if zeros.odd >= enough, zeros.even <= zeros.odd / 8 { return .utf16LittleEndian }
    if zeros.even >= enough, zeros.odd <= zeros.even / 8 { return .utf16BigEndian }

    // What follows the last ASCII byte may be the first half of a character.
    let end = isWhole ? nil : sample.lastIndex { $0 < 0x80 }
    return isMostlyUTF8(sample[..<(end ?? sample.endIndex)]) ? .utf8 : .windows1252
  }

  /// The encoding of JSON, which begins with two ASCII characters (RFC 4627, section 3).
  static func detect(inJSON head: [UInt8]) -> TextEncoding {
    if let encoding = marked(head) { return encoding }
    guard head.count > 1, (head[0] == 0) != (head[1] == 0) else { return .utf8 }
    return head[0] == 0 ? .utf16BigEndian : .utf16LittleEndian
  }

  /// The encoding that a byte order mark tells.
  private static func marked(_ text: [UInt8]) -> TextEncoding? {
    [.utf8, .utf16LittleEndian, .utf16BigEndian].first { text.starts(with: $0.byteOrderMark) }
  }

  private static func isMostlyUTF8(_ text: ArraySlice<UInt8>) -> Bool {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = text.makeIterator()
    var wellFormed = 0
    var malformed = 0
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let scalar): if scalar.count > 1 { wellFormed += 1 }
      case .error: malformed += 1
      case .emptyInput: return wellFormed > malformed || malformed == 0
      }
    }
  }
}
