extension Catalog {
  static let pipeline = Catalog(
    type: .pipeline,
    fields: [
      Field("name", .text, "Name"),
      Field("description", .prose, "What the pipeline is for"),
      Field("stages", .objects(stage), "Stages in order"),
    ] + common + times,
    title: "name",
    relations: [.many("deals", .deal)])

  static let stage: [Field] = [
    Field("name", .text, "Name"),
    Field("position", .integer, .shown, "Place in the pipeline, from 0"),
    Field("kind", .choice(["open", "won", "lost"]), "Whether a deal in it is open or closed"),
    Field("probability", .probability, "Chance to win a deal that is in it"),
    Field("rotting_days", .integer, "Days after which a deal in it counts as stale"),
    Field("was", .text, "The name it has now, to give it another; never printed"),
  ]

  static let deal = Catalog(
    type: .deal,
    fields: [
      Field("title", .text, "Title"),
      Field("description", .prose, "Description"),
      Field("value", .money, "Amount"),
      Field("currency", .currency, "Currency of the amount, by ISO 4217 code"),
      Field("pipeline", .reference(.pipeline, id: "pipeline_id"), "Pipeline, by name"),
      Field("pipeline_id", .referenceID(.pipeline), "Pipeline, by id"),
      Field("stage", .text, "Stage of the pipeline"),
      Field("status", .choice(["open", "won", "lost"]), "Open or how it was closed; follows the stage"),
      Field("probability", .probability, "Chance to win; the stage's unless set"),
      Field("expected_close", .day, "Day it is expected to close"),
      Field("company", .reference(.company, id: "company_id"), "Company, by name or domain"),
      Field("company_id", .referenceID(.company), "Company, by id"),
      Field("contacts", .objects(role), "People with their roles"),
      Field("products", .objects(product), "Products with quantity and price"),
      Field("next_step", .text, "What happens next"),
      Field("owner", .text, "Who looks after the deal"),
      Field("source", .text, "Where the deal came from"),
      Field("lost_reason", .text, "Why it was lost"),
      Field("tags", .tags, "Tags"),
    ] + common + [
      Field("stage_entered_at", .time, "When it entered its stage")
    ] + times + [
      Field("closed_at", .time, "When it was won or lost"),
      Field("age_days", .integer, .computed, "Days since it was made"),
      Field("days_in_stage", .integer, .computed, "Days in its stage"),
      Field("cycle_days", .integer, .computed, "Days from made to closed"),
      Field("days_quiet", .integer, .computed, "Days since the last call, e-mail or meeting"), accepted,
      Field("history", .objects(visit), .archived, "Stages it has been in"),
    ],
    title: "title",
    relations: [
      .one("company", .company),
      .one("pipeline", .pipeline),
      .many("contacts", .contact),
      .many("tasks", .task),
      .many("activities", .activity),
      .many("meetings", .meeting),
    ])

  static let role: [Field] = [
    Field("id", .referenceID(.contact), "Contact, by id"),
    Field("name", .text, .shown, "Name"),
    Field("email", .email, "Contact, by e-mail"),
    Field("role", .text, "Part the person plays"),
    Field("primary", .flag, "Whether this is the main contact"),
  ]

  static let visit: [Field] = [
    Field("pipeline", .text, .shown, "Pipeline"),
    Field("stage", .text, .shown, "Stage"),
    Field("kind", .choice(["open", "won", "lost"]), .shown, "Whether a deal in it is open or closed"),
    Field("entered_at", .time, .shown, "When the deal entered it"),
    Field("left_at", .time, .shown, "When the deal left it"),
    Field("days", .integer, .shown, "Days in it"),
  ]

  static let product: [Field] = [
    Field("name", .text, "Name"),
    Field("quantity", .number, "How many"),
    Field("price", .money, "Price of one"),
  ]

  static let task = Catalog(
    type: .task,
    fields: [
      Field("title", .text, "Title"),
      Field("description", .prose, "Description"),
      Field("priority", .choice(["low", "medium", "high", "urgent"]), "Priority"),
      Field("status", .choice(["todo", "in_progress", "completed", "cancelled"]), "Status"),
      Field("due_date", .day, "Day it is due"),
      Field("contact", .reference(.contact, id: "contact_id"), "Contact, by e-mail or name"),
      Field("contact_id", .referenceID(.contact), "Contact, by id"),
      Field("contact_email", .email, "E-mail address of the contact"),
      Field("deal", .reference(.deal, id: "deal_id"), "Deal, by title"),
      Field("deal_id", .referenceID(.deal), "Deal, by id"),
      Field("company", .reference(.company, id: "company_id"), "Company, by name or domain"),
      Field("company_id", .referenceID(.company), "Company, by id"),
      Field("owner", .text, "Who does it"),
    ] + common + [
      Field("completed_at", .time, "When it was done")
    ] + times + [
      Field("days_overdue", .integer, .computed, "Days past its due date")
    ],
    title: "title",
    relations: [.one("contact", .contact), .one("deal", .deal), .one("company", .company)])

  static let activity = Catalog(
    type: .activity,
    fields: [
      Field("kind", .choice(["note", "call", "email", "meeting", "other"]), "What it was"),
      Field("subject", .text, "Subject"),
      Field("body", .prose, "Text"),
      Field("direction", .choice(["in", "out", "none"]), "Who began it: they (in) or we (out)"),
      Field("occurred_at", .time, "When it took place"),
      Field("duration_minutes", .integer, "How long it took"),
      Field("contacts", .objects(participant), "People who took part"),
      Field("deal", .reference(.deal, id: "deal_id"), "Deal, by title"),
      Field("deal_id", .referenceID(.deal), "Deal, by id"),
      Field("company", .reference(.company, id: "company_id"), "Company, by name or domain"),
      Field("company_id", .referenceID(.company), "Company, by id"),
      Field("owner", .text, "Who did it"),
      Field("source", .text, "Where the record came from"),
    ] + common + times,
    title: "subject",
    relations: [.many("contacts", .contact), .one("deal", .deal), .one("company", .company)])

  static let participant: [Field] = [
    Field("id", .referenceID(.contact), "Contact, by id"),
    Field("name", .text, .shown, "Name"),
    Field("email", .email, "Contact, by e-mail"),
  ]
}
