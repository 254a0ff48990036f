internal import Arguments
internal import Store

extension DatabaseCommand {
  static let migrate = Command<Action>(
    "migrate", "Bring an older file up to date",
    discussion: """
      Every command that writes does this by itself. The file as it was is copied beside it first, under a name that \
      ends in .before- and the number of the first change.
      """,
    examples: [Example("crm db migrate", "After an update of crm")],
    action: .maintains { _, session in try session.printOne(try session.store().info()) })
}
