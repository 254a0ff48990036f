internal import Arguments
internal import Models

/// `crm deal`: deals: what may be sold, and where it stands.
enum DealCommand {
  static let records = RecordCommands(
    type: .deal, sample: "'Acme renewal'",
    examples: .init(
      add: [
        (
          "'Acme renewal' --value 7500 --company Acme --stage proposal --contact ann@acme.example",
          "A deal with its main contact"
        ),
        (
          "'Beta pilot' --value 900000 --currency JPY --expected-close 2026-09-30",
          "In another currency"
        ),
        ("- < deals.jsonl", "All records of a file, with roles and products"),
      ],
      list: [
        ("--status open --sort expected_close", "What is to close next"),
        (
          "--stage negotiation --where 'value >= 10000' --fields title,value,company",
          "Large ones about to be decided"
        ),
        (
          "--where 'status = open and days_in_stage > 30' --count",
          "How many have not moved for a month"
        ),
      ],
      edit: [
        ("'Acme renewal' --stage negotiation", "Move it to another stage"),
        ("'Acme renewal' --status won", "Move it to the stage for deals that are won"),
        ("'Acme renewal' --probability 0.9 --next-step 'send the contract'", "A chance of its own"),
        ("'Acme renewal' --probability ''", "Back to the chance of its stage"),
      ]))

  static let command = Command<Action>(
    "deal", "Deals: what may be sold, and where it stands", group: "Records",
    children: {
      [
        records.add(), records.show(), records.list(), records.edit(), records.delete(), records.tag(),
        records.untag(), DealMove.move, DealMove.win, DealMove.lose, DealHistory.command, DealBoard.command,
        DealLink.link, DealLink.unlink, records.log(),
      ]
    })
}
