internal import Arguments
internal import Bytes
internal import Models

/// `crm deal move`, `win` and `lose`: a deal goes on, or comes to its end.
enum DealMove {
  private static let deal = Operand("deal", .text("deal").completed(by: "deal"), help: "Which deal")
  private static let deals = RepeatedOperand(
    "deal", .text("deal").completed(by: "deal"), minimum: 1, help: "Which deals")
  private static let stage = Operand(
    "stage", .text("stage").completed(by: "stage"), help: "The stage it goes to")
  private static let pipeline = Option(
    "pipeline", .text("name").completed(by: "pipeline"), help: "The pipeline it goes to")
  private static let reason = RequiredOption("reason", .text("text"), help: "Why it was lost")

  static let move = Command<Action>(
    "move", "Move a deal to another stage",
    discussion: """
      The status follows the stage: a deal that enters a stage for won or lost deals is closed, one that leaves it \
      is open again. 'crm deal history' shows the stages a deal has been in.
      """,
    arguments: [deal, stage, pipeline],
    examples: [
      Example("crm deal move 'Acme renewal' negotiation", "To another stage of its pipeline"),
      Example("crm deal move 12 talks --pipeline Partners", "To another pipeline"),
    ],
    action: .writes { call, session in
      var changes: JSONObject = ["stage": .string(call[stage])]
      if let name = call[pipeline] { changes["pipeline"] = .string(name) }
      return try session.update(
        .deal, [call[deal]], changes, summary: "move \(call[deal]) to \(call[stage])")
    })

  static let win = Command<Action>(
    "win", "Close deals as won",
    discussion: "The deals go to the stage of their pipeline that is for won deals, and are closed now.",
    arguments: [deals],
    examples: [Example("crm deal win 'Acme renewal'", "It is signed")],
    action: .writes { call, session in
      try session.update(.deal, call[deals], ["status": "won"])
    })

  static let lose = Command<Action>(
    "lose", "Close deals as lost",
    discussion: "The deals go to the stage of their pipeline that is for lost deals, and are closed now.",
    arguments: [deals, reason],
    examples: [Example("crm deal lose 'Beta pilot' --reason 'no budget this year'", "And why")],
    action: .writes { call, session in
      guard !call[reason].trimmed.isEmpty else { throw call.refusal("say why with --reason") }
      return try session.update(
        .deal, call[deals], ["status": "lost", "lost_reason": .string(call[reason])])
    })
}
