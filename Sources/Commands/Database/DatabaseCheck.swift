internal import Arguments
internal import Bytes
internal import Store

extension DatabaseCommand {
  static let check = Command<Action>(
    "check", "Look for damage",
    discussion:
      """
      Checks the file, its references, its word index and its vectors. The exit status is 1 when something is wrong. An import that \
      was stopped before its end is not: the notes name it, and how to take it back or to complete it.
      """,
    examples: [Example("crm db check && crm db backup crm.backup.db", "Before a backup")],
    action: .maintains { _, session in
      let store = try session.store()
      let problems = try store.problems()
      var notes = try store.unfinishedWrites().map { note(on: $0, session) }
      let missing = try store.vectorCounts().reduce(0) { $0 + $1.missing }
      if missing > 0 {
        let command = "embed --all"
        notes.append(
          "\(missing) records have no vectors: \(session.line(of: .command(command)) ?? command) makes them")
      }
      _ = try session.printOne([
        "type": "check", "ok": .bool(problems.isEmpty), "problems": .array(problems.map(JSON.string)),
        "notes": .array(notes.map(JSON.string)),
      ])
      return problems.isEmpty ? .ok : .failure
    })

  /// What is to be said of a bulk write that has not come to its end.
  private static func note(on entry: JournalEntry, _ session: Session) -> String {
    let undo = "undo \(entry.id)"
    return "entry \(entry.id) was stopped before its end, unless it is under way: "
      + "\(session.line(of: .command(undo)) ?? undo) takes back what there is, \(entry.command) once more adds the rest"
  }
}
