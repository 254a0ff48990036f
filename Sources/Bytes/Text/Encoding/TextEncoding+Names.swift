extension TextEncoding {
  /// The encoding that has this name in the registry of IANA or is commonly called so; nil for one not known
  /// here.
  ///
  /// ASCII is UTF-8, and Latin-1 is Windows-1252. UTF-16 without an order of bytes is big-endian (RFC 2781,
  /// section 4.3) unless a mark tells.
  package static func named(_ name: String) -> TextEncoding? {
    let key = name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
    return switch String(decoding: key, as: UTF8.self).lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii", "ansi-x3.4-1968", "646": .utf8
    case "utf-16", "utf-16be", "unicode": .utf16BigEndian
    case "utf-16le": .utf16LittleEndian
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "x-ansi":
      .windows1252
    case "iso-8859-2", "iso8859-2", "latin2": .latin2
    case "iso-8859-9", "iso8859-9", "latin5", "windows-1254", "cp1254": .windows1254
    case "iso-8859-15", "iso8859-15", "latin-9", "latin9": .latin9
    case "windows-1250", "cp1250", "x-cp1250": .windows1250
    case "windows-1251", "cp1251", "x-cp1251": .windows1251
    case "koi8-r", "koi8r", "cskoi8r": .koi8r
    default: nil
    }
  }

  /// A text that is said to be in this encoding, or of which nothing is said.
  ///
  /// What claims to be UTF-8 and mostly is not is taken for what it looks like. What is no text in its
  /// encoding becomes the replacement character; a byte order mark goes.
  package static func text(_ bytes: ArraySlice<UInt8>, in declared: TextEncoding?) -> String {
    var encoding = declared ?? .utf8
    let isGuess = encoding == .utf8
    if isGuess {
      if let text = String(validating: bytes.withoutMark(of: .utf8), as: UTF8.self) { return text }
      encoding = detect(in: Array(bytes), isWhole: true)
    } else if encoding == .utf16BigEndian, bytes.starts(with: utf16LittleEndian.byteOrderMark) {
      encoding = .utf16LittleEndian
    }
    var decoder = TextDecoder(encoding: encoding, isGuess: isGuess)
    var utf8: [UInt8] = []
    decoder.decode(bytes.withoutMark(of: encoding), into: &utf8)
    decoder.finish(into: &utf8)
    return String(decoding: utf8, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func withoutMark(of encoding: TextEncoding) -> ArraySlice<UInt8> {
    let mark = encoding.byteOrderMark
    return starts(with: mark) ? dropFirst(mark.count) : self
  }
}
