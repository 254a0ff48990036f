internal import Arguments
internal import Bytes
internal import Store

extension DatabaseCommand {
  static let check = Command<Action>(
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
}
