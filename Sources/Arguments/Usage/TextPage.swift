/// A page of plain text under construction: headings, filled paragraphs, lists of terms.
struct TextPage {
  let width: Int
  /// Whether headings are bold, by the escape sequences of ECMA-48.
  let isStyled: Bool
  private(set) var text = ""

  private static let indent = 2
  /// A longer term stands on a line of its own.
  private static let longestTerm = 28

  init(width: Int, isStyled: Bool) {
    self.width = min(max(width, 40), 100)
    self.isStyled = isStyled
  }

  mutating func heading(_ title: String) {
    blankLine()
    text += isStyled ? "\u{1B}[1m\(title)\u{1B}[0m\n" : "\(title)\n"
  }

  mutating func paragraph(_ words: String) {
    blankLine()
    fill(words, indent: 0, column: 0)
  }

  mutating func discussion(_ text: String) {
    for block in DiscussionBlock.blocks(of: text) {
      switch block {
      case .paragraph(let words): paragraph(words)
      case .literal(let lines):
        blankLine()
        for line in lines { verbatim(line, indent: 0) }
      }
    }
  }

  /// Examples: what each does, and below it the line to paste.
  mutating func examples(_ examples: [Example]) {
    for (index, example) in examples.enumerated() {
      if index > 0 { blankLine() }
      line(example.summary + ":")
      verbatim(example.line, indent: Self.indent * 2)
    }
  }

  /// A line that continues, where it is too long, further to the right.
  mutating func line(_ words: String) {
    spaces(Self.indent)
    fill(words, indent: Self.indent * 3, column: Self.indent)
  }

  /// Terms on the left, what they mean on the right of the longest.
  mutating func terms(_ terms: [(term: String, meaning: String)]) {
    var longest = 0
    for (term, _) in terms where term.count <= Self.longestTerm { longest = max(longest, term.count) }
    let column = Self.indent + longest + 2
    for (term, meaning) in terms {
      spaces(Self.indent)
      text += term
      if meaning.isEmpty {
        text += "\n"
        continue
      }
      if term.count > longest {
        text += "\n"
        spaces(column)
      } else {
        spaces(column - Self.indent - term.count)
      }
      fill(meaning, indent: column, column: column)
    }
  }

  /// A line that is never broken, so that it can be pasted.
  private mutating func verbatim(_ line: String, indent: Int) {
    spaces(indent)
    text += line + "\n"
  }

  private mutating func blankLine() {
    if !text.isEmpty { text += "\n" }
  }

  private mutating func spaces(_ count: Int) {
    text += String(repeating: " ", count: count)
  }

  /// Adds words from `column` on and ends the line; each further line begins at `indent`.
  private mutating func fill(_ words: String, indent: Int, column start: Int) {
    var column = start
    var isFirst = true
    for word in words.split(separator: " ") {
      if !isFirst, column + 1 + word.count > width {
        text += "\n"
        spaces(indent)
        column = indent
        isFirst = true
      }
      if !isFirst {
        text += " "
        column += 1
      }
      text += word
      column += word.count
      isFirst = false
    }
    text += "\n"
  }
}
