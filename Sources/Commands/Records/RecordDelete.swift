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
      "move-to", reference, help: "Give the deals to this \(noun) first")
    let isCompany = type == .company
    let hasDeals = isCompany || type == .pipeline
    return Command(
      "delete", "Delete a \(noun)",
      discussion: isCompany
        ? """
        The contacts of the company stay and lose their company. A company with deals is refused unless they are \
        deleted with it or moved. Everything can be undone.
        """
        : "\(consequence) It can be undone.",
      arguments: [references] + (isCompany ? [cascade] : []) + (hasDeals ? [moveTo] : []),
      examples: [
        example("delete", sample, "One by name"),
        example("delete", "3 4 --dry-run", "Show the plan for two, and write nothing"),
      ],
      action: .writes { call, session in
        let store = try session.store()
        var steps: [Plan.Step] = []
        for reference in call[references] {
          let id = try session.findItself(type, reference)
          if hasDeals {
            steps += try session.clearDeals(
              of: type, id, cascade: isCompany && call[cascade], moveTo: call[moveTo])
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
    case .pipeline:
      "A pipeline with deals is refused unless they are moved, each to the stage of the same name or the first of its kind."
    default: "Other records stay."
    }
  }
}

extension Session {
  /// The steps that take the deals of a company or pipeline out of the way of its deletion.
  fileprivate func clearDeals(
    of type: RecordType, _ id: Int64, cascade: Bool, moveTo: String?
  ) throws -> [Plan.Step] {
    guard cascade || moveTo != nil else { return [] }
    let target = try moveTo.map { try find(type, $0) }
    let column = type.rawValue + "_id"
    return try deals(.compare(Path([column]), .equal, .number(String(id)))).map { deal in
      guard let target else { return Plan.Step(.delete, .deal, id: deal) }
      return Plan.Step(.update, .deal, id: deal, changes: [column: .number(JSONNumber(target))])
    }
  }

  /// The ids of the deals that satisfy a condition.
  func deals(_ condition: Condition) throws -> [Int64] {
    try store().rows(Query(from: .deal, condition: condition, fields: [Path(["id"])]))
      .compactMap { $0["id"]?.int64 }
  }
}
