internal import Arguments
internal import Bytes
internal import Store

/// `crm embed`: the vectors of records, and vectors of any text.
enum EmbedCommand {
  private static let what = OptionalOperand(
    "what", .choice("what", ["-", "status"]),
    help: "- makes vectors of texts from standard input; status is the default")
  private static let all = Flag("all", help: "Make the vectors of records that have none")
  private static let rebuild = Flag("rebuild", help: "Make the vectors of all records anew")

  static let command = Command<Action>(
    "embed", "Vectors: what records and texts mean",
    discussion: """
      A vector is the meaning of a text as numbers: texts that mean something similar have similar ones. crm search \
      and crm similar compare them. Without a model server they are made by a table of words inside the program, of \
      every record as it is written; a long text has one for each passage.

      With --engine ollama or openai, or the setting model.embed, a server's model makes them. Vectors of two models \
      are never compared, so the first --all with another one begins anew and says so, and from then on records that \
      are written have no vector until the next --all. It can be stopped and goes on where it was.

      With - each line of standard input becomes a line of JSON: a line is a text, or an object {"id","text"}.
      """,
    group: "Language",
    arguments: [what, all, rebuild],
    examples: [
      Example("crm embed", "How far records have vectors, and which model made them"),
      Example("crm embed --all", "Make what is missing"),
      Example("crm embed --all --engine ollama", "From now on by a model of Ollama's"),
      Example("echo 'The delivery was late.' | crm embed -", "The vector of a text"),
    ],
    action: .reads(
      maintainingWhen: { $0[all] || $0[rebuild] },
      { call, session in
        switch (call[what], call[all] || call[rebuild]) {
        case ("-", false): try EmbedTexts(session).run()
        case (_, true) where call[what] == nil: try EmbedRecords(session).fill(rebuilding: call[rebuild])
        case (_, true): throw call.refusal("'\(call[what] ?? "")' goes without --all and --rebuild")
        default: break
        }
        if call[what] == "-" { return .ok }
        return try EmbedRecords(session).printStatus()
      }))
}
