internal import Arguments
internal import Bytes
internal import Store

extension ChatCommand {
  static let clear = Command<Action>(
    "clear", "Forget a conversation",
    discussion: "Asks first. What was done in it stays done; undo does not bring the conversation back.",
    arguments: [name],
    examples: [
      Example("crm chat clear acme", "One"),
      Example("crm chat list | jq -r .name | xargs -I{} crm chat clear {} --yes", "All that have a name"),
    ],
    action: .maintains { call, session in
      let store = try session.store()
      try requireConversation(call[name], store)
      let count = try store.messages(of: call[name]).count
      guard try session.confirm("Forget the \(count) messages of '\(call[name])'?") else {
        throw Failure(.failure, "nothing was forgotten")
      }
      _ = try store.forget(call[name])
      return try session.printOne([
        "type": "forgotten", "name": .string(call[name]), "messages": .number(JSONNumber(Int64(count))),
      ])
    })
}
