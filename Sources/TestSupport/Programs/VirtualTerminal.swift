internal import Bytes

/// A terminal of some size, as far as programs use it that edit a line.
package struct VirtualTerminal {
  private let columns: Int
  private let height: Int
  /// The rows from the first that was ever written to; behind a wide character there is a NUL.
  private var rows: [[Character]] = [[]]
  /// The last row on the screen, counted from the first of `rows`.
  private var bottom: Int
  private var row = 0
  private var column = 0
  /// Sequences that it did not understand.
  package private(set) var unknown: [String] = []

  package init(columns: Int, rows: Int) {
    self.columns = columns
    height = rows
    bottom = rows - 1
  }

  /// The rows as they can be read, without empty ones at the end.
  package var text: [String] {
    var lines = rows.map { row in
      String(row.prefix(1 + (row.lastIndex { $0 != " " } ?? -1)).filter { $0 != "\0" })
    }
    while lines.count > 1, lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Where the cursor is; behind the last column it stands on the last.
  package var cursor: (row: Int, column: Int) { (row, min(column, columns - 1)) }

  package mutating func write(_ text: String) {
    var scalars = text.unicodeScalars[...]
    var plain = ""
    while let scalar = scalars.popFirst() {
      if scalar.value >= 0x20 {
        plain.unicodeScalars.append(scalar)
        continue
      }
      put(&plain)
      switch scalar {
      case "\r": column = 0
      case "\n": lineFeed()
      case "\u{1B}": act(&scalars)
      default: unknown.append("\(scalar.value)")
      }
    }
    put(&plain)
  }

  private mutating func put(_ text: inout String) {
    for character in text {
      let width = DisplayWidth.of(String(character))
      if width == 0 {
        join(character)
        continue
      }
      if column + width > columns {
        column = 0
        lineFeed()
      }
      while rows[row].count < column + width { rows[row].append(" ") }
      rows[row][column] = character
      if width == 2 { rows[row][column + 1] = "\0" }
      column += width
    }
    text = ""
  }

  /// Puts a mark onto the character before the cursor.
  private mutating func join(_ mark: Character) {
    guard let place = rows[row][..<column].lastIndex(where: { $0 != "\0" }) else { return }
    rows[row][place] = Character("\(rows[row][place])\(mark)")
  }

  private mutating func lineFeed() {
    row += 1
    if row == rows.count { rows.append([]) }
    bottom = max(bottom, row)
  }

  private mutating func act(_ scalars: inout Substring.UnicodeScalarView) {
    var sequence = ""
    while let scalar = scalars.popFirst() {
      sequence.unicodeScalars.append(scalar)
      if scalar != "[", (0x40...0x7E).contains(scalar.value) { break }
    }
    let number = Int(sequence.dropFirst().dropLast()) ?? 1
    switch sequence.last {
    // The cursor stops at the upper edge of the screen.
    case "A": row = max(row - number, bottom - height + 1, 0)
    case "C": column = min(column + number, columns - 1)
    case "K": rows[row].removeSubrange(min(column, columns - 1, rows[row].count)...)
    case "J" where sequence == "[J":
      rows[row].removeSubrange(min(column, rows[row].count)...)
      rows.removeSubrange((row + 1)...)
    case "H" where sequence == "[H": (row, column) = (max(bottom - height + 1, 0), 0)
    case "J" where sequence == "[2J":
      let top = max(bottom - height + 1, 0)
      for index in top..<rows.count { rows[index] = [] }
    case "m", "h", "l": break
    default: unknown.append(sequence)
    }
  }
}
