internal import Arguments
internal import Models

/// `crm contact`: people.
enum ContactCommand {
  static let records = RecordCommands(
    type: .contact, sample: "'Ann Lee'",
    examples: .init(
      add: [
        (
          "'Ann Lee' --email ann@acme.example --company Acme --tag vip",
          "A person and, if it is new, her company"
        ),
        ("- < contacts.jsonl", "All records of a file"),
        (
          "'Ann Lee' --email ann@acme.example --upsert email",
          "Change the contact with that address, if there is one"
        ),
      ],
      list: [
        ("--company Acme --sort name", "The people of a company"),
        (
          "--where 'status = new and created_at >= -30d' --fields name,email -o csv",
          "New leads for a spreadsheet"
        ),
        ("--where 'company.industry = Retail and activities() = 0' --count", "How many were never spoken to"),
      ],
      edit: [
        ("ann@acme.example --status qualified --owner bo", "Two fields of one contact"),
        ("'Ann Lee' --phone '' --field region=North", "Clear a field, set a custom one"),
        ("- < changed.jsonl", "Records as list prints them, changed by another program"),
      ]))

  static let command = Command<Action>(
    "contact", "People: add, find and change them", group: "Records",
    children: {
      [
        records.add(), records.show(), records.list(), records.edit(), records.delete(), records.tag(),
        records.untag(), records.merge(), ContactLink.link, ContactLink.unlink, records.log(),
        ContactErase.command,
      ]
    })
}
