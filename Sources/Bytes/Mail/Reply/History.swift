/// Earlier messages under a text that no marks in front of their lines set apart, as Outlook leaves them.
struct History {
  private let lines: ReplyLines

  init(_ lines: ReplyLines) {
    self.lines = lines
  }

  /// The line on which they begin; nil when there are none.
  var start: Int? {
    for index in 0..<lines.count where lines[index].isOwn {
      if beginsFields(at: index) { return divider(above: index) ?? index }
      if Attribution(lines).unmarkedQuote(introducedAt: index) != nil { return index }
    }
    return nil
  }

  /// Whether what a range begins with was passed on rather than answered.
  func isForwarded(_ range: Range<Int>) -> Bool {
    range.prefix(2).contains { lines[$0].holds(oneOf: ReplyWords.forwarded) }
  }

  /// Whether the fields of a message are written out from here on: who it is from and what it is about, first
  /// one or the other.
  private func beginsFields(at index: Int) -> Bool {
    guard let label = label(at: index) else { return false }
    let wanted =
      if ReplyWords.from.contains(label) {
        ReplyWords.subject
      } else if ReplyWords.subject.contains(label) {
        ReplyWords.from
      } else {
        Set<String>()
      }
    if wanted.isEmpty { return false }
    let block = (index + 1..<lines.count).lazy.filter { !lines[$0].isBlank }.prefix(Self.longest)
    return block.contains { self.label(at: $0).map(wanted.contains) ?? false }
  }

  /// So many lines may stand between the two, with all people to whom the message went.
  private static let longest = 12

  /// The line that sets a message apart: "-----Original Message-----", or nothing but hyphens or underscores.
  private func divider(above index: Int) -> Int? {
    // Other fields may stand before the one that was found.
    let fields = (max(index - 3, 0)..<index).reversed().prefix { label(at: $0) != nil && !isDivider(at: $0) }
    let first = fields.last ?? index
    guard let above = lines.lastWritten(in: max(first - 2, 0)..<first), isDivider(at: above) else {
      return nil
    }
    return above
  }

  private func isDivider(at index: Int) -> Bool {
    let line = lines[index]
    if !line.isOwn { return false }
    let text = line.text.utf8.drop { $0 <= .space }
    let isRuled = text.starts(with: "--".utf8) || text.starts(with: "__".utf8) || text.starts(with: "==".utf8)
    return isRuled || isForwarded(index..<index + 1)
  }

  /// What stands before the colon of "From: Ann Smith", also where stars make it bold.
  private func label(at index: Int) -> String? {
    let head = lines[index].text.utf8.prefix(40)
    let colon =
      head.firstIndex(of: UInt8(ascii: ":")) ?? head.indices.first { head[$0...].starts(with: "：".utf8) }
    guard let colon, lines[index].isOwn else { return nil }
    return SearchKey.fold(String(Substring(head[..<colon]).filter { $0 != "*" }))
  }
}
