internal import Arguments
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN show`.
  func show() -> Command<Action> {
    let type = type
    let references = RepeatedOperand(noun, reference, minimum: 1, help: "Which \(type.plural)")
    return Command(
      "show", "Show a \(noun)",
      discussion: Self.referenceHelp,
      arguments: [references],
      examples: [
        example("show", sample, "By name"),
        example("show", "1 -o json", "By id, as one JSON document"),
      ],
      action: .reads { call, session in
        let store = try session.store()
        let ids = try call[references].map { try store.find(type, $0) }
        return try session.printRecords(type, ids, shape: ids.count == 1 ? .single : .list)
      })
  }
}
