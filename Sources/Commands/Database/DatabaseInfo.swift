internal import Arguments
internal import Store

extension DatabaseCommand {
  static let info = Command<Action>(
    "info", "Show where the file is and what is in it",
    examples: [Example("crm db info", "Size, schema, number of records")],
    action: .reads { _, session in try session.printOne(try session.store().info()) })
}
