import Bytes
import TestSupport
import Testing

@testable import Editing

/// What is drawn, as a terminal shows it.
@Suite struct PainterTests {
  @Test func aLineIsDrawnWithItsCursor() {
    let terminal = drawn(before: "open de", after: "als")
    #expect(terminal.text == ["crm> open deals"])
    #expect(terminal.cursor == (0, 12))
  }

  @Test func aLongLineGoesOnInTheNextRow() {
    let terminal = drawn(before: "0123456789abcdef", after: "ghij", columns: 10)
    #expect(terminal.text == ["crm> 01234", "56789abcde", "fghij"])
    #expect(terminal.cursor == (2, 1))
  }

  @Test func behindAFullRowTheCursorIsInTheNext() {
    let terminal = drawn(before: "01234", columns: 10)
    #expect(terminal.text == ["crm> 01234"])
    #expect(terminal.cursor == (1, 0))
  }

  @Test func aWideCharacterIsNotCut() {
    let terminal = drawn(before: "0123漢字e\u{301}", columns: 10)
    #expect(terminal.text == ["crm> 0123", "漢字e\u{301}"])
    #expect(terminal.cursor == (1, 5))
  }

  @Test func whatATerminalWouldActOnIsShownByItsNumber() {
    let terminal = drawn(before: "a\u{1B}[2J\u{7}\u{202E}\u{9B}b")
    #expect(terminal.text == ["crm> a<U+001B>[2J<U+0007><U+202E><U+009B>b"])
    #expect(terminal.unknown.isEmpty)
  }

  @Test func aNoteStandsBelow() {
    let terminal = drawn(before: "/", note: "/help  /quit", columns: 10)
    #expect(terminal.text == ["crm> /", "/help  /qu", "it"])
    #expect(terminal.cursor == (0, 6))
  }

  @Test func ofALineThatIsTooHighTheRowsAroundTheCursorAreShown() {
    let digits = String(repeating: "0123456789", count: 9)
    var painter = Painter()
    var terminal = VirtualTerminal(columns: 10, rows: 3)
    let size = Picture.Size(columns: 10, rows: 3)
    terminal.write(painter.show(Picture(prompt: "", isStyled: false, before: digits + "x", size: size)))
    #expect(terminal.text == ["0123456789", "0123456789", "x"])
    terminal.write(
      painter.show(Picture(prompt: ">", isStyled: false, before: "", after: digits, size: size)))
    #expect(terminal.text == [">012345678", "9012345678", "9012345678"])
    #expect(terminal.cursor == (0, 1))
  }

  @Test func whatStaysTheSameIsNotWrittenAgain() {
    var painter = Painter()
    let size = Picture.Size(columns: 10, rows: 24)
    func picture(_ text: String) -> Picture {
      Picture(prompt: "> ", isStyled: true, before: text, size: size)
    }
    #expect(painter.show(picture("0123456789")).contains("\u{1B}[1m> \u{1B}[0m01234567"))
    #expect(painter.show(picture("0123456789")) == "")
    let change = painter.show(picture("0123456789a"))
    #expect(change == "\r89a\u{1B}[K\r\u{1B}[3C")
  }

  @Test func leavingKeepsThePictureAndErasingDoesNot() {
    let size = Picture.Size(columns: 10, rows: 24)
    let picture = Picture(prompt: "", isStyled: false, before: "0123", after: "456789ab", size: size)
    var (painter, terminal) = (Painter(), VirtualTerminal(columns: 10, rows: 24))
    terminal.write(painter.show(picture) + painter.leave() + "$ ")
    #expect(terminal.text == ["0123456789", "ab", "$"])
    (painter, terminal) = (Painter(), VirtualTerminal(columns: 10, rows: 24))
    terminal.write("said\n" + painter.show(picture) + painter.erase(columns: 10) + "$ ")
    #expect(terminal.text == ["said", "$"])
  }

  /// A terminal that becomes narrower breaks rows in several.
  @Test(arguments: [(columns: 10, rows: 2), (5, 4), (3, 8), (20, 2)])
  func aNarrowerTerminalHasMoreRowsAboveTheCursor(columns: Int, rows: Int) {
    let size = Picture.Size(columns: 10, rows: 24)
    let picture = Picture(prompt: "", isStyled: false, before: "0123456789abcdefghij", size: size)
    #expect(picture.cursor == Picture.Spot(row: 2, column: 0))
    #expect(picture.rowsAboveCursor(at: columns) == rows)
  }

  /// Whatever is typed, the terminal shows the line as it is, and the cursor in its place.
  @Test(arguments: [(columns: 7, rows: 24), (columns: 12, rows: 4), (columns: 80, rows: 2)])
  func theTerminalShowsTheLineWhateverIsTyped(columns: Int, rows: Int) {
    var random = SeededGenerator(seed: UInt64(columns))
    let keys: [Key] = [
      .text("a"), .text("b"), .text("漢"), .text("\u{301}"), .text("😀"), .text(" "),
      .paste("one two\tthree\n"),
      .paste("\u{1B}[J"), .left, .left, .right, .wordLeft, .wordRight, .home, .end, .backspace, .delete,
      .control("k"), .control("y"), .control("w"), .control("t"), .control("_"), .up, .down, .tab,
      .control("r"), .control("g"), .escape,
    ]
    var editor = LineEditor(history: History(["open deals", String(repeating: "long ", count: 9)])) { text in
      [text + "x", text + "yy"]
    }
    let size = Picture.Size(columns: columns, rows: rows)
    var painter = Painter()
    var terminal = VirtualTerminal(columns: columns, rows: rows)
    for _ in 0..<1000 {
      guard let key = keys.randomElement(using: &random) else { return }
      _ = editor.take(key)
      let picture = editor.picture(prompt: "> ", isStyled: false, size: size)
      terminal.write(painter.show(picture))
      var (fresh, other) = (Painter(), VirtualTerminal(columns: columns, rows: rows))
      other.write(fresh.show(picture))
      #expect(terminal.text == other.text, "\(key)")
      #expect(terminal.cursor == (picture.cursor.row, picture.cursor.column), "\(key)")
      #expect(picture.rows.count <= rows && picture.rows.allSatisfy { $0.width <= columns })
      #expect(terminal.unknown.isEmpty)
    }
  }

  private func drawn(
    before: String, after: String = "", note: String = "", columns: Int = 80
  ) -> VirtualTerminal {
    var painter = Painter()
    var terminal = VirtualTerminal(columns: columns, rows: 24)
    let size = Picture.Size(columns: columns, rows: 24)
    terminal.write(
      painter.show(
        Picture(prompt: "crm> ", isStyled: false, before: before, after: after, note: note, size: size)))
    return terminal
  }
}
