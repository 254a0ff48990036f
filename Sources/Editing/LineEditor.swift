/// A line as it is edited: what each key does to it, to the history of lines, and to what is shown below.
///
/// The keys are those of Emacs, which shells have taught everybody.
package struct LineEditor {
  /// What came of a key.
  package enum Event: Equatable {
    /// Something may have to be drawn, nothing else.
    case edited
    /// The line is complete; the next one has begun.
    case sent(String)
    /// Control-C on an empty line.
    case interrupted
    /// Control-D on an empty line.
    case left
    case suspended
    case clearsScreen
  }

  private(set) var line = EditedLine()
  private(set) var history: History
  /// Set while somebody looks for a line by words of it.
  private(set) var search: Search?
  /// What is shown below the line until the next key.
  package var note = ""
  /// All ways in which what is in front of the cursor can go on.
  private let completions: (String) -> [String]

  package init(history: History = History(), completions: @escaping (String) -> [String] = { _ in [] }) {
    self.history = history
    self.completions = completions
  }

  /// Does what a key says.
  package mutating func take(_ key: Key) -> Event {
    note = ""
    if search != nil, !takeInSearch(key) { return .edited }
    switch key {
    case .up, .control("p"):
      if let text = history.older(than: line.text) { line.replace(with: text) }
      return .edited
    case .down, .control("n"):
      if let text = history.newer(than: line.text) { line.replace(with: text) }
      return .edited
    default:
      history.settle()
    }
    switch key {
    case .enter: return send()
    case .tab: complete()
    case .text(let text): line.insert(text)
    case .paste(let text): line.paste(text)
    case .backspace: line.delete(to: .previous)
    case .delete: line.delete(to: .next)
    case .deleteWord: line.kill(to: .wordEnd)
    case .left: line.move(to: .previous)
    case .right: line.move(to: .next)
    case .wordLeft: line.move(to: .wordStart)
    case .wordRight: line.move(to: .wordEnd)
    case .home: line.move(to: .start)
    case .end: line.move(to: .end)
    case .control(let letter): return takeControl(letter)
    case .alt(let letter): takeAlt(letter)
    case .up, .down, .escape: break
    }
    return .edited
  }

  private mutating func takeControl(_ letter: Character) -> Event {
    switch letter {
    case "a": line.move(to: .start)
    case "b": line.move(to: .previous)
    case "c":
      if line.isEmpty { return .interrupted }
      line.replace(with: "")
    case "d":
      if line.isEmpty { return .left }
      line.delete(to: .next)
    case "e": line.move(to: .end)
    case "f": line.move(to: .next)
    case "k": line.kill(to: .end)
    case "l": return .clearsScreen
    case "r": search = Search(end: history.lines.count)
    case "t": line.transpose()
    case "u": line.kill(to: .start)
    case "w": line.kill(to: .blankBefore)
    case "y": line.yank()
    case "z": return .suspended
    case "_": line.undo()
    default: break
    }
    return .edited
  }

  private mutating func takeAlt(_ letter: Character) {
    switch letter {
    case "b": line.move(to: .wordStart)
    case "f": line.move(to: .wordEnd)
    case "d": line.kill(to: .wordEnd)
    case "\u{7F}": line.kill(to: .wordStart)
    default: break
    }
  }

  private mutating func send() -> Event {
    let text = line.text
    history.add(text)
    line.begin()
    return .sent(text)
  }

  /// Completes as far as there is one way to go on, and shows the ways where there are several.
  private mutating func complete() {
    let ways = completions(line.before)
    guard let first = ways.first else { return }
    let common = ways.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
    if common != line.before, common.hasPrefix(line.before) { line.replaceBefore(with: common) }
    if ways.count > 1 {
      note = ways.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }.joined(separator: "  ")
    }
  }

  // MARK: Searching

  /// Somebody who looks back for a line by words of it.
  struct Search {
    var words = ""
    /// The place of the line that has them, and before that the end of the history.
    var place: Int
    var isFound = true

    init(end: Int) { place = end }
  }

  /// The line that the search stands at.
  var found: String? {
    search.flatMap { history.lines.indices.contains($0.place) ? history.lines[$0.place] : nil }
  }

  /// Does what a key says of the search; whether it ended, and the key is for the line that was found.
  private mutating func takeInSearch(_ key: Key) -> Bool {
    guard var search else { return true }
    switch key {
    case .text(let text), .paste(let text):
      search.words += text
      look(&search, before: min(search.place + 1, history.lines.count))
    case .control("r"):
      look(&search, before: search.place)
    case .backspace:
      _ = search.words.popLast()
      look(&search, before: history.lines.count)
    case .control("c"), .control("g"):
      self.search = nil
      return false
    default:
      if let found { line.replace(with: found) }
      self.search = nil
      return true
    }
    self.search = search
    return false
  }

  /// Goes on to the latest line before `end` that has the words, or stays where it is.
  private func look(_ search: inout Search, before end: Int) {
    if search.words.isEmpty {
      search = Search(end: history.lines.count)
      return
    }
    let place = history.place(of: search.words, before: end)
    search.isFound = place != nil
    if let place { search.place = place }
  }
}
