/// Turns what a terminal shows into what it is to show: what stays the same is not written again, and nothing is wiped
/// away before it is written over, so that nothing flickers.
package struct Painter {
  private var shown: Picture?

  package init() {}

  /// What a terminal has to be sent to show a picture in place of the one it shows.
  package mutating func show(_ picture: Picture) -> String {
    if picture == shown { return "" }
    let old = shown?.rows ?? []
    var pen = Pen(row: shown?.cursor.row ?? 0)
    for (index, row) in picture.rows.enumerated() where !old.indices.contains(index) || old[index] != row {
      pen.go(to: index)
      pen.text += row.text
      // Behind a full row the cursor still stands on its last character, which would go as well.
      if row.width < picture.columns { pen.text += "\u{1b}[K" }
    }
    if old.count > picture.rows.count {
      pen.go(to: picture.rows.count)
      pen.text += "\u{1b}[J"
    }
    pen.go(to: picture.cursor.row)
    if picture.cursor.column > 0 { pen.text += "\u{1b}[\(picture.cursor.column)C" }
    shown = picture
    return pen.text
  }

  /// What takes the cursor to a row of its own below the picture, which stays.
  package mutating func leave() -> String {
    guard let picture = shown else { return "" }
    shown = nil
    var pen = Pen(row: picture.cursor.row)
    pen.go(to: picture.rows.count)
    return pen.text
  }

  /// What wipes the picture away, in a terminal that may have become so many columns wide and broken its rows anew.
  package mutating func erase(columns: Int) -> String {
    guard let picture = shown else { return "" }
    shown = nil
    let above = picture.rowsAboveCursor(at: columns)
    return (above > 0 ? "\u{1b}[\(above)A" : "") + "\r\u{1b}[J"
  }

  /// What wipes the screen away.
  package mutating func clearScreen() -> String {
    shown = nil
    return "\u{1b}[H\u{1b}[2J"
  }
}

/// What is written to a terminal, and the row it is in then.
private struct Pen {
  var text = ""
  private var row: Int

  init(row: Int) { self.row = row }

  /// Goes to the first column of a row; one below all others is made.
  mutating func go(to target: Int) {
    text += "\r"
    if target < row { text += "\u{1b}[\(row - target)A" }
    if target > row { text += String(repeating: "\n", count: target - row) }
    row = target
  }
}
