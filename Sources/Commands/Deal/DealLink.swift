internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm deal link` and `unlink`: the people in a deal.
enum DealLink {
  private static let deal = Operand("deal", .text("deal").completed(by: "deal"), help: "Which deal")
  private static let contacts = RepeatedOption(
    "contact", .text("contact").completed(by: "contact"), help: "A contact; repeat for several")
  private static let role = Option("role", .text("text"), help: "Part the person plays")
  private static let primary = Flag("primary", help: "Make the person the main contact")

  static let link = Command<Action>(
    "link", "Link contacts to a deal",
    discussion: """
      The people in the deal stay, and so does what is not said of one who is in it already. The first one is the \
      main contact unless --primary says otherwise.
      """,
    arguments: [deal, contacts, role, primary],
    examples: [
      Example("crm deal link 'Acme renewal' --contact 'Ann Lee' --role buyer --primary", "The main contact"),
      Example("crm deal link 12 --contact ann@acme.example --contact bo@acme.example", "Two people"),
    ],
    action: .writes { call, session in
      var changes: JSONObject = [:]
      if let role = call[role] { changes["role"] = .string(role) }
      if call[primary] {
        guard call[contacts].count < 2 else { throw call.refusal("only one person is the main contact") }
        changes["primary"] = true
      }
      return try carryOut(.link, changes, call, session)
    })

  static let unlink = Command<Action>(
    "unlink", "Take contacts out of a deal",
    discussion: "Where one was the main contact, the next one becomes it.",
    arguments: [deal, contacts],
    examples: [Example("crm deal unlink 'Acme renewal' --contact 'Ann Lee'", "She has left the company")],
    action: .writes { call, session in try carryOut(.unlink, [:], call, session) })

  private static func carryOut(
    _ action: Plan.Action, _ changes: JSONObject, _ call: Invocation, _ session: Session
  ) throws -> ExitStatus {
    guard !call[contacts].isEmpty else { throw call.refusal("name the people with --contact") }
    let store = try session.store()
    let id = try store.find(.deal, call[deal])
    let steps = try call[contacts].map { reference in
      var changes = changes
      changes["contact_id"] = .number(JSONNumber(try store.find(.contact, reference)))
      return Plan.Step(action, .deal, id: id, changes: changes)
    }
    return try session.carryOut(Plan(summary: Plan.summary(of: steps), steps: steps))
  }
}
