internal import Bytes

/// What a terminal shows of a line: rows that fit its width, and where its cursor stands.
package struct Picture: Equatable {
  /// Columns and rows of a terminal.
  package struct Size: Equatable {
    package let columns: Int
    package let rows: Int

    /// A size in which a wide character has its place, whatever the terminal says.
    package init(columns: Int, rows: Int) {
      self.columns = max(columns, 2)
      self.rows = max(rows, 1)
    }
  }

  struct Row: Equatable {
    var text = ""
    var width = 0
  }

  struct Spot: Equatable {
    var row: Int
    var column: Int
  }

  private(set) var rows = [Row()]
  private(set) var cursor = Spot(row: 0, column: 0)
  let columns: Int

  /// The prompt, a line with the cursor in it, and a note below. Of a line with more rows than the terminal those around
  /// the cursor are shown. What a terminal would act on is shown by its number.
  package init(
    prompt: String, isStyled: Bool, before: String, after: String = "", note: String = "", size: Size
  ) {
    columns = size.columns
    add(prompt)
    if isStyled, rows.count == 1 { rows[0].text = "\u{1b}[1m\(rows[0].text)\u{1b}[0m" }
    add(before)
    // Behind a full row the cursor stands where the next character will.
    if rows[rows.count - 1].width == columns { rows.append(Row()) }
    cursor = Spot(row: rows.count - 1, column: rows[rows.count - 1].width)
    add(after)
    if !note.isEmpty {
      rows.append(Row())
      add(note)
    }
    show(size.rows)
  }

  /// Adds a text to the last row and to as many as it takes. No character is cut.
  private mutating func add(_ text: String) {
    for character in TerminalText.sanitise(text) {
      let text = String(character)
      let width = character.isASCII ? 1 : DisplayWidth.of(text)
      if rows[rows.count - 1].width + width > columns { rows.append(Row()) }
      rows[rows.count - 1].text += text
      rows[rows.count - 1].width += width
    }
  }

  /// Leaves so many rows, the cursor among them.
  private mutating func show(_ count: Int) {
    guard rows.count > count else { return }
    let first = min(max(0, cursor.row - count / 2), rows.count - count)
    rows = Array(rows[first..<first + count])
    cursor.row -= first
  }

  /// In how many rows below its first the cursor stands once the terminal has broken the rows at another width.
  func rowsAboveCursor(at columns: Int) -> Int {
    let above = rows[..<cursor.row].reduce(0) { $0 + max(1, ($1.width + columns - 1) / columns) }
    return above + cursor.column / columns
  }
}

extension LineEditor {
  /// What a terminal shows of the line, or of the search.
  package func picture(prompt: String, isStyled: Bool, size: Picture.Size) -> Picture {
    guard let search else {
      return Picture(
        prompt: prompt, isStyled: isStyled, before: line.before, after: line.after, note: note, size: size)
    }
    return Picture(
      prompt: "(\(search.isFound ? "search" : "not found"): \(search.words)) ", isStyled: isStyled,
      before: found ?? "", size: size)
  }
}
