internal import Arguments
internal import Assistant

/// `crm ask`: a question in plain language, answered from the data.
enum AskCommand {
  private static let question = RepeatedOperand(
    "question", .text("question"), minimum: 1, help: "The question, in quotes or not")

  private static let session = Option(
    "session", .text("name").completed(by: "conversation"),
    help: "A conversation by its name: a question may go on with it")
  private static let goesOn = Flag(
    "continue", short: "c", help: "Go on with what was asked in the last 15 minutes")

  static let command = Command<Action>(
    "ask", "Answer a question from the data",
    discussion: """
      A question is understood when every word of it has its place: kinds of records, values that this database has \
      (owners, stages, statuses, tags, sources, industries, places, names), amounts, times, what is not there, sums, \
      averages, medians, rates, groups and rankings. It becomes a Query, which is in the answer. What is not understood is \
      declined (route unsupported, confidence 0), never guessed. No record is changed.

      A model is asked what is not understood, where there is one and the setting chat allows it; with --engine ollama or \
      openai, everything. It may ask Queries, search and look at records, ten times at most. Its sentences count as far as \
      what it was shown bears them out, with the records they name as sources; a figure is always the Query's.

      A question may refine the one before it, such as "and in May?", "only Berlin" or "who owns them?": with -c the last \
      one that was asked, with --session the last of that conversation, in which "it" is what was spoken of before. \
      Conversations are kept in the database, but are no records; crm chat lists, shows and forgets them.

      "My" means the owner that CRM_USER names, when records have that owner, else everybody.
      """,
    group: "Language",
    arguments: [question, session, goesOn],
    examples: [
      Example("crm ask 'open deals over 50k closing next month'", "A list"),
      Example("crm ask 'win rate by owner this year' -o json", "A figure for each"),
      Example("crm ask \"what is Ann Lee's phone number\"", "A fact"),
      Example("crm ask 'why did we lose the deal with Acme?'", "A reason, with its source"),
      Example(
        "crm ask 'deals won in April'; crm ask -c 'and in May?'", "Going on"),
      Example(
        "crm ask 'contacts I have not talked to in 30 days' | jq -r '.result.rows[].email'", "In a pipe"),
    ],
    action: .reads { call, session in
      let dialogue = try Dialogue(session, name: call[Self.session], goesOn: call[goesOn])
      try session.print(try Asker(session).reply(to: call[question].joined(separator: " "), in: dialogue))
      return .ok
    })
}
