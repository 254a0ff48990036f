/// A call of a model, as the log has it.
package struct ModelCall: Hashable, Sendable {
  /// The command that asked, and the version of its prompt.
  package var purpose: String
  package var promptVersion: String
  package var engine: String
  package var model: String
  package var digest: String?
  package var promptTokens: Int?
  package var answerTokens: Int?
  package var milliseconds: Int
  /// `ok`, or the kind of failure.
  package var outcome: String
  /// What was said; nil unless it is to be kept.
  package var words: Words?

  package struct Words: Hashable, Sendable {
    package var prompt: String
    package var answer: String

    package init(prompt: String, answer: String) {
      self.prompt = prompt
      self.answer = answer
    }
  }

  package init(
    purpose: String, promptVersion: String, engine: String, model: String, digest: String?,
    promptTokens: Int?, answerTokens: Int?, milliseconds: Int, outcome: String, words: Words?
  ) {
    self.purpose = purpose
    self.promptVersion = promptVersion
    self.engine = engine
    self.model = model
    self.digest = digest
    self.promptTokens = promptTokens
    self.answerTokens = answerTokens
    self.milliseconds = milliseconds
    self.outcome = outcome
    self.words = words
  }
}
