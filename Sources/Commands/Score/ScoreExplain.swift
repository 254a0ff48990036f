internal import Arguments
internal import Bytes
internal import Language
internal import Models
internal import Prediction
internal import Store

extension ScoreCommand {
  private static let reference = Operand("contact", contact, help: "Which contact, by e-mail, name or id")

  /// `crm score explain`.
  static var explain: Command<Action> {
    Command(
      "explain", "Tell all reasons of a score",
      discussion: """
        Prints the score with everything that counts for or against it, not only what weighs most. Nothing is stored. \
        Where a model is to be had (--engine) it puts the explanation into words; what it says beyond the facts is not \
        taken.
        """,
      arguments: [reference],
      examples: [
        Example("crm score explain ann@acme.example", "All that counts"),
        Example("crm score explain 12 -o json | jq -r '.factors[].text'", "A line for each"),
      ],
      action: .reads { call, session in
        let scoring = try LeadScoring(session)
        let row = try scoring.row(try session.find(.contact, call[reference]))
        let model = try scoring.modelForReading()
        let scorer = LeadScorer(model.learned, scoring.leads.features)
        let printer = try scoring.printer(isSingle: true, isExcelSafe: false)
        let card = scoring.card(row, scorer, model, factors: .max)
        try scoring.print(try session.inWords(card), to: printer)
        try printer.finish()
        return .ok
      })
  }

  /// `crm score history`.
  static var history: Command<Action> {
    Command(
      "history", "Show the scores that a contact has had",
      discussion: """
        The newest first; one is stored when it is made from something else than the one before. inputs is a hash of \
        what it was made from, model_id the model that made it.
        """,
      arguments: [reference],
      examples: [Example("crm score history ann@acme.example", "How it went up and down")],
      action: .reads { call, session in
        let id = try session.find(.contact, call[reference])
        let store = try session.store()
        let printer = try RowPrinter(
          session,
          columns: [
            "type", "contact_id", "score", "probability", "grade", "factors", "recommendations",
            "explanation", "model_id", "inputs", "calculated_at",
          ], preferred: ["calculated_at", "score", "grade", "explanation"])
        for kept in try store.predictions(.score, of: id) {
          var row: JSONObject = [
            "type": "score", "contact_id": .number(JSONNumber(id)),
            "score": .number(JSONNumber(Int64(LeadModel.score(kept.probability)))),
            "probability": .decimal(kept.probability),
          ]
          for (name, value) in kept.detail.object ?? [:] { row[name] = value }
          row["model_id"] = .number(JSONNumber(kept.model))
          row["inputs"] = .string(kept.inputsText)
          row["calculated_at"] = .string(kept.at.description)
          try printer.row(row)
        }
        try session.finish(printer)
        return .ok
      })
  }
}

extension KeptPrediction {
  /// The hash as it is printed: hexadecimal, as a JSON number of 64 bits is not exact everywhere.
  var inputsText: String { String(UInt64(bitPattern: inputs), radix: 16) }
}

extension Session {
  /// A score explained by a model, where there is one that says what the score says. Fails when the one that is asked for
  /// does not answer.
  fileprivate func inWords(_ card: ScoreCard) throws -> ScoreCard {
    guard let model = try language(for: .chat).model else { return card }
    do {
      let words = try advising(model.engine) { try ScoreWording(model).words(for: card.facts) }
      if words == nil { remark("the model said what the score does not, and was passed over") }
      return words.map(card.explained) ?? card
    } catch {
      try Interruption.check()
      guard try askedEngine() == nil else { throw error }
      remark("chat: builtin: \(Failure(error).message)")
      return card
    }
  }
}
