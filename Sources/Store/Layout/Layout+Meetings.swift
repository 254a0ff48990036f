internal import Models

extension Layout {
  static let meeting = Layout(
    type: .meeting,
    table: "meeting",
    title: { "\($0).title" },
    storage: columns(
      "title", "occurred_at", "duration_seconds", "turns", "words", "language", "source", "content_hash",
      "extracted_at", "fields", "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "participants": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('name', name, 'email', email, 'contact_id', contact_id, 'speaker', speaker) AS item \
          FROM meeting_participant WHERE meeting_id = \(row).id ORDER BY position
          """)
      },
      "deal_id": .id(column: "deal_id"),
      "company_id": .id(column: "company_id"),
      "activity_id": .id(column: "activity_id"),
      "insights": .derived { "(SELECT count(*) FROM insight WHERE meeting_id = \($0).id)" },
      "proposals": .derived { "(SELECT count(*) FROM proposal WHERE meeting_id = \($0).id)" },
      "transcript": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('speaker', speaker, 'text', text, 'at', at, 'until', until) AS item \
          FROM meeting_turn WHERE meeting_id = \(row).id ORDER BY position
          """)
      },
    ]),
    links: [
      "contacts": .pairs("contact", by: "meeting_participant", owner: "meeting_id", target: "contact_id"),
      "facts": .column("insight", "meeting_id"),
    ])

  static let insight = Layout(
    type: .insight,
    table: "insight",
    title: { "\($0).text" },
    storage: columns(
      "kind", "text", "quote", "turn", "speaker", "at", "owner", "due", "category", "confidence", "status",
      "engine", "model", "prompt_version", "fields", "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "meeting_id": .id(column: "meeting_id"),
      "activity_id": .id(column: "activity_id"),
    ]),
    links: [:])

  static let proposal = Layout(
    type: .proposal,
    table: "proposal",
    title: { "\($0).summary" },
    storage: columns(
      "kind", "summary", "plan", "confidence", "status", "origin", "engine", "model", "prompt_version",
      "is_edited", "decided_by", "decided_at", "fields", "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "meeting_id": .id(column: "meeting_id"),
      "evidence": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('insight_id', insight_id, 'turn', turn, 'speaker', speaker, 'quote', quote) AS item \
          FROM proposal_evidence WHERE proposal_id = \(row).id ORDER BY position
          """)
      },
    ]),
    links: [:])
}
