internal import Arguments
internal import Bytes
internal import Prediction
internal import Store

extension ScoreCommand {
  private static let allow = RepeatedOption(
    "allow", .text("field"), help: "Use a field though it seems to be filled in afterwards")

  /// `crm score train`.
  static var train: Command<Action> {
    Command(
      "train", "Learn from the outcomes there are",
      discussion: """
        Learns how leads end and keeps that as the model of scores from now on; crm score does so by itself when \
        outcomes have changed. A field that says the outcome by itself was filled in afterwards: it is reported and \
        left out. --allow has it used, now and whenever it is learned anew, until the next crm score train.
        """,
      arguments: [allow],
      examples: [
        Example("crm score train", "Learn, and see how good it is"),
        Example("crm score train --allow fields.budget", "Use a field that is known before, after all"),
      ],
      action: .maintains { call, session in
        let scoring = try LeadScoring(session)
        let allowed = Set(call[allow])
        let known = Set(scoring.leads.features.features.map(\.name))
        if let unknown = allowed.subtracting(known).sorted().first {
          throw Failure(
            .usage, "no lead has a feature '\(unknown.excerpt)'",
            hint: .nearest(to: unknown, among: known.sorted()))
        }
        let model = try scoring.keep(scoring.train(allowing: allowed), allowing: allowed)
        return try session.printOne(
          model.learned.report(type: "score_model", trainedAt: model.trainedAt, allowed))
      })
  }

  /// `crm score evaluate`.
  static var evaluate: Command<Action> {
    Command(
      "evaluate", "Tell how good scores are",
      discussion: """
        Learns from the older four fifths of the leads that have ended, and compares with what became of the newest \
        fifth; of leads at random where they were not written in the order of time. auc is the chance that of a lead \
        that was won and one that was lost the first has the higher score; brier the mean square of the error; \
        calibration the probabilities by tenths beside the share that was won; first_decile_lift how many times as \
        often as all the best tenth was won. Nothing is stored.
        """,
      examples: [Example("crm score evaluate -o json | jq .calibration", "Are the probabilities true?")],
      action: .reads { _, session in
        let scoring = try LeadScoring(session)
        let model = scoring.train(allowing: try scoring.allowedFields())
        return try session.printOne(
          model.report(type: "score_evaluation", trainedAt: scoring.store.clock.now, []))
      })
  }
}

extension LeadModel {
  /// What it was learned from, how good it is, what it goes by, and what it leaves out.
  func report(type: String, trainedAt: Timestamp, _ allowed: Set<String>) -> JSONObject {
    var object: JSONObject = [
      "type": .string(type), "kind": .string(kind.rawValue),
      "outcomes": [
        "won": .number(JSONNumber(Int64(won))), "lost": .number(JSONNumber(Int64(lost))),
      ],
      "held_out": holdOut.map { .string($0.isNewest ? "newest" : "random") } ?? .null,
    ]
    for (name, value) in holdOut?.measures.json ?? [:] { object[name] = value }
    object["features"] = .array(
      model.importances.map { ["name": .string($0.name), "importance": .decimal($0.importance)] })
    object["left_out"] = .array(
      leaks.filter { !allowed.contains($0.feature) }.map { leak in
        var leakObject = leak.json
        leakObject["text"] = .string(leak.words)
        return .object(leakObject)
      })
    object["trained_at"] = .string(trainedAt.description)
    return object
  }
}
