internal import Arguments
internal import Bytes
internal import Models
internal import Prediction
internal import Store

/// `crm score`: how probable it is that leads are won, and why.
enum ScoreCommand {
  private static let references = RepeatedOperand(
    "contact", contact, help: "Which contacts, by e-mail, name or id")
  private static let all = Flag("all", help: "Score all leads: contacts whose status is open")
  private static let changed = Flag("changed", help: "Print only those whose score is not what it was")

  static let command = Command<Action>(
    "score", "Score leads by what became of others",
    discussion: """
      Prints for each lead the probability that it is won, as a score from 1 to 99, with a grade and the reasons. \
      The score is learned from your own contacts that were won or lost: their status says so or, while that is open, \
      their deals do. What is known of each before that day counts: profile, tags, custom fields, company, calls, \
      mails, meetings and answers, earlier deals.

      A grade says where a lead stands among those that have ended: A with the best tenth, B with the next two, C \
      with the next three, D below. With fewer than \(LeadTraining.fewest) won or lost, what is usual elsewhere stands in, \
      and model.kind is prior instead of learned. It learns anew by itself when outcomes have changed by a twentieth; \
      crm score evaluate tells how good it is.

      Scores are stored with their reasons: as the field score of contacts, and one after another in crm score history. \
      The contribution of a factor is in log odds, its points are what it moves in the probability.
      """,
    group: "Predictions",
    arguments: [references, all, ListOptions.condition, changed, ListOptions.excelSafe],
    examples: [
      Example("crm score ann@acme.example", "One lead, with reasons"),
      Example("crm score --all", "All leads, as a cron job does"),
      Example("crm score --all --where 'source = web' --changed", "What is new among some"),
      Example("crm score --all && crm contact list --sort score:desc --limit 20", "The best first"),
    ],
    action: .maintains(run),
    children: { [train, evaluate, explain, history] })

  static let contact = Reading<String>.text("contact").completed(by: "contact")

  private static func run(_ call: Invocation, _ session: Session) throws -> ExitStatus {
    let condition = try ListOptions.condition(call, filters: [])
    guard call[references].isEmpty == (call[all] || condition != nil) else {
      throw call.refusal("'score' takes contacts, or --all or --where")
    }
    let scoring = try LeadScoring(session)
    let model = try scoring.currentModel()
    let rows: [Int]
    if call[references].isEmpty {
      rows = try scoring.leads(where: condition)
    } else {
      rows = try call[references].map { try scoring.row(try session.find(.contact, $0)) }
    }
    return try scoring.run(
      model, rows: rows, isSingle: call[references].count == 1, onlyChanged: call[changed],
      isExcelSafe: call[ListOptions.excelSafe])
  }
}
