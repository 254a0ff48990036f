/// A value with parameters, as Content-Type and Content-Disposition have them (RFC 2045, section 5.1, and RFC
/// 2231).
struct MailParameters {
  /// What stands before the parameters, in lower case.
  private(set) var value: String

  private struct Piece {
    /// The name in lower case, without what RFC 2231 adds to it.
    let name: String
    /// Which piece of the value it is, where it is cut into some.
    let number: Int?
    /// Whether bytes are written with percent signs.
    let isExtended: Bool
    let bytes: ArraySlice<UInt8>
  }

  private var pieces: [Piece] = []

  init(_ body: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: body)
    value = TextEncoding.text(scanner.text(upTo: [UInt8(ascii: ";")]), in: nil).onOneLine.lowercased()
    while scanner.skip() {
      let name = scanner.text(upTo: [UInt8(ascii: ";"), UInt8(ascii: "=")]).trimmed
      guard scanner.rest.first == UInt8(ascii: "=") else { continue }
      _ = scanner.skip()
      pieces.append(Self.piece(name, scanner.text(upTo: [UInt8(ascii: ";")]).trimmed))
    }
  }

  /// The same parameters of another value.
  func replacing(value: String) -> MailParameters {
    var copy = self
    copy.value = value
    return copy
  }

  /// The value of a parameter, given in lower case; nil when there is none.
  subscript(name: String) -> String? {
    let named = pieces.filter { $0.name == name }
    // What is written in the newer way says more than what stands there for old programs.
    let numbered = named.filter { $0.number != nil }.sorted { $0.number ?? 0 < $1.number ?? 0 }
    let newer = numbered.isEmpty ? Array(named.filter(\.isExtended).prefix(1)) : numbered
    if newer.isEmpty { return named.first.map { EncodedWords.decode($0.bytes) } }

    var bytes: [UInt8] = []
    var charset: TextEncoding?
    for (index, piece) in newer.enumerated() {
      guard piece.isExtended else {
        bytes += piece.bytes
        continue
      }
      var text = piece.bytes
      // The first piece is charset'language'text (RFC 2231, section 4).
      let parts = text.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
      if index == 0, parts.count == 3 {
        charset = .named(String(decoding: parts[0], as: UTF8.self))
        text = parts[2]
      }
      TransferEncoding.appendUnquoted(text, escape: UInt8(ascii: "%"), to: &bytes)
    }
    return TextEncoding.text(bytes[...], in: charset).onOneLine
  }

  /// Reads a name such as `filename*1*`.
  private static func piece(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Piece {
    let parts = name.split(separator: UInt8(ascii: "*"), maxSplits: 2, omittingEmptySubsequences: false)
    let number = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) : nil
    return Piece(
      name: String(decoding: parts[0], as: UTF8.self).lowercased(), number: number,
      isExtended: parts.count == 3 || parts.count == 2 && number == nil, bytes: value)
  }
}

/// Goes through a value with its quoted strings and comments.
private struct Scanner {
  var rest: ArraySlice<UInt8>

  /// Goes past one byte; false at the end.
  mutating func skip() -> Bool {
    rest.popFirst() != nil
  }

  /// The text before the next of these bytes that is not quoted, without quotes and comments.
  mutating func text(upTo ends: [UInt8]) -> ArraySlice<UInt8> {
    var text: [UInt8] = []
    var isQuoted = false
    var depth = 0
    while let byte = rest.first {
      if !isQuoted, depth == 0, ends.contains(byte) { break }
      rest.removeFirst()
      switch byte {
      case UInt8(ascii: "\\") where isQuoted || depth > 0:
        if let escaped = rest.popFirst(), depth == 0 { text.append(escaped) }
      case UInt8(ascii: "\"") where depth == 0: isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where depth > 0 && !isQuoted: depth -= 1
      default: if depth == 0 { text.append(byte) }
      }
    }
    return text[...]
  }
}
