internal import Arguments
internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// `crm do`: an instruction in plain language becomes a Plan, which is carried out, asked about or left for review.
enum DoCommand {
  private static let instruction = RepeatedOperand(
    "instruction", .text("instruction"), minimum: 1, help: "What is to be done, in quotes or not")
  private static let session = Option(
    "session", .text("name").completed(by: "conversation"),
    help: "A conversation: \"it\" and open questions go on")

  static let command = Command<Action>(
    "do", "Carry out an instruction in plain language",
    discussion: """
      Creates, moves, marks, sets, renames, assigns, tags, logs, completes, deletes, merges and links: several steps where \
      verbs follow each other. The steps are one Plan and one entry of the journal, which undo takes back.

      On a terminal the Plan is shown and asked about. Elsewhere it is carried out with --yes, and waits for crm review \
      without (status pending). --dry-run prints it (planned). A name that several records have, or a reason that is \
      missing, is asked for (needs_clarification, exit status 4); in a --session the next turn answers. What cannot be is \
      refused with what could be (refused, exit status 5). A name with a wrong letter or two is taken when one record alone \
      is near. Everything of a kind is never deleted, and a question changes nothing.

      What is not understood is planned by a model, where there is one and the setting chat allows it; with --engine ollama \
      or openai, everything. It may change only records that it looked at. A value that nobody said is never carried out \
      unseen: with --yes, too, such a Plan waits for crm review. With the setting approval off, changes of up to five \
      records need nobody's consent; deletions and merges always do.
      """,
    group: "Language",
    arguments: [instruction, session],
    examples: [
      Example("crm do 'move Acme renewal to negotiation'", "Asks first, on a terminal"),
      Example("crm do 'log a call with Ann Lee: wants a discount' --yes", "From a script"),
      Example(
        "crm do 'create a task to call Ann Lee next Tuesday and assign Acme renewal to bo' --yes", "Two steps"
      ),
      Example(
        "crm do 'reassign all open deals of bo to chen' --dry-run | crm apply -", "Look at the Plan first"),
    ],
    action: .writes { call, session in
      let text = call[instruction].joined(separator: " ")
      let dialogue = try call[Self.session].map { try Dialogue(session, name: $0) }
      let outcome = try Turn(session, dialogue).take(text)
      try session.print(outcome)
      return outcome.exitStatus
    })
}
