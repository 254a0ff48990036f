internal import Arguments
internal import Bytes
internal import Store

/// `crm db`: care of the database file.
enum DatabaseCommand {
  static let command = Command<Action>(
    "db", "Care of the database file", group: "Administration",
    children: { [info, check, backup, restore, migrate, optimize] })

  private static let info = Command<Action>(
    "info", "Show where the file is and what is in it",
    examples: [Example("crm db info", "Size, schema, number of records")],
    action: .reads { _, session in try session.printOne(try session.store().info()) })

  private static let check = Command<Action>(
    "check", "Look for damage",
    discussion:
      "Checks the file, its references and its word index. The exit status is 1 when something is wrong.",
    examples: [Example("crm db check && crm db backup crm.backup.db", "Before a backup")],
    action: .maintains { _, session in
      let problems = try session.store().problems()
      _ = try session.printOne([
        "type": "check", "ok": .bool(problems.isEmpty), "problems": .array(problems.map(JSON.string)),
      ])
      return problems.isEmpty ? .ok : .failure
    })

  private static let target = Operand("file", .file("file"), help: "Where the copy goes")
  private static let source = Operand("file", .file("file"), help: "The copy to go back to")

  private static let backup = Command<Action>(
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

  private static let restore = Command<Action>(
    "restore", "Go back to a copy",
    discussion:
      "What the database holds now is kept beside it, in a file whose name ends in .before-restore.",
    arguments: [source],
    examples: [Example("crm db restore crm-2026-01-31.db", "The state of that day")],
    action: .writes { call, session in
      try session.refuseDryRun()
      let store = try session.store()
      let kept: String
      do {
        kept = try store.restore(from: call[source])
      } catch StoreError.noDatabase(let path) {
        throw Failure(.notFound, "there is no copy at \(path)")
      }
      return try session.printOne([
        "type": "restore", "path": .string(store.path), "from": .string(call[source]), "kept": .string(kept),
      ])
    })

  private static let migrate = Command<Action>(
    "migrate", "Bring an older file up to date",
    discussion: """
      Every command that writes does this by itself. The file as it was is copied beside it first, under a name that \
      ends in .before- and the number of the first change.
      """,
    examples: [Example("crm db migrate", "After an update of crm")],
    action: .maintains { _, session in try session.printOne(try session.store().info()) })

  private static let optimize = Command<Action>(
    "optimize", "Make the file small and fast again",
    discussion: "Makes the word index anew, gives free space back to the system and renews the statistics.",
    examples: [Example("crm db optimize", "After much was deleted")],
    action: .maintains { _, session in
      let store = try session.store()
      try store.optimize()
      return try session.printOne(try store.info())
    })
}
