/// What a backslash stands before in the values of a file.
package enum ContentEscapes: Sendable {
  /// Marks and, as `\n`, line breaks: vCard 3.0 and 4.0, iCalendar.
  case all
  /// Marks alone: vCard 2.1, in which `C:\new` is a folder and a comma separates nothing.
  case marks
}

extension ContentLine {
  /// The value as text; fails when its bytes are none.
  package func text(_ escapes: ContentEscapes = .all) throws(ContentLineError) -> String {
    try text(of: value[...], escapes)
  }

  /// The values of a list that commas separate.
  package func list(_ escapes: ContentEscapes = .all) throws(ContentLineError) -> [String] {
    var texts: [String] = []
    for item in split(value[...], at: UInt8(ascii: ",")) { texts.append(try text(of: item, escapes)) }
    return texts
  }

  /// The components that semicolons separate.
  package func components(_ escapes: ContentEscapes = .all) throws(ContentLineError) -> [String] {
    var texts: [String] = []
    for item in split(value[...], at: UInt8(ascii: ";")) { texts.append(try text(of: item, escapes)) }
    return texts
  }

  /// The components that semicolons separate, each a list that commas separate.
  package func componentLists(_ escapes: ContentEscapes = .all) throws(ContentLineError) -> [[String]] {
    if escapes == .marks { return try components(escapes).map { [$0] } }
    var components: [[String]] = []
    for component in split(value[...], at: UInt8(ascii: ";")) {
      var list: [String] = []
      for item in split(component, at: UInt8(ascii: ",")) { list.append(try text(of: item, escapes)) }
      components.append(list)
    }
    return components
  }

  private func split(_ value: ArraySlice<UInt8>, at separator: UInt8) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = value.startIndex
    var index = start
    while index < value.endIndex {
      if value[index] == UInt8(ascii: "\\") {
        index += 1
      } else if value[index] == separator {
        pieces.append(value[start..<index])
        start = index + 1
      }
      index += 1
    }
    pieces.append(value[start...])
    return pieces
  }

  // Separators are looked for before quoted-printable is undone, so that one that was encoded does not count.
  private func text(of piece: ArraySlice<UInt8>, _ escapes: ContentEscapes) throws(ContentLineError) -> String
  {
    var bytes = try decoded(piece)
    unescape(&bytes, escapes)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw notText }
    return text
  }

  private var notText: ContentLineError { ContentLineError(line: number, .notText(property: name)) }

  /// The bytes in UTF-8; what is not valid text is left for the caller to find.
  private func decoded(_ piece: ArraySlice<UInt8>) throws(ContentLineError) -> [UInt8] {
    let isQuoted = encoding == .quotedPrintable
    var bytes: [UInt8] = []
    if isQuoted { TransferEncoding.appendUnquoted(piece, to: &bytes) } else { bytes += piece }
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    let charset = parameter("CHARSET")
    let declared = charset.flatMap(TextEncoding.named)
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    // A file as a whole has been made UTF-8 by now, which CHARSET does not know of; quoted bytes have not.
    if isUTF8, !isQuoted || declared ?? .utf8 == .utf8 { return bytes }
    if let charset, declared == nil { throw ContentLineError(line: number, .unknownCharset(charset)) }
    let encoding = declared ?? .windows1252
    guard encoding != .utf8, isQuoted || charset != nil else { throw notText }
    var text: [UInt8] = []
    var decoder = TextDecoder(encoding: encoding)
    decoder.decode(bytes[...], into: &text)
    return text
  }

  /// Takes escapes and carriage returns out.
  private func unescape(_ bytes: inout [UInt8], _ escapes: ContentEscapes) {
    var end = 0
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      let following = index + 1 < bytes.count ? bytes[index + 1] : nil
      if byte == UInt8(ascii: "\\"), let following, let meant = escapes.meaning(of: following) {
        byte = meant
        index += 1
      } else if byte == .carriageReturn {
        byte = .lineFeed
        if following == .lineFeed { index += 1 }
      }
      bytes[end] = byte
      end += 1
      index += 1
    }
    bytes.removeLast(bytes.count - end)
  }
}

extension ContentEscapes {
  /// What a byte after a backslash means; nil where the backslash stands for itself.
  fileprivate func meaning(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ":"): byte
    case UInt8(ascii: "n"), UInt8(ascii: "N"): self == .all ? .lineFeed : nil
    default: nil
    }
  }
}
