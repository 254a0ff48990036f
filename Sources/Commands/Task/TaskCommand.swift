internal import Arguments
internal import Models

/// `crm task`: tasks: what is to be done, by whom and when.
enum TaskCommand {
  static let records = RecordCommands(
    type: .task, sample: "'Send contract'",
    examples: .init(
      add: [
        (
          "'Send contract' --due-date 2026-06-29 --contact ann@acme.example --priority high",
          "For a person"
        ),
        ("'Prepare demo' --deal 'Acme renewal' --due-date tomorrow --owner bo", "For a deal"),
      ],
      list: [
        ("--status todo --sort due_date", "What to do next"),
        ("--overdue --owner bo", "What is late"),
        ("--due this_week --fields title,due_date,contact", "What is due this week"),
      ],
      edit: [
        ("'Send contract' --owner bo", "Somebody else does it"),
        ("'Send contract' --due-date +1w --priority urgent", "Another day, and more pressing"),
      ]))

  static let command = Command<Action>(
    "task", "Tasks: what is to be done, by whom and when", group: "Records",
    children: {
      [
        records.add(), records.show(), records.list(), records.edit(), records.delete(),
        TaskProgress.start, TaskProgress.done, TaskProgress.cancel, TaskProgress.reopen,
      ]
    })
}
