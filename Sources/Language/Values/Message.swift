package import Bytes

/// One message of a conversation with a model.
package struct Message: Hashable, Sendable {
  package enum Role: String, Sendable {
    case system, user, assistant, tool
  }

  package var role: Role
  package var text: String
  /// What a model that thinks aloud said before its answer.
  package var thinking: String
  /// Tools that an assistant's message asks for.
  package var calls: [ToolCall] = []
  /// In a tool's message, whose answer it is.
  package var answers: ToolCall?

  package init(_ role: Role, _ text: String, thinking: String = "") {
    self.role = role
    self.text = text
    self.thinking = thinking
  }

  /// What a tool answered to a call.
  package static func answer(to call: ToolCall, _ text: String) -> Message {
    var message = Message(.tool, text)
    message.answers = call
    return message
  }
}

/// A tool that a model wants to be used.
package struct ToolCall: Hashable, Sendable {
  /// The server's name for this call; made up here where it gave none.
  package let id: String
  package let name: String
  package let arguments: JSONObject

  package init(id: String, name: String, arguments: JSONObject) {
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

/// A tool that a model may ask for.
package struct Tool: Sendable {
  package let name: String
  package let help: String
  /// A schema of type object. Servers pass on types, enumerations and descriptions only, so limits are told in words.
  package let parameters: JSONObject

  package init(name: String, help: String, parameters: JSONObject) {
    self.name = name
    self.help = help
    self.parameters = parameters
  }
}
