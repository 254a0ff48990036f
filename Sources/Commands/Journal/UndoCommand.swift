internal import Arguments
internal import Bytes
internal import Store

/// `crm undo` and `crm redo`.
enum UndoCommand {
  private static let entry = OptionalOperand(
    "entry", .integer("id"), help: "The entry; without it the newest")

  static let undo = Command<Action>(
    "undo", "Take back what was done",
    discussion: """
      Takes back one entry of the journal exactly: an edit, a merge, an import with the values it overwrote, an undo. \
      When something later builds on what the entry did, nothing is changed and the exit status is 4.
      """,
    group: "Journal",
    arguments: [entry],
    examples: [
      Example("crm undo", "The last change"),
      Example("crm undo 12", "Entry 12 of crm log"),
    ],
    action: .writes { call, session in
      let store = try session.store()
      let id = call[entry].map(Int64.init)
      if session.isDryRun {
        return try session.printOne(try store.rehearsing { try store.undo(id, by: session.author()) }.object)
      }
      return try session.printOne(try store.undo(id, by: try session.author()).object)
    })

  static let redo = Command<Action>(
    "redo", "Bring back what was undone last", group: "Journal",
    examples: [Example("crm redo", "After an undo too many")],
    action: .writes { _, session in
      let store = try session.store()
      if session.isDryRun {
        return try session.printOne(try store.rehearsing { try store.redo(by: session.author()) }.object)
      }
      return try session.printOne(try store.redo(by: try session.author()).object)
    })
}

extension JournalEntry {
  fileprivate var object: JSONObject { json.object ?? [:] }
}
