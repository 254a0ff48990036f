package import Bytes

/// A conversation in plain language, as the database keeps it.
package struct KeptConversation: Sendable {
  /// Empty for the one that nobody named.
  package let name: String
  package let updatedAt: Timestamp
  package let messages: Int
  /// What it began with.
  package let opening: String?
}

/// What was said in a conversation at one time.
package struct KeptMessage: Sendable {
  package enum Role: String, Sendable {
    case user, assistant
  }

  package let at: Timestamp
  package let role: Role
  package let text: String
  /// Of an answer the Query and the sources, of an outcome the Plan and the action.
  package let details: JSONObject

  package init(_ role: Role, _ text: String, _ details: JSONObject = [:], at: Timestamp) {
    self.role = role
    self.text = text
    self.details = details
    self.at = at
  }
}
