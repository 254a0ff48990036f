internal import Arguments
internal import Bytes
internal import Models
internal import Store

extension RecordCommands {
  /// `crm NOUN tag`.
  func tag() -> Command<Action> {
    tagging("tag", "Give \(type.plural) a tag") { tags, tag in tags.contains(tag) ? tags : tags + [tag] }
  }

  /// `crm NOUN untag`.
  func untag() -> Command<Action> {
    tagging("untag", "Take a tag from \(type.plural)") { tags, tag in tags.filter { $0 != tag } }
  }

  private func tagging(
    _ verb: String, _ summary: String, _ change: @escaping @Sendable ([JSON], JSON) -> [JSON]
  ) -> Command<Action> {
    let type = type
    let tag = Operand("tag", .text("tag").completed(by: "\(noun).tag"), help: "The tag")
    let references = RepeatedOperand(noun, reference, minimum: 1, help: "Which \(type.plural)")
    return Command(
      verb, summary,
      arguments: [tag, references],
      examples: [
        example(verb, "vip \(sample)", "One by name"),
        example(verb, "newsletter 1 2 3", "Several by id"),
      ],
      action: .writes { call, session in
        let store = try session.store()
        let reader = try store.recordReader(type)
        let steps = try call[references].map { reference in
          let id = try session.find(type, reference)
          let tags = try reader.read(id)?["tags"]?.array ?? []
          return Plan.Step(
            .update, type, id: id, changes: ["tags": .array(change(tags, .string(call[tag])))])
        }
        return try session.carryOut(Plan(summary: "\(verb) \(call[tag])", steps: steps))
      })
  }
}
