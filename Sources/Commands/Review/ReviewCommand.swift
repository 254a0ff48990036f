internal import Arguments
internal import Models

/// `crm review`: what waits for a person's decision.
enum ReviewCommand {
  static let command = Command<Action>(
    "review", "Decide on changes that were proposed",
    discussion: """
      What a transcript suggests, and what an assistant or a program may not do by itself, waits here as a proposal: a \
      Plan with the words it rests on. Approving one carries it out as one entry of the journal, after a look at \
      whether the records are still as the proposal expects. Without a verb the pending proposals are listed.
      """,
    group: "Records",
    arguments: ReviewList.arguments,
    examples: [
      Example("crm review", "What waits"),
      Example("crm review show 3", "One change with the words behind it"),
      Example("crm review approve 3 4", "Carry two out"),
      Example("crm review approve --all --min-confidence 0.9 --kind task", "By rule"),
      Example("crm undo", "Take the last one back; it is pending again"),
    ],
    action: ReviewList.action,
    children: {
      [
        ReviewList.command, ReviewShow.command, ReviewDecide.approve, ReviewDecide.reject, ReviewEdit.command,
        ReviewStats.command,
      ]
    })
}
