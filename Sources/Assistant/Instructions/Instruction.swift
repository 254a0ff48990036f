package import Models
package import Store

/// What an instruction comes to, once it is understood or not.
package enum Instruction: Sendable {
  /// Changes, with a sentence for each, and the record that "it" means from now on.
  case plan(Plan, confirmations: [String], subject: StoreError.Candidate?)
  /// Something has to be said first: a question, and the records among which one is meant by some words.
  case clarify(String, words: String, [StoreError.Candidate])
  /// It cannot be done, and why.
  case refuse(String)
  /// It asks something, and so changes nothing.
  case question
  /// It was not understood: a sentence about that.
  case unknown(String)
}

/// Why an instruction is not carried out; thrown by the readers of its parts.
enum Obstacle: Error {
  case clarify(String, words: String, [StoreError.Candidate])
  case refuse(String)
}
