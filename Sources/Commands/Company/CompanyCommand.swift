internal import Arguments
internal import Models

/// `crm company`: organisations.
enum CompanyCommand {
  static let records = RecordCommands(
    type: .company, sample: "Acme",
    examples: .init(
      add: [
        ("Acme --domain acme.example --industry Retail --size 120", "One company"),
        ("- --upsert domain < companies.jsonl", "All records of a file, changing those that are there"),
      ],
      list: [
        ("--industry Retail --sort size:desc", "The largest first"),
        ("--where 'size > 100 and contacts() = 0' --fields name,domain", "Large ones where nobody is known"),
      ],
      edit: [
        ("Acme --city Berlin --owner bo", "Two fields of one company"),
        ("acme.example --website ''", "Clear a field of the company with that domain"),
      ]))

  static let command = Command<Action>(
    "company", "Companies: add, find and change them", group: "Records",
    children: {
      [
        records.add(), records.show(), records.list(), records.edit(), records.delete(), records.tag(),
        records.untag(), records.merge(), CompanyLink.link, CompanyLink.unlink, records.log(),
      ]
    })
}
