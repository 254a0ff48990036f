internal import Bytes

/// Columns of cards side by side, as many as fit the width; the others follow below.
struct Board {
  let width: Int
  let isStyled: Bool

  struct Column {
    var title: String
    /// Lines below the title.
    var summary: [String]
    /// Each card is a few lines.
    var cards: [[String]]
  }

  /// A column is not made narrower than this, nor wider than there is use for.
  private static let widths = 16...32
  private static let gap = 2

  /// The board as lines of text that are safe to send to a terminal.
  func text(_ columns: [Column]) -> String {
    let fitting = max(1, (width + Self.gap) / (Self.widths.lowerBound + Self.gap))
    // Bands of equal length look better than a full one and a rest.
    let bands = (columns.count + fitting - 1) / fitting
    let across = bands == 0 ? 0 : (columns.count + bands - 1) / bands
    var text = ""
    var rest = columns[...]
    while !rest.isEmpty {
      if !text.isEmpty { text += "\n" }
      text += band(Array(rest.prefix(across)), across)
      rest = rest.dropFirst(across)
    }
    return text
  }

  private func band(_ columns: [Column], _ across: Int) -> String {
    let cell = min(Self.widths.upperBound, (width + Self.gap) / across - Self.gap)
    var text = line(columns.map(\.title), cell, isBold: isStyled)
    let height = columns.map(\.summary.count).max() ?? 0
    for row in 0..<height { text += line(columns.map { $0.summary[at: row] }, cell) }
    let bodies = columns.map { column in column.cards.flatMap { [""] + $0 } }
    for row in 0..<(bodies.map(\.count).max() ?? 0) { text += line(bodies.map { $0[at: row] }, cell) }
    return text
  }

  private func line(_ cells: [String], _ width: Int, isBold: Bool = false) -> String {
    var line = ""
    // Spaces are written only before something, so that no line ends in them.
    var spaces = 0
    for cell in cells {
      let text = DisplayWidth.truncated(TerminalText.sanitise(cell), to: width)
      if !text.isEmpty {
        line += String(repeating: " ", count: spaces) + (isBold ? "\u{1b}[1m\(text)\u{1b}[0m" : text)
        spaces = 0
      }
      spaces += width - DisplayWidth.of(text) + Self.gap
    }
    return line + "\n"
  }
}

extension [String] {
  /// The line at an index; nothing beyond the last one.
  fileprivate subscript(at index: Int) -> String { index < count ? self[index] : "" }
}
