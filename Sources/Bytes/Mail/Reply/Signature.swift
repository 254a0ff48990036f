/// The end of a text that is the same under every message of its sender.
struct Signature {
  private let lines: ReplyLines

  init(_ lines: ReplyLines) {
    self.lines = lines
  }

  /// The line on which the signature begins that ends a range; the end of the range when it has none.
  func start(in range: Range<Int>) -> Int {
    // Each may stand over the other.
    var start = separator(in: range) ?? range.upperBound
    start = device(in: range.lowerBound..<start) ?? start
    let words = range.lowerBound..<start
    return closing(in: words, isSigned: start < range.upperBound) ?? card(in: words) ?? start
  }

  /// Where a mailing list's words begin that end a range, which are nobody's; the end of the range when there
  /// are none.
  func listFooter(in range: Range<Int>) -> Int {
    let rule = tail(of: range).first { index in
      guard index + 1 < range.upperBound else { return false }
      return lines[index].text.utf8.starts(with: "______".utf8)
        && lines[index + 1].holds(oneOf: ["mailing list"])
        || isSeparator(index) && lines[index + 1].holds(oneOf: ["you received this message because"])
    }
    return rule ?? range.upperBound
  }

  private func separator(in range: Range<Int>) -> Int? {
    tail(of: range).last(where: isSeparator)
  }

  /// Whether two hyphens stand alone on a line (RFC 3676, section 4.3).
  func isSeparator(_ index: Int) -> Bool {
    let text = lines[index].text.utf8
    return text.starts(with: "--".utf8) && text.dropFirst(2).allSatisfy { $0 == .space }
  }

  /// "Sent from my iPhone".
  private func device(in range: Range<Int>) -> Int? {
    guard let last = lines.lastWritten(in: range), lines[last].text.utf8.count < 80 else { return nil }
    let key = lines[last].key
    return ReplyWords.sentFrom.contains(where: key.hasPrefix) ? last : nil
  }

  /// "Best regards," and what stands under it, which is no text; with `isSigned` nothing needs to.
  private func closing(in range: Range<Int>, isSigned: Bool) -> Int? {
    tail(of: range).last { index in
      guard ReplyWords.isClosing(lines[index].text) else { return false }
      let below = (index + 1..<range.upperBound).filter { !lines[$0].isBlank }
      return (isSigned || !below.isEmpty) && !below.prefix(3).contains(where: isSentence)
        && !below.contains(where: isPostscript)
    }
  }

  /// A last paragraph of a name and of ways to reach its bearer.
  private func card(in range: Range<Int>) -> Int? {
    guard let last = lines.lastWritten(in: range) else { return nil }
    let paragraph = (range.lowerBound...last).reversed().prefix {
      lines[$0].isOwn && lines[$0].text.utf8.count < 80
    }
    guard let first = paragraph.last, 2...8 ~= paragraph.count, isName(first),
      let before = lines.lastWritten(in: range.lowerBound..<first), before < first - 1,
      !lines[before].text.hasSuffix(":"), paragraph.contains(where: isContact),
      !paragraph.contains(where: isSentence)
    else { return nil }
    return first
  }

  /// The lines at the end of a range in which a signature is looked for, the last one first.
  private func tail(of range: Range<Int>) -> some Sequence<Int> & BidirectionalCollection<Int> {
    range.reversed().prefix { !lines[$0].isQuoted }.filter { !lines[$0].isBlank }.prefix(Self.longest)
  }

  /// Signatures with a page of law under them are no longer.
  private static let longest = 30

  private func isSentence(_ index: Int) -> Bool {
    let text = lines[index].text
    guard let last = text.last(where: { !$0.isWhitespace }), ".?!".contains(last) else { return false }
    return text.split(separator: " ").count > 3
  }

  private func isPostscript(_ index: Int) -> Bool {
    let key = lines[index].key
    return ["ps", "p.s", "pps", "p.p.s"].contains {
      key.hasPrefix($0) && !(key.dropFirst($0.count).first?.isLetter ?? false)
    }
  }

  /// Whether a line is a few words that all begin with a capital letter.
  private func isName(_ index: Int) -> Bool {
    let words = lines[index].text.split(separator: " ")
    return 1...4 ~= words.count && words.allSatisfy { $0.first?.isUppercase ?? false }
      && !lines[index].hasDigit
  }

  /// Whether a line has a telephone number or an address of mail.
  private func isContact(_ index: Int) -> Bool {
    let text = lines[index].text.utf8
    return text.contains(UInt8(ascii: "@"))
      || text.count { $0.digit != nil } >= 7 && !text.contains(UInt8(ascii: "/"))
  }
}
