import Editing
import Testing

/// What keys do to a line; `|` is the cursor.
@Suite struct EditedLineTests {
  @Test(arguments: [
    ("", "ab", "ab|"),
    ("a|c", "b", "ab|c"),
    ("caf|", "e\u{301}", "cafe\u{301}|"),
    ("e|x", "\u{301}", "e\u{301}|x"),
  ])
  func textGoesBeforeTheCursor(line: String, text: String, result: String) {
    #expect(after(line) { $0.insert(text) } == result)
  }

  @Test(arguments: [
    (EditedLine.Place.previous, "open de|als", "open d|eals"),
    (.previous, "|open", "|open"),
    (.previous, "👨‍👩‍👧|", "|👨‍👩‍👧"),
    (.next, "open| deals", "open |deals"),
    (.next, "open|", "open|"),
    (.wordStart, "open deals!? |", "open |deals!? "),
    (.wordStart, "|a", "|a"),
    (.wordEnd, "open|, big deals", "open, big| deals"),
    (.wordEnd, "a|.", "a.|"),
    (.blankBefore, "mail ann@acme.example |", "mail |ann@acme.example "),
    (.start, "open de|als", "|open deals"),
    (.end, "open de|als", "open deals|"),
  ])
  func theCursorMoves(place: EditedLine.Place, line: String, result: String) {
    #expect(after(line) { $0.move(to: place) } == result)
  }

  @Test(arguments: [
    (EditedLine.Place.previous, "ab|c", "a|c"),
    (.previous, "e\u{301}|", "|"),
    (.next, "a|bc", "a|c"),
    (.next, "a|", "a|"),
  ])
  func charactersAreDeleted(place: EditedLine.Place, line: String, result: String) {
    #expect(after(line) { $0.delete(to: place) } == result)
  }

  @Test func whatIsKilledInOneGoIsPutBackInOneGo() {
    #expect(
      after("one two three|") {
        $0.kill(to: .blankBefore)
        $0.kill(to: .blankBefore)
        $0.move(to: .start)
        $0.yank()
      } == "two three|one ")
    #expect(
      after("|one two three") {
        $0.kill(to: .wordEnd)
        $0.kill(to: .wordEnd)
        $0.yank()
        $0.yank()
      } == "one twoone two| three")
    #expect(
      after("one two|") {
        $0.kill(to: .blankBefore)
        $0.move(to: .start)
        $0.kill(to: .end)
        $0.yank()
      } == "one |")
    #expect(
      after("one|") {
        $0.kill(to: .start)
        $0.insert("x")
        $0.kill(to: .end)
        $0.yank()
      } == "xone|", "killing nothing keeps what was killed")
  }

  @Test(arguments: [("ab|", "ba|"), ("a|bc", "ba|c"), ("|ab", "|ab"), ("a|", "a|"), ("", "|")])
  func charactersAreSwapped(line: String, result: String) {
    #expect(after(line) { $0.transpose() } == result)
  }

  @Test func undoTakesBackWordByWord() {
    var line = EditedLine()
    for letter in "open deals" { line.insert(String(letter)) }
    line.kill(to: .start)
    #expect(line.isEmpty)
    var seen: [String] = []
    for _ in 0..<4 {
      line.undo()
      seen.append(line.text)
    }
    #expect(seen == ["open deals", "open", "", ""])
  }

  @Test(arguments: [
    ("open deals\n", "open deals|"), ("open\r\ndeals", "open deals|"), ("a\n\n\rb", "a b|"), ("\n", "|"),
    ("open\tdeals", "open\tdeals|"),
  ])
  func aPasteIsOneLine(pasted: String, result: String) {
    #expect(after("") { $0.paste(pasted) } == result)
  }

  @Test func whatWasKilledIsKeptForTheNextLine() {
    var line = self.line("one two|")
    line.kill(to: .blankBefore)
    line.begin()
    line.undo()
    #expect(line.isEmpty)
    line.yank()
    #expect(line.text == "two")
  }

  private func line(_ marked: String) -> EditedLine {
    var line = EditedLine()
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    line.insert(parts.joined())
    if parts.count == 2 {
      for _ in parts[1] { line.move(to: .previous) }
    }
    return line
  }

  private func after(_ marked: String, _ edit: (inout EditedLine) -> Void) -> String {
    var line = line(marked)
    edit(&line)
    return "\(line.before)|\(line.after)"
  }
}
