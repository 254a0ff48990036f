/// A block of a discussion: a paragraph to be filled, or lines to be shown as they stand.
enum DiscussionBlock: Equatable {
  case paragraph(String)
  case literal([String])

  /// The blocks of a text; a blank line ends a block, and one whose first line is indented is literal.
  static func blocks(of text: String) -> [DiscussionBlock] {
    var blocks: [DiscussionBlock] = []
    var lines: [String] = []
    func finish() {
      guard let first = lines.first else { return }
      blocks.append(first.first == " " ? .literal(lines) : .paragraph(lines.joined(separator: " ")))
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == " " }) { finish() } else { lines.append(String(line)) }
    }
    finish()
    return blocks
  }
}
