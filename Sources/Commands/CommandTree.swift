internal import Arguments

/// The commands of the program: the only list of them.
enum AllCommands {
  static let tree: CommandTree<Action> = CommandTree(
    root: Command(
      "crm", "A customer-relationship manager in the shell",
      discussion: """
        Keeps people, companies and what happens with them in one SQLite file. No server, no account; nothing leaves \
        the machine.

        Data goes to standard output, what is said to a person to standard error. On a terminal data is a table, \
        else JSON Lines, one object a line; --output chooses. What list prints, add -, edit - and import read. An \
        error is a sentence on a terminal, else one line of JSON: {"error":{"code","message","hint","candidates"}}.

        Whatever is written is one entry of the journal (crm log) and can be taken back (crm undo). With --dry-run a \
        command that writes prints its Plan, which crm apply carries out.
        """,
      examples: [
        Example("crm contact add 'Ann Lee' --email ann@acme.example --company Acme", "A first contact"),
        Example("crm import contacts.jsonl", "Many at once"),
        Example("crm contact list --where 'company.industry = Retail and days_quiet > 30'", "Whom to call"),
        Example(
          "crm contact list | jq -c '.tags += [\"2026\"]' | crm contact edit -", "Change them by a program"),
        Example("crm undo", "Take it back"),
      ],
      children: {
        [
          ContactCommand.command,
          CompanyCommand.command,
          DealCommand.command,
          TaskCommand.command,
          ActivityCommand.command,
          MeetingCommand.command,
          ReviewCommand.command,
          PipelineCommand.command,
          ImportCommand.command,
          SearchCommand.command,
          SimilarCommand.command,
          DuplicatesCommand.command,
          ScoreCommand.command,
          ChurnCommand.command,
          ForecastCommand.command,
          AnomaliesCommand.command,
          ExportCommand.command,
          FieldCommand.command,
          QueryCommand.command,
          ApplyCommand.command,
          SQLCommand.command,
          LogCommand.command,
          UndoCommand.undo,
          UndoCommand.redo,
          AskCommand.command,
          DoCommand.command,
          ChatCommand.command,
          EmbedCommand.command,
          ExtractCommand.command,
          ModelCommand.command,
          DatabaseCommand.command,
          ConfigCommand.command,
          DoctorCommand.command,
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
      .init("CRM_MODEL_EXTRACT, CRM_MODEL_CHAT, CRM_MODEL_EMBED", "Model for one role"),
      .init("OLLAMA_MODEL", "Model for all roles; OLLAMA_EMBEDDING_MODEL for vectors comes before it"),
      .init("OLLAMA_BASE_URL, OLLAMA_HOST", "Where Ollama is"),
      .init("OPENAI_BASE_URL", "Where a server of OpenAI's protocol is"),
      .init("OPENAI_API_KEY", "The key that it wants; read here alone, and never stored"),
      .init("AI_CHAT_ENABLED", "Whether there is a chat, and a model may answer and plan: true or false"),
      .init("AI_RAG_ENABLED", "Whether a model that answers may look for passages of text: true or false"),
      .init(
        "AI_REQUIRE_APPROVAL_FOR_WRITES",
        "Whether a person has to agree to what do and chat would write: true or false"),
      .init("AI_PREDICTIONS_ENABLED", "Whether scores and other predictions are made: true or false"),
      .init("AI_MAX_TOKENS, AI_TEMPERATURE", "Most tokens of an answer, and how much chance there is in it"),
      .init("CRM_NOW", "Take this as the present"),
      .init("CRM_READ_ONLY", "Refuse every write, unless 0"),
      .init("CRM_USER", "Who acts; the login name unless set"),
      .init("CRM_TZ, TZ", "Time zone of calendar words"),
      .init("NO_COLOR", "Print without colours"),
      .init("XDG_DATA_HOME", "Folder of the database, ~/.local/share unless set"),
      .init("XDG_CONFIG_HOME", "Folder of the file of settings, ~/.config unless set"),
    ],
    files: [
      .init(
        "$XDG_DATA_HOME/crm/crm.db",
        "The database unless --db or CRM_DB names another: a SQLite file for its owner alone, made by the first command that writes"
      ),
      .init("$XDG_CONFIG_HOME/crm/config", "Settings, a line each: name = value; # begins a remark"),
    ])
}
