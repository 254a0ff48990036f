/// Text in header fields, in which words of other character sets are written in ASCII (RFC 2047).
enum EncodedWords {
  private struct Word {
    /// Where it stands.
    let range: Range<Int>
    let charset: ArraySlice<UInt8>
    let bytes: [UInt8]
  }

  /// The text that the body of a field stands for, on one line.
  ///
  /// Bytes beyond ASCII that stand there as they are, which no standard allowed for long, are UTF-8 if they
  /// can be.
  static func decode(_ body: ArraySlice<UInt8>) -> String {
    var text = ""
    var rest = body
    // Neighbours in one character set are decoded as one: programs cut through characters.
    var run: (charset: ArraySlice<UInt8>, bytes: [UInt8])?
    func endRun() {
      guard let ended = run else { return }
      text += TextEncoding.text(ended.bytes[...], in: .named(String(decoding: ended.charset, as: UTF8.self)))
      run = nil
    }
    while let word = next(in: rest) {
      let gap = rest[..<word.range.lowerBound]
      // White space between two encoded words is not part of the text (section 6.2).
      if run == nil || !gap.allSatisfy(\.isBlank) {
        endRun()
        text += TextEncoding.text(gap, in: nil)
      }
      if run?.charset.elementsEqual(word.charset) == true {
        run?.bytes += word.bytes
      } else {
        endRun()
        run = (word.charset, word.bytes)
      }
      rest = rest[word.range.upperBound...]
    }
    endRun()
    return (text + TextEncoding.text(rest, in: nil)).onOneLine
  }

  /// Where the encoded word ends that begins a text; nil when none does.
  static func end(ofWordAt text: ArraySlice<UInt8>) -> Int? {
    word(at: text)?.range.upperBound
  }

  private static func next(in text: ArraySlice<UInt8>) -> Word? {
    var start = text.startIndex
    while let opening = text.firstIndex(of: "=?", from: start) {
      if let word = word(at: text[opening...]) { return word }
      start = opening + 2
    }
    return nil
  }

  /// The encoded word that begins a text: `=?charset?Q?text?=`, after the charset perhaps `*` and a language
  /// (RFC 2231, section 5).
  private static func word(at text: ArraySlice<UInt8>) -> Word? {
    let head = text.prefix(limit)
    let pieces = head.split(separator: UInt8(ascii: "?"), maxSplits: 3, omittingEmptySubsequences: false)
    guard pieces.count == 4, pieces[0].elementsEqual("=".utf8), !pieces[1].isEmpty, pieces[2].count == 1,
      let end = head.firstIndex(of: "?=", from: pieces[3].startIndex)
    else { return nil }
    let encoded = text[pieces[3].startIndex..<end]
    var bytes: [UInt8] = []
    if pieces[2].isEqual(to: "b") {
      bytes = TransferEncoding.base64(encoded)
    } else if pieces[2].isEqual(to: "q") {
      let spaced = encoded.map { $0 == UInt8(ascii: "_") ? .space : $0 }
      TransferEncoding.appendUnquoted(spaced[...], to: &bytes)
    } else {
      return nil
    }
    return Word(
      range: text.startIndex..<end + 2, charset: pieces[1].prefix { $0 != UInt8(ascii: "*") }, bytes: bytes)
  }

  /// How far the end of a word is looked for: words have 75 bytes at most (section 2), but programs that do
  /// not know fill a line with one, and a line has 998 (RFC 5322, section 2.1.1).
  private static let limit = 998
}

extension String {
  /// The text with each run of white space and control characters as one space, and none at the ends.
  package var onOneLine: String {
    // Most texts are words.
    if utf8.allSatisfy({ 0x21...0x7E ~= $0 }) { return self }
    var line = String.UnicodeScalarView()
    var isGap = false
    for scalar in unicodeScalars {
      if scalar.isGap {
        isGap = !line.isEmpty
      } else {
        if isGap { line.append(" ") }
        isGap = false
        line.append(scalar)
      }
    }
    return String(line)
  }
}

extension Unicode.Scalar {
  /// Whether it is white space or a control character.
  fileprivate var isGap: Bool {
    isASCII
      ? value <= 0x20 || value == 0x7F : properties.isWhitespace || properties.generalCategory == .control
  }
}
