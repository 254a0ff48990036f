internal import Arguments
internal import Models

/// `crm meeting`: what was said, and by whom.
enum MeetingCommand {
  static let records = RecordCommands(
    type: .meeting, sample: "'Pricing call'",
    examples: .init(
      add: [],
      list: [
        ("--sort occurred_at:desc -n 10", "The last ten"),
        ("--contact 'Ann Lee' --deal 'Acme renewal'", "With somebody, about something"),
        ("--where 'occurred_at in this_month and facts(kind = objection) > 0'", "Those with objections"),
      ],
      edit: [
        ("'Pricing call' --deal-id 3", "Say which deal it was about"),
        ("2 --title 'Kick-off' --occurred-at 2026-06-03T10:00", "What it is called, and when it was"),
      ]),
    fixed: ["turns", "words", "content_hash", "extracted_at", "participants", "activity_id", "source"])

  static let command = Command<Action>(
    "meeting", "Meetings: transcripts, what they say, who spoke how much", group: "Records",
    children: {
      [
        MeetingIngest.command, records.list(), MeetingShow.command, MeetingStats.command, records.edit(),
        records.delete(),
      ]
    })
}
