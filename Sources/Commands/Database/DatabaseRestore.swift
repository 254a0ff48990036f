internal import Arguments
internal import Bytes
internal import Store

extension DatabaseCommand {
  private static let source = Operand("file", .file("file"), help: "The copy to go back to")

  static let restore = Command<Action>(
    "restore", "Go back to a copy",
    discussion:
      """
      What the database holds now is kept beside it, in a file whose name ends in .before-restore. Who was erased since \
      the copy was made does not come back with it.
      """,
    arguments: [source],
    examples: [Example("crm db restore crm-2026-01-31.db", "The state of that day")],
    action: .writes { call, session in
      try session.refuseDryRun()
      let store = try session.store()
      let (kept, erased): (String, Int)
      do {
        (kept, erased) = try store.restore(from: call[source], by: try session.author())
      } catch StoreError.noDatabase(let path) {
        throw Failure(.notFound, "there is no copy at \(path)")
      }
      return try session.printOne([
        "type": "restore", "path": .string(store.path), "from": .string(call[source]), "kept": .string(kept),
        "erased": .number(JSONNumber(Int64(erased))),
      ])
    })
}
