extension Catalog {
  static let meeting = Catalog(
    type: .meeting,
    fields: [
      Field("title", .text, "Title"),
      Field("occurred_at", .time, "When it began"),
      Field("duration_seconds", .integer, "How long it took"),
      Field("participants", .objects(attendee), "People who took part"),
      Field("deal_id", .referenceID(.deal), "Deal, by id"),
      Field("company_id", .referenceID(.company), "Company, by id"),
      Field("activity_id", .referenceID(.activity), "The activity that it is for those who took part"),
      Field("turns", .integer, "Number of utterances"),
      Field("words", .integer, "Number of words"),
      Field("language", .text, "Language spoken"),
      Field("source", .text, "Where the transcript came from"),
      Field("content_hash", .text, "Hash of the transcript"),
      Field("extracted_at", .time, "When facts were extracted"),
      Field("insights", .integer, .shown, "Number of extracted facts"),
      Field("proposals", .integer, .shown, "Number of changes proposed because of them"),
    ] + common + times + [
      Field("transcript", .objects(utterance), .archived, "What was said, turn by turn")
    ],
    title: "title",
    relations: [
      .many("contacts", .contact), .one("deal", .deal), .one("company", .company),
      .one("activity", .activity), .many("facts", .insight),
    ])

  static let attendee: [Field] = [
    Field("name", .text, "Name"),
    Field("email", .email, "E-mail address"),
    Field("contact_id", .referenceID(.contact), "Contact, by id"),
    Field("speaker", .text, "Label in the transcript"),
  ]

  static let utterance: [Field] = [
    Field("speaker", .text, "Who speaks, as the transcript names them"),
    Field("text", .prose, "What is said"),
    Field("at", .number, "When it begins, in seconds from the start"),
    Field("until", .number, "When it ends, in seconds from the start"),
  ]

  static let insight = Catalog(
    type: .insight,
    fields: [
      Field("meeting_id", .referenceID(.meeting), "Meeting it is from"),
      Field("activity_id", .referenceID(.activity), "Activity it is from"),
      Field("kind", .text, "What sort of fact it is"),
      Field("text", .prose, "The fact in a sentence"),
      Field("quote", .prose, "The words it rests on"),
      Field("turn", .integer, "Index of the utterance"),
      Field("speaker", .text, "Who said it"),
      Field("at", .number, "Seconds from the start"),
      Field("owner", .text, "Who is to act"),
      Field("due", .day, "Day it is due"),
      Field("category", .text, "Category"),
      Field("confidence", .probability, "How sure it is"),
      Field("status", .choice(["proposed", "accepted", "rejected"]), "What a person said of it"),
      Field("engine", .text, "Engine that found it"),
      Field("model", .text, "Model that found it"),
      Field("prompt_version", .text, "Wording of the question that the model was asked"),
    ] + common + times,
    title: "text",
    relations: [.one("meeting", .meeting), .one("activity", .activity)])

  static let proposal = Catalog(
    type: .proposal,
    fields: [
      Field("kind", .text, "What would change: contact, company, task, stage, value, plan and others"),
      Field("summary", .text, "What would happen, in a sentence"),
      Field("plan", .document, "The Plan that approving it carries out"),
      Field("evidence", .objects(evidence), "The words it rests on"),
      Field("confidence", .probability, "How sure it is"),
      Field("status", .choice(["pending", "approved", "rejected"]), "What a person decided"),
      Field("origin", .text, "What proposed it: extract, do, agent"),
      Field("meeting_id", .referenceID(.meeting), "Meeting it is from"),
      Field("engine", .text, "Engine that proposed it"),
      Field("model", .text, "Model that proposed it"),
      Field("prompt_version", .text, "Wording of the question that the model was asked"),
      Field("is_edited", .flag, "Whether a person changed it before deciding"),
      Field("decided_by", .text, "Who decided"),
      Field("decided_at", .time, "When it was decided"),
    ] + common + times,
    title: "summary",
    relations: [.one("meeting", .meeting)])

  static let evidence: [Field] = [
    Field("insight_id", .referenceID(.insight), "The fact, by id"),
    Field("turn", .integer, "Index of the utterance"),
    Field("speaker", .text, "Who said it"),
    Field("quote", .prose, "What was said"),
  ]
}
