internal import Arguments
internal import Bytes
internal import Models

/// `crm task start`, `done`, `cancel` and `reopen`: how far tasks have come.
enum TaskProgress {
  static let start = command(
    "start", "Begin tasks", to: "in_progress", "'Send contract'", "Somebody is at it")
  static let done = command(
    "done", "Complete tasks", to: "completed", "'Send contract' 14 15", "Three at once")
  static let cancel = command("cancel", "Cancel tasks", to: "cancelled", "14", "It is not needed any more")
  static let reopen = command("reopen", "Open tasks again", to: "todo", "14", "It is to be done after all")

  private static let tasks = RepeatedOperand(
    "task", .text("task").completed(by: "task"), minimum: 1, help: "Which tasks")

  private static func command(
    _ verb: String, _ summary: String, to status: String, _ sample: String, _ meaning: String
  ) -> Command<Action> {
    Command(
      verb, summary,
      discussion: "The status becomes \(status). Several tasks are changed together or not at all.",
      arguments: [tasks],
      examples: [Example("crm task \(verb) \(sample)", meaning)],
      action: .writes { call, session in
        try session.update(.task, call[tasks], ["status": .string(status)])
      })
  }
}
