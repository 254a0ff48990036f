internal import Arguments
internal import Models

/// `crm activity`: activities: calls, e-mails, meetings and notes.
enum ActivityCommand {
  static let records = RecordCommands(
    type: .activity, sample: "'Pricing call'",
    examples: .init(
      add: [],
      list: [
        ("--kind call --company Acme --sort occurred_at:desc -n 10", "The last calls with a company"),
        ("--where 'occurred_at in last_week and kind != note' -o csv", "A week for a spreadsheet"),
      ],
      edit: [
        ("'Pricing call' --direction in", "They called us"),
        ("'Lunch' --contact 'Ann Lee' --deal 'Acme renewal'", "Who was there, and what it was about"),
      ]))

  static let command = Command<Action>(
    "activity", "Activities: calls, e-mails, meetings and notes", group: "Records",
    children: {
      [
        ActivityAdd.command, records.show(), records.list(), records.edit(), records.delete(),
      ]
    })
}
