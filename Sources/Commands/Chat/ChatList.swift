internal import Arguments
internal import Bytes
internal import Store

extension ChatCommand {
  static let list = Command<Action>(
    "list", "List the conversations",
    discussion:
      "The one that was gone on with last comes first. What is asked without a name is kept under no name.",
    examples: [
      Example("crm chat list", "All"),
      Example("crm chat list | jq -r .name", "Their names"),
    ],
    action: .reads { _, session in
      let printer = try RowPrinter(
        session, columns: ["type"] + KeptConversation.columns, preferred: KeptConversation.columns)
      for conversation in try session.store().conversations() { try printer.row(conversation.json) }
      try session.finish(printer)
      return .ok
    })
}

extension KeptConversation {
  /// The columns of a list.
  static let columns = ["name", "messages", "updated_at", "opening"]

  var json: JSONObject {
    [
      "type": "conversation", "name": .string(name), "messages": .number(JSONNumber(Int64(messages))),
      "updated_at": .string(updatedAt.description), "opening": opening.map(JSON.string) ?? .null,
    ]
  }
}
