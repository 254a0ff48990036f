internal import Arguments

extension CommandTree<Action> {
  /// All commands of the program: the only list of them.
  static let crm = CommandTree(
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
    exitStatuses: ExitStatus.allCases.map { Term("\($0.rawValue)", $0.meaning) } + [
      Term("130, 143", "Interrupted by a signal; nothing is half-written")
    ],
    environment: [
      Term("CRM_DB", "Database file"),
      Term("CRM_OUTPUT", "How to print: auto, table, jsonl, json, csv"),
      Term("CRM_ENGINE", "What does language work: auto, builtin, ollama, openai"),
      Term("CRM_NOW", "Take this as the present"),
      Term("CRM_READ_ONLY", "Refuse every write, unless 0"),
      Term("CRM_USER", "Who acts; the login name unless set"),
      Term("CRM_TZ, TZ", "Time zone of calendar words"),
      Term("NO_COLOR", "Print without colours"),
      Term("XDG_DATA_HOME", "The default database is crm/crm.db below it, else below ~/.local/share"),
      Term("XDG_CONFIG_HOME", "The file of settings is crm/config below it, else below ~/.config"),
    ])
}
