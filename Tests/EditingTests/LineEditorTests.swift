import Testing

@testable import Editing

@Suite struct LineEditorTests {
  @Test func enterSendsTheLineAndBeginsAnother() {
    var editor = LineEditor()
    type("open deals", into: &editor)
    #expect(editor.take(.enter) == .sent("open deals"))
    #expect(editor.line.isEmpty)
  }

  @Test func aPastedLineBreakSendsNothing() {
    var editor = LineEditor()
    #expect(editor.take(.paste("delete Acme\nyes\n")) == .edited)
    #expect(editor.take(.enter) == .sent("delete Acme yes"))
  }

  @Test func controlKeysOnAnEmptyLine() {
    var editor = LineEditor()
    #expect(editor.take(.control("c")) == .interrupted)
    #expect(editor.take(.control("d")) == .left)
    #expect(editor.take(.control("z")) == .suspended)
    #expect(editor.take(.control("l")) == .clearsScreen)
    type("abc", into: &editor)
    #expect(editor.take(.control("c")) == .edited)
    #expect(editor.line.isEmpty)
    #expect(editor.take(.control("_")) == .edited)
    #expect(editor.line.text == "abc")
    _ = editor.take(.home)
    #expect(editor.take(.control("d")) == .edited)
    #expect(editor.line.text == "bc")
  }

  @Test func keysUnknownToItChangeNothing() {
    var editor = LineEditor()
    type("abc", into: &editor)
    for key in [Key.alt("x"), .control("q"), .escape] { #expect(editor.take(key) == .edited) }
    #expect(editor.line.text == "abc")
  }

  // MARK: History

  @Test func theHistoryIsWalkedThroughAndLeft() {
    var editor = LineEditor(history: History(["one", "two", "two", "three"]))
    type("dra", into: &editor)
    #expect(texts(&editor, [.up]) == ["dra"], "nothing begins so")
    _ = editor.take(.control("u"))
    #expect(texts(&editor, [.up, .up, .up, .up]) == ["three", "two", "one", "one"])
    #expect(texts(&editor, [.down, .down, .down, .down]) == ["two", "three", "", ""])
  }

  @Test func whatWasBegunIsKeptAndNarrowsTheHistory() {
    var editor = LineEditor(history: History(["open deals", "tasks", "open tasks"]))
    type("open", into: &editor)
    #expect(texts(&editor, [.up, .up, .up]) == ["open tasks", "open deals", "open deals"])
    #expect(texts(&editor, [.down, .down]) == ["open tasks", "open"])
    #expect(texts(&editor, [.up, .text("!"), .up]) == ["open tasks", "open tasks!", "open tasks!"])
  }

  @Test func theHistoryTakesNoBlanksAndNoRepetitions() {
    var history = History()
    for line in ["a", "a", " ", "", "b", "a"] { history.add(line) }
    #expect(history.lines == ["a", "b", "a"])
    for number in 0..<2000 { history.add("\(number)") }
    #expect(history.lines.count == 1000)
    #expect(history.lines.last == "1999")
  }

  // MARK: Search

  @Test func searchingFindsOlderLinesByWordsOfThem() {
    var editor = LineEditor(history: History(["move Acme to won", "open deals", "move Bolt to lost"]))
    type("kept", into: &editor)
    _ = editor.take(.control("r"))
    type("MOVE", into: &editor)
    #expect(editor.found == "move Bolt to lost")
    _ = editor.take(.control("r"))
    #expect(editor.found == "move Acme to won")
    _ = editor.take(.control("r"))
    #expect(editor.found == "move Acme to won")
    #expect(editor.search?.isFound == false)
    #expect(editor.line.text == "kept")
    #expect(editor.take(.enter) == .sent("move Acme to won"))
    #expect(editor.search == nil)
  }

  @Test func aSearchThatIsLeftChangesNothing() {
    for key in [Key.control("g"), .control("c")] {
      var editor = LineEditor(history: History(["one"]))
      type("kept", into: &editor)
      _ = editor.take(.control("r"))
      type("on", into: &editor)
      #expect(editor.take(key) == .edited)
      #expect(editor.line.text == "kept")
    }
  }

  @Test func aKeyOfTheLineTakesWhatWasFound() {
    var editor = LineEditor(history: History(["open deals", "x"]))
    _ = editor.take(.control("r"))
    type("opx", into: &editor)
    #expect(editor.search?.isFound == false)
    _ = editor.take(.backspace)
    #expect(editor.found == "open deals")
    _ = editor.take(.wordLeft)
    _ = editor.take(.control("k"))
    #expect(editor.line.text == "open ")
  }

  // MARK: Completion

  @Test func tabGoesOnAsFarAsThereIsOneWay() {
    var editor = LineEditor { text in ["/clear ", "/sessions ", "/sources "].filter { $0.hasPrefix(text) } }
    type("/c", into: &editor)
    _ = editor.take(.tab)
    #expect(editor.line.text == "/clear ")
    #expect(editor.note == "")
    _ = editor.take(.control("u"))
    type("/", into: &editor)
    _ = editor.take(.tab)
    #expect(editor.line.text == "/")
    #expect(editor.note == "/clear  /sessions  /sources")
    type("s", into: &editor)
    #expect(editor.note == "")
    _ = editor.take(.tab)
    #expect(editor.line.text == "/s")
    type("x", into: &editor)
    _ = editor.take(.tab)
    #expect(editor.line.text == "/sx")
  }

  private func type(_ text: String, into editor: inout LineEditor) {
    for character in text { _ = editor.take(.text(String(character))) }
  }

  private func texts(_ editor: inout LineEditor, _ keys: [Key]) -> [String] {
    keys.map { key in
      _ = editor.take(key)
      return editor.line.text
    }
  }
}
