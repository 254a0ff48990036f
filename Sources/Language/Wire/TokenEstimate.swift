/// How many tokens a text may be, without the model's own tokeniser.
///
/// Both bounds are meant to hold: whatever is below the upper one fits, and a server that read fewer than the lower one
/// has not read all of it.
package enum TokenEstimate {
  /// Never fewer than any common tokeniser makes: a token for three letters, or for each character of other scripts.
  package static func upper(_ text: String) -> Int {
    var letters = 0
    var others = 0
    for scalar in text.unicodeScalars {
      if scalar.value < 0x250 { letters += 1 } else { others += 1 }
    }
    return (letters + 2) / 3 + others
  }

  /// Never more: tokens of a dozen letters are rare in any language.
  package static func lower(_ text: String) -> Int { text.utf8.count / 12 }

  /// What a message costs besides its text.
  static let perMessage = 8

  package static func upper(_ messages: [Message]) -> Int {
    messages.reduce(0) { $0 + perMessage + upper($1.text) + upper($1.thinking) }
  }

  static func lower(_ messages: [Message]) -> Int {
    messages.reduce(0) { $0 + lower($1.text) }
  }
}
