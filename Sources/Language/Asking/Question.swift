/// A question to a model, apart from which model answers it.
package struct Question: Sendable {
  /// What asks, for the log: the name of a command.
  package let purpose: String
  /// The version of the prompt's wording. What was answered to another one does not count.
  package let version: String
  package var messages: [Message]
  /// Tools that the model may call; none where an object is asked for.
  package var tools: [Tool] = []

  package init(_ purpose: String, version: String, _ messages: [Message]) {
    self.purpose = purpose
    self.version = version
    self.messages = messages
  }
}
