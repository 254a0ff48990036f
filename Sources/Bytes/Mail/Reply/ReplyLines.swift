/// The lines of a text, with what matters for finding quotations in it.
struct ReplyLines {
  struct Line {
    let text: Substring
    let isBlank: Bool
    /// Whether a quotation mark of mail begins it.
    let isQuoted: Bool

    /// Whether words of the sender may stand on it.
    var isOwn: Bool { !isBlank && !isQuoted }

    init(_ text: Substring) {
      self.text = text
      let first = text.utf8.first { $0 > .space }
      isBlank = first == nil || (first ?? 0 >= 0x80 && text.allSatisfy(\.isWhitespace))
      isQuoted = text.utf8.first == UInt8(ascii: ">")
    }

    /// The line as it is compared with words.
    var key: String { SearchKey.fold(String(text)) }

    var hasDigit: Bool { text.utf8.contains { $0.digit != nil } }

    /// Whether one of some search keys stands on the line, be it within a word.
    func holds(oneOf keys: some Sequence<String>) -> Bool {
      let key = Array(self.key.utf8)[...]
      return keys.contains { key.firstIndex(of: $0, from: 0) != nil }
    }
  }

  private let lines: [Line]

  init(_ text: String) {
    lines = text.utf8.split(separator: .lineFeed, omittingEmptySubsequences: false).map {
      Line(Substring($0))
    }
  }

  var count: Int { lines.count }

  subscript(index: Int) -> Line { lines[index] }

  /// The first line of a range that is not blank.
  func firstWritten(in range: Range<Int>) -> Int? {
    range.first { !lines[$0].isBlank }
  }

  /// The last line of a range that is not blank.
  func lastWritten(in range: Range<Int>) -> Int? {
    range.last { !lines[$0].isBlank }
  }

  /// How many lines of a range are not blank.
  func written(in range: Range<Int>) -> Int {
    range.count { !lines[$0].isBlank }
  }

  /// The text of some ranges, one under the other, without blank lines at its ends.
  func text(_ ranges: [Range<Int>]) -> String {
    let indices = ranges.joined()
    guard let first = indices.first(where: { !lines[$0].isBlank }),
      let last = indices.last(where: { !lines[$0].isBlank })
    else { return "" }
    return indices.filter { first...last ~= $0 }.map { lines[$0].text }.joined(separator: "\n")
  }
}
