internal import Arguments
internal import Models

/// `crm pipeline`: pipelines: the stages that deals go through.
enum PipelineCommand {
  static let records = RecordCommands(
    type: .pipeline, sample: "Sales",
    examples: .init(
      add: [
        ("Partners --stage talks --stage contract", "A pipeline of two open stages"),
        ("- < pipelines.jsonl", "With kinds, chances and days until a deal is stale"),
      ],
      list: [
        ("--fields name,stages", "The stages of each")
      ],
      edit: [
        ("Sales --description 'New business'", "Say what it is for"),
        (
          "Sales --stage lead --stage demo --stage negotiation --stage won --stage lost",
          "All stages in their new order"
        ),
      ]))

  static let command = Command<Action>(
    "pipeline", "Pipelines: the stages that deals go through", group: "Records",
    children: {
      [
        records.add(), records.show(), records.list(), records.edit(), records.delete(), StageCommand.command,
      ]
    })
}
