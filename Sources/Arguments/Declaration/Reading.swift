/// How a word of the command line becomes a value: what help calls it, which words are good, where
/// completion finds them, and the function that reads one.
package struct Reading<Value: Sendable>: Sendable {
  /// The word help puts between angle brackets.
  package let placeholder: String
  /// The only words that read, or empty where others do too.
  package let choices: [String]
  package let completion: CompletionSource
  /// Reads a word; the failure says what is wrong with it and never names the option, which only the
  /// parser knows.
  package let read: @Sendable (String) throws(ReadingFailure) -> Value

  package init(
    _ placeholder: String,
    choices: [String] = [],
    completion: CompletionSource = .nothing,
    read: @escaping @Sendable (String) throws(ReadingFailure) -> Value
  ) {
    self.placeholder = placeholder
    self.choices = choices
    self.completion = completion
    self.read = read
  }

  /// The same reading with values that only the caller's data knows, asked for by `kind`.
  package func completed(by kind: String) -> Reading {
    Reading(placeholder, choices: choices, completion: .dynamic(kind), read: read)
  }

  /// The same reading without its type, for a list of declarations of any type.
  var erased: Reading<any Sendable> {
    Reading<any Sendable>(placeholder, choices: choices, completion: completion) {
      [read] word throws(ReadingFailure) in try read(word)
    }
  }
}

/// Where completion finds values, apart from choices.
package enum CompletionSource: Sendable, Equatable {
  case nothing
  case files
  /// Values of the caller's data, by a name the caller gave.
  case dynamic(String)
}

/// Why a word is not a value.
package enum ReadingFailure: Error, Equatable {
  /// What was expected, to follow the word "expected": `a whole number`.
  case expected(String)
  /// The word is none of these.
  case notAmong([String])
  /// A reason of the caller's, to follow a colon: `February has 28 days`.
  case because(String)
}
