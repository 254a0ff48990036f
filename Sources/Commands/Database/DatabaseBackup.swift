internal import Arguments
internal import Bytes
internal import Store

extension DatabaseCommand {
  private static let target = Operand("file", .file("file"), help: "Where the copy goes")

  static let backup = Command<Action>(
    "backup", "Copy the database to a file",
    discussion: "Others may go on writing meanwhile; the copy is the database as it was at the beginning.",
    arguments: [target],
    examples: [Example(#"crm db backup "crm-$(date +%F).db""#, "A copy for every day")],
    action: .reads { call, session in
      try session.refuseDryRun()
      let store = try session.store()
      try store.backup(to: call[target])
      return try session.printOne([
        "type": "backup", "path": .string(call[target]), "of": .string(store.path),
      ])
    })
}
