extension Catalog {
  static let contact = Catalog(
    type: .contact,
    fields: [
      Field("first_name", .text, "Given name"),
      Field("last_name", .text, "Family name"),
      Field("name", .text, "Full name; when given alone, its last word is the family name"),
      Field("email", .email, "Main e-mail address"),
      Field("emails", .list(.email), "All e-mail addresses, the main one first"),
      Field("phone", .phone, "Main phone number"),
      Field("phones", .list(.phone), "All phone numbers, the main one first"),
      Field("company", .reference(.company, id: "company_id"), "Company, by name or domain"),
      Field("company_id", .referenceID(.company), "Company, by id"),
      Field("position", .text, "Job title at the company"),
      Field("affiliations", .objects(affiliation), "All companies, the main one first"),
      Field("status", .reference(.status, id: nil), "Lead status"),
      Field("source", .text, "Where the contact came from"),
      Field("owner", .text, "Who looks after the contact"),
      Field("birthday", .day, "Date of birth"),
      Field("address", .text, "Street and number"),
      Field("city", .text, "City"),
      Field("postcode", .text, "Postal code"),
      Field("region", .text, "State, province or region"),
      Field("country", .text, "Country"),
      Field("tags", .tags, "Tags"),
      Field("notes", .prose, "Notes"),
      Field("do_not_contact", .flag, "Whether the person asked not to be contacted"),
    ] + common + [
      Field("score", .integer, .shown, "Lead score, 1 to 99"),
      Field("last_activity_at", .time, .shown, "Last call, e-mail or meeting"),
    ] + times + [
      Field("days_quiet", .integer, .computed, "Days since the last call, e-mail or meeting"), accepted,
    ],
    title: "name",
    relations: [
      .one("company", .company),
      .many("companies", .company),
      .many("deals", .deal),
      .many("tasks", .task),
      .many("activities", .activity),
      .many("meetings", .meeting),
    ])

  static let affiliation: [Field] = [
    Field("company_id", .referenceID(.company), "Company, by id"),
    Field("company", .reference(.company, id: "company_id"), "Company, by name or domain"),
    Field("position", .text, "Job title there"),
    Field("primary", .flag, "Whether this is the main company"),
  ]

  static let company = Catalog(
    type: .company,
    fields: [
      Field("name", .text, "Name"),
      Field("domain", .text, "Internet domain"),
      Field("industry", .text, "Industry"),
      Field("size", .integer, "Number of employees"),
      Field("address", .text, "Street and number"),
      Field("city", .text, "City"),
      Field("country", .text, "Country"),
      Field("phone", .phone, "Phone number"),
      Field("website", .text, "Web address"),
      Field("owner", .text, "Who looks after the company"),
      Field("tags", .tags, "Tags"),
      Field("notes", .prose, "Notes"),
    ] + common + times + [
      Field("days_quiet", .integer, .computed, "Days since the last call, e-mail or meeting"), accepted,
    ],
    title: "name",
    relations: [
      .many("contacts", .contact),
      .many("meetings", .meeting),
      .many("deals", .deal),
      .many("tasks", .task),
      .many("activities", .activity),
    ])

  static let status = Catalog(
    type: .status,
    fields: [
      Field("name", .text, "Name of the lead status"),
      Field("kind", .choice(["open", "won", "lost"]), "What it means for the lead"),
      Field("position", .integer, "Place in the list"),
    ],
    title: "name",
    relations: [.many("contacts", .contact)])

  static let setting = Catalog(
    type: .setting,
    fields: [
      Field("name", .text, "Name of the setting"),
      Field("value", .text, "Its value"),
    ],
    title: "name",
    relations: [])
}
