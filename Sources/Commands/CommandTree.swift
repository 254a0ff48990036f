internal import Arguments

/// The commands of the program: the only list of them.
enum AllCommands {
  static let tree: CommandTree<Action> = CommandTree(
    root: Command(
      "crm", "A customer-relationship manager in the shell",
      discussion: """
        Keeps people, companies and what happens with them in one SQLite file. Results are JSON Lines in a pipe and \
        a table on a terminal. Whatever is written can be undone.
        """,
      children: {
        [
          ContactCommand.command,
          CompanyCommand.command,
          DealCommand.command,
          TaskCommand.command,
          ActivityCommand.command,
          PipelineCommand.command,
          ImportCommand.command,
          QueryCommand.command,
          ApplyCommand.command,
          SQLCommand.command,
          LogCommand.command,
          UndoCommand.undo,
          UndoCommand.redo,
          DatabaseCommand.command,
          ConfigCommand.command,
          CompletionCommand.command,
          VersionCommand.command,
        ]
      }),
    globals: Globals.all,
    exitStatuses: ExitStatus.allCases.map { .init("\($0.rawValue)", $0.meaning) } + [
      .init("130, 143", "Interrupted by a signal; nothing is half-written")
    ],
    environment: [
      .init("CRM_DB", "Database file"),
      .init("CRM_OUTPUT", "How to print: auto, table, jsonl, json, csv"),
      .init("CRM_ENGINE", "What does language work: auto, builtin, ollama, openai"),
      .init("CRM_NOW", "Take this as the present"),
      .init("CRM_READ_ONLY", "Refuse every write, unless 0"),
      .init("CRM_USER", "Who acts; the login name unless set"),
      .init("CRM_TZ, TZ", "Time zone of calendar words"),
      .init("NO_COLOR", "Print without colours"),
      .init("XDG_DATA_HOME", "The default database is crm/crm.db below it, else below ~/.local/share"),
      .init("XDG_CONFIG_HOME", "The file of settings is crm/config below it, else below ~/.config"),
    ])
}
