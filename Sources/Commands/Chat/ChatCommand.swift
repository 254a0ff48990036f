internal import Arguments
internal import Editing

/// `crm chat`: a conversation in plain language, at a terminal or through a pipe.
enum ChatCommand {
  private static let session = Option(
    "session", .text("name").completed(by: "conversation"),
    help: "The conversation to go on with, or to begin")

  static let command = Command<Action>(
    "chat", "Talk with the data in plain language",
    discussion: """
      What crm ask answers and crm do carries out, line by line: a question is answered with the rows behind it, of an \
      instruction the Plan is shown and asked about. "It" and "them" are what was spoken of before, and a question that \
      is asked back is answered by the next line. What begins with a slash is about the conversation itself. \
      \(SlashCommand.overview)

      Lines are edited as in a shell: arrows, history, Control-R to search it, Tab for what begins with a slash. What is \
      pasted is sent by Enter alone. Control-C empties the line, or stops an answer and keeps what came of it; Control-D \
      leaves.

      Conversations are kept in the database and gone on with: on a terminal the one that is called chat, unless \
      --session names another. In a pipe a new one begins, unless --session names one; there is one line of text for \
      each line, or with -o jsonl one answer or outcome, and with -o table the rows as well. What would be written waits \
      for crm review unless --yes is given.

      The exit status is 0 when each line was answered, carried out, left for review or asked back about; 5 when an \
      instruction was refused; 7 when a line failed for another reason, whatever came of the rest.
      """,
    group: "Language",
    arguments: [session],
    examples: [
      Example("crm chat", "Go on with the conversation of last time"),
      Example("crm chat --session acme --engine ollama", "Another one, with a model"),
      Example("printf 'open deals\\nmove Acme renewal to won\\n' | crm chat --yes", "In a pipe"),
      Example("crm chat -o jsonl < questions.txt | jq -r .answer", "Answers as objects"),
    ],
    action: .writesIfAllowed { call, session in
      try session.requireChat()
      let isPersonThere = session.world.input.isTerminal && session.world.errors.isTerminal
      let chat = try Chat(
        session, name: call[Self.session] ?? (isPersonThere ? "chat" : nil), isPersonThere: isPersonThere)
      if isPersonThere { try chat.greet() }
      guard isPersonThere, session.movesCursor else {
        var lines = ReadLines(session, showsPrompt: isPersonThere)
        return try chat.run(&lines)
      }
      let editor = LineEditor(history: History(try chat.pastLines())) { text in
        // That names cannot be looked up is nothing that Tab could say.
        (try? chat.completions(of: text)) ?? []
      }
      var lines = TypedLines(session, advice: Chat.howToLeave, editor: editor)
      return try chat.run(&lines)
    },
    children: { [list, show, clear] })
}
