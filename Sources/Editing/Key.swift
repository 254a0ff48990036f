/// What a person does at a keyboard, as far as it means something to a line.
package enum Key: Hashable, Sendable {
  case text(String)
  /// What was pasted, with its line breaks.
  case paste(String)
  case enter, tab, escape
  case backspace, delete, deleteWord
  case up, down, left, right, wordLeft, wordRight, home, end
  /// A lower-case letter, or `_`, with the control key.
  case control(Character)
  /// A character with the Alt key, or after an escape.
  case alt(Character)
}
