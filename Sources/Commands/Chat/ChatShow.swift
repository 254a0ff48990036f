internal import Arguments
internal import Bytes
internal import Store

extension ChatCommand {
  static let name = Operand(
    "name", .text("name").completed(by: "conversation"), help: "Its name; '' for the one that has none")

  static let show = Command<Action>(
    "show", "Show what was said in a conversation",
    discussion: """
      From the first message to the last. details are those of an answer, with its Query and sources, or of an outcome, \
      with its Plan and the action that crm undo takes back.
      """,
    arguments: [name],
    examples: [
      Example("crm chat show acme", "All of it"),
      Example("crm chat show acme | jq -r 'select(.role == \"user\") | .text' | crm chat", "Say it again"),
    ],
    action: .reads { call, session in
      let store = try session.store()
      try requireConversation(call[name], store)
      let printer = try RowPrinter(
        session, columns: ["type", "at", "role", "text", "details"], preferred: ["at", "role", "text"])
      for message in try store.messages(of: call[name]) { try printer.row(message.json) }
      try session.finish(printer)
      return .ok
    })

  /// Fails when there is no conversation of a name.
  static func requireConversation(_ name: String, _ store: Store) throws {
    guard try store.conversations().contains(where: { $0.name == name }) else {
      throw Failure(.notFound, "there is no conversation '\(name)'", hint: .command("chat list"))
    }
  }
}

extension KeptMessage {
  fileprivate var json: JSONObject {
    [
      "type": "message", "at": .string(at.description), "role": .string(role.rawValue), "text": .string(text),
      "details": .object(details),
    ]
  }
}
