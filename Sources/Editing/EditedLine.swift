/// A line that is being written, and the place in it where the next character goes.
package struct EditedLine: Sendable {
  /// A place in the line, seen from the cursor.
  package enum Place {
    case previous, next
    /// Where the word before the cursor begins: letters and digits, or whatever is no space.
    case wordStart, blankBefore
    case wordEnd
    case start, end
  }

  /// What was done last, where it counts for what is done next.
  private enum Step { case typed, killed, other }

  private struct State {
    var before = ""
    var after = ""
  }

  private var state = State()
  /// The line before each step, for undo.
  private var past: [State] = []
  private var last = Step.other
  private var killed = ""

  package init() {}

  /// What is in front of the cursor, and what is behind it.
  package var before: String { state.before }
  package var after: String { state.after }
  package var text: String { state.before + state.after }
  package var isEmpty: Bool { state.before.isEmpty && state.after.isEmpty }

  // MARK: Writing

  /// Puts a text in front of the cursor. What is typed in one go is undone in one go, word by word.
  package mutating func insert(_ text: String) {
    step(.typed, continues: last == .typed && text.first?.isWhitespace == false)
    state.before += text
  }

  /// Puts a text in front of the cursor, with its line breaks as spaces: a line is one line.
  package mutating func paste(_ text: String) {
    step(.other)
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    state.before += lines.joined(separator: " ")
  }

  /// Puts another text in place of the whole line, the cursor behind it.
  package mutating func replace(with text: String) {
    step(.other)
    state = State(before: text)
  }

  /// Puts another text in place of what is in front of the cursor.
  package mutating func replaceBefore(with text: String) {
    step(.other)
    state.before = text
  }

  /// Begins a new line, which has nothing to undo. What was killed can be put into it.
  package mutating func begin() {
    state = State()
    past = []
    last = .other
  }

  // MARK: Moving and taking away

  package mutating func move(to place: Place) {
    last = .other
    switch target(place) {
    case .before(let index):
      state.after = state.before[index...] + state.after
      state.before.removeSubrange(index...)
    case .after(let index):
      state.before += state.after[..<index]
      state.after.removeSubrange(..<index)
    }
  }

  /// Deletes what is between the cursor and a place.
  package mutating func delete(to place: Place) {
    step(.other)
    _ = cut(to: place)
  }

  /// Deletes what is between the cursor and a place, for `yank`. What is killed in one go is put back in one go.
  package mutating func kill(to place: Place) {
    let continues = last == .killed
    step(.killed)
    switch (cut(to: place), continues) {
    case (.before(let text), true): killed = text + killed
    case (.after(let text), true): killed += text
    case (.before(let text), false), (.after(let text), false): if !text.isEmpty { killed = text }
    }
  }

  /// Puts what was killed in front of the cursor.
  package mutating func yank() {
    step(.other)
    state.before += killed
  }

  /// Swaps the characters around the cursor, at the end the two before it.
  package mutating func transpose() {
    guard !before.isEmpty, text.count > 1 else { return }
    step(.other)
    if after.isEmpty { move(to: .previous) }
    let first = state.before.removeLast()
    let second = state.after.removeFirst()
    state.before += "\(second)\(first)"
  }

  /// Takes the last step back.
  package mutating func undo() {
    last = .other
    if let earlier = past.popLast() { state = earlier }
  }

  // MARK: Steps

  /// Begins a step, which undo takes back unless it only continues the one before.
  private mutating func step(_ step: Step, continues: Bool = false) {
    if !continues { past.append(state) }
    last = step
  }

  /// Something in front of the cursor or behind it.
  private enum Side<Value> {
    case before(Value)
    case after(Value)
  }

  private func target(_ place: Place) -> Side<String.Index> {
    switch place {
    case .previous:
      .before(before.index(before.endIndex, offsetBy: -1, limitedBy: before.startIndex) ?? before.startIndex)
    case .next:
      .after(after.index(after.startIndex, offsetBy: 1, limitedBy: after.endIndex) ?? after.endIndex)
    case .wordStart: .before(start(of: Self.isOfWord))
    case .blankBefore: .before(start { !$0.isWhitespace })
    case .wordEnd: .after(end(of: Self.isOfWord))
    case .start: .before(before.startIndex)
    case .end: .after(after.endIndex)
    }
  }

  private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private func start(of isWithin: (Character) -> Bool) -> String.Index {
    let rest = before[...].dropLast(while: { !isWithin($0) })
    return rest.dropLast(while: isWithin).endIndex
  }

  private func end(of isWithin: (Character) -> Bool) -> String.Index {
    after[...].drop(while: { !isWithin($0) }).drop(while: isWithin).startIndex
  }

  private mutating func cut(to place: Place) -> Side<String> {
    switch target(place) {
    case .before(let index):
      let text = String(state.before[index...])
      state.before.removeSubrange(index...)
      return .before(text)
    case .after(let index):
      let text = String(state.after[..<index])
      state.after.removeSubrange(..<index)
      return .after(text)
    }
  }
}

extension Substring {
  fileprivate func dropLast(while condition: (Character) -> Bool) -> Substring {
    guard let last = lastIndex(where: { !condition($0) }) else { return self[..<startIndex] }
    return self[...last]
  }
}
