internal import Arguments
internal import Bytes
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN delete`.
  func delete() -> Command<Action> {
    let type = type
    let references = RepeatedOperand(noun, reference, minimum: 1, help: "Which \(type.plural)")
    let cascade = Flag("cascade", help: "Delete the deals of the company, too")
    let moveTo = Option(
      "move-to", .text("company").completed(by: "company"), help: "Give the deals to this company first")
    let isCompany = type == .company
    return Command(
      "delete", "Delete a \(noun)",
      discussion: isCompany
        ? """
        The contacts of the company stay and lose their company. A company with deals is refused unless they are \
        deleted with it or moved. Everything can be undone.
        """
        : "\(consequence) It can be undone.",
      arguments: [references] + (isCompany ? [cascade, moveTo] : []),
      examples: [
        example("delete", sample, "One by name"),
        example("delete", "3 4 --dry-run", "Show the plan for two, and write nothing"),
      ],
      action: .writes { call, session in
        let store = try session.store()
        var steps: [Plan.Step] = []
        for reference in call[references] {
          let id = try store.find(type, reference)
          if isCompany {
            steps += try session.clearDeals(of: id, cascade: call[cascade], moveTo: call[moveTo])
          }
          steps.append(Plan.Step(.delete, type, id: id))
        }
        let plan = Plan(summary: Plan.summary(of: steps), steps: steps)
        if session.isDryRun { return try session.rehearse(plan, options: WriteOptions()) }
        let applied = try store.apply(plan, by: try session.author())
        return try session.printOne([
          "type": "deletion", "of": .string(type.rawValue),
          "ids": .array(applied.records.map { .number(JSONNumber($0)) }),
          "action_id": applied.entry.map { .number(JSONNumber($0)) } ?? .null,
        ])
      })
  }
}

extension RecordCommands {
  /// What becomes of the records that belong to a deleted one.
  private var consequence: String {
    switch type {
    case .contact: "Deals, activities and meetings of the contact stay; its tasks stay without a contact."
    case .deal: "Products and stage history go with the deal; its tasks and activities stay without it."
    case .pipeline: "A pipeline with deals is refused."
    default: "Other records stay."
    }
  }
}

extension Session {
  /// The steps that take the deals of a company out of the way of its deletion.
  fileprivate func clearDeals(of company: Int64, cascade: Bool, moveTo: String?) throws -> [Plan.Step] {
    guard cascade || moveTo != nil else { return [] }
    let store = try store()
    let target = try moveTo.map { try store.find(.company, $0) }
    let deals = try store.rows(
      Query(
        from: .deal, condition: .compare(Path(["company_id"]), .equal, .number(String(company))),
        fields: [Path(["id"])]))
    return deals.compactMap { $0["id"]?.int64 }.map { deal in
      guard let target else { return Plan.Step(.delete, .deal, id: deal) }
      return Plan.Step(.update, .deal, id: deal, changes: ["company_id": .number(JSONNumber(target))])
    }
  }
}
