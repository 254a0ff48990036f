/// The line over a quotation that says whose words it is: "On Monday Ann Smith wrote:".
struct Attribution {
  private let lines: ReplyLines

  init(_ lines: ReplyLines) {
    self.lines = lines
  }

  /// Where it begins, which may be some lines before the quotation; nil when there is none.
  ///
  /// In whatever language it is, it ends in a colon.
  func start(before quote: Int) -> Int? {
    guard let end = lines.lastWritten(in: max(quote - 3, 0)..<quote), lines[end].isOwn, ends(at: end) else {
      return nil
    }
    // A program breaks it like any other text; the date is in its first line, or begins there.
    let paragraph = (max(end - 2, 0)...end).reversed().prefix { lines[$0].isOwn }
    guard let dated = paragraph.first(where: { lines[$0].hasDigit }) else { return end }
    let isBroken = paragraph.contains(dated - 1) && !begins(at: dated) && begins(at: dated - 1)
    return isBroken ? dated - 1 : dated
  }

  /// Where the quotation begins that the line introduces without marks in front of its lines; nil when it
  /// does not.
  ///
  /// Without marks only the words tell, of which the languages that mail is most written in are known.
  func unmarkedQuote(introducedAt start: Int) -> Int? {
    guard begins(at: start) else { return nil }
    let paragraph = (start..<min(start + 3, lines.count)).prefix { lines[$0].isOwn }
    guard let end = paragraph.first(where: ends) else { return nil }
    let introduction = paragraph.prefix { $0 <= end }
    guard introduction.contains(where: { lines[$0].holds(oneOf: ReplyWords.wrote) }),
      introduction.contains(where: hasTimeOrYear),
      let quote = lines.firstWritten(in: (end + 1)..<lines.count), !lines[quote].isQuoted
    else { return nil }
    return quote
  }

  private func begins(at index: Int) -> Bool {
    let text = lines[index].text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == .space }
    let word = text.prefix(Self.longestFirstWord).prefix { $0 > .space }
    return word.count < Self.longestFirstWord
      && ReplyWords.on.contains(SearchKey.fold(String(Substring(word))))
  }

  /// No line begins with a longer word that introduces a quotation.
  private static let longestFirstWord = 6

  private func ends(at index: Int) -> Bool {
    let text = lines[index].text.utf8.reversed().drop { $0 <= .space }
    // A colon, a full-width one, or hyphens around it all.
    return text.first == UInt8(ascii: ":") || text.starts(with: "：".utf8.reversed())
      || text.starts(with: "--".utf8) && lines[index].text.hasPrefix("--") && lines[index].hasDigit
  }

  private func hasTimeOrYear(_ index: Int) -> Bool {
    let bytes = Array(lines[index].text.utf8)
    let isTime = bytes.indices.dropFirst().dropLast().contains {
      bytes[$0] == UInt8(ascii: ":") && bytes[$0 - 1].digit != nil && bytes[$0 + 1].digit != nil
    }
    let numbers = bytes.split { $0.digit == nil }
    return isTime
      || numbers.contains { $0.count == 4 && ($0.starts(with: "19".utf8) || $0.starts(with: "20".utf8)) }
  }
}
