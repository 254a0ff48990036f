internal import Models

extension Layout {
  static let pipeline = Layout(
    type: .pipeline,
    table: "pipeline",
    title: { "\($0).name" },
    storage: columns("description", "fields", "created_at", "updated_at").adding([
      "external_id": .exact("external_id"),
      "name": .title(key: "name_key"),
      "stages": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('name', name, 'position', position, 'kind', kind, 'probability', probability, \
          'rotting_days', rotting_days) AS item FROM stage WHERE pipeline_id = \(row).id ORDER BY position
          """)
      },
    ]),
    links: ["deals": .column("deal", "pipeline_id")])

  static let deal = Layout(
    type: .deal,
    table: "deal",
    title: { "\($0).title" },
    storage: columns(
      "description", "value", "currency", "expected_close", "next_step", "owner", "source",
      "lost_reason",
      "fields", "stage_entered_at", "created_at", "updated_at", "closed_at"
    ).adding([
      "external_id": .exact("external_id"),
      "title": .title(key: "title_key"),
      "pipeline": .reference(column: "pipeline_id", to: .pipeline),
      "pipeline_id": .id(column: "pipeline_id"),
      "stage": .stage,
      "status": .derived { "(SELECT kind FROM stage WHERE id = \($0).stage_id)" },
      "probability": .derived { row in
        "coalesce(\(row).probability, (SELECT probability FROM stage WHERE id = \(row).stage_id))"
      },
      "company": .reference(column: "company_id", to: .company),
      "company_id": .id(column: "company_id"),
      "contacts": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('id', p.id, 'name', \(Layout.contact.title("p")), 'email', p.email, 'role', l.role, \
          'primary', json(iif(l.is_primary, 'true', 'false'))) AS item \
          FROM deal_contact l JOIN contact p ON p.id = l.contact_id WHERE l.deal_id = \(row).id \
          ORDER BY l.is_primary DESC, p.id
          """)
      },
      "products": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('name', name, 'quantity', quantity, \
          'price', json(money(price, \(row).currency))) AS item \
          FROM deal_product WHERE deal_id = \(row).id ORDER BY position
          """)
      },
      "tags": .rows(table: "deal_tag", column: "tag"),
      "age_days": .derived { LayoutSQL.days(from: "\($0).created_at") },
      "days_in_stage": .derived { LayoutSQL.days(from: "\($0).stage_entered_at") },
      "cycle_days": .derived { LayoutSQL.days(from: "\($0).created_at", to: "\($0).closed_at") },
      "days_quiet": .derived { row in
        LayoutSQL.days(from: LayoutSQL.lastExchange("deal_id = \(row).id"))
      },
      "insights": .objects { LayoutSQL.accepted("m.deal_id = \($0).id") },
      "history": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('pipeline', p.name, 'stage', s.name, 'kind', s.kind, \
          'entered_at', instant(h.entered_at), 'left_at', instant(h.left_at), \
          'days', \(LayoutSQL.days(from: "h.entered_at", to: "coalesce(h.left_at, now())"))) AS item \
          FROM deal_stage h JOIN stage s ON s.id = h.stage_id JOIN pipeline p ON p.id = s.pipeline_id \
          WHERE h.deal_id = \(row).id ORDER BY h.entered_at, h.id
          """)
      },
    ]),
    links: [
      "contacts": .pairs("contact", by: "deal_contact", owner: "deal_id", target: "contact_id"),
      "tasks": .column("task", "deal_id"),
      "activities": .column("activity", "deal_id"),
      "meetings": .column("meeting", "deal_id"),
    ])

  static let task = Layout(
    type: .task,
    table: "task",
    title: { "\($0).title" },
    storage: columns(
      "description", "priority", "status", "due_date", "owner", "fields",
      "completed_at",
      "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "title": .title(key: "title_key"),
      "contact": .reference(column: "contact_id", to: .contact),
      "contact_id": .id(column: "contact_id"),
      "contact_email": .derived { "(SELECT email FROM contact WHERE id = \($0).contact_id)" },
      "deal": .reference(column: "deal_id", to: .deal),
      "deal_id": .id(column: "deal_id"),
      "company": .reference(column: "company_id", to: .company),
      "company_id": .id(column: "company_id"),
      "days_overdue": .derived { row in
        """
        iif(\(row).status IN ('todo', 'in_progress') AND \(row).due_date < today(), \
        CAST(julianday(today()) - julianday(\(row).due_date) AS INTEGER), NULL)
        """
      },
    ]),
    links: [:])

  static let activity = Layout(
    type: .activity,
    table: "activity",
    title: { "coalesce(\($0).subject, \($0).kind)" },
    storage: columns(
      "kind", "subject", "body", "direction", "occurred_at", "duration_minutes", "owner", "source",

      "fields", "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "contacts": .objects { row in
        LayoutSQL.array(
          """
          SELECT json_object('id', p.id, 'name', \(Layout.contact.title("p")), 'email', p.email) AS item \
          FROM activity_contact l JOIN contact p ON p.id = l.contact_id WHERE l.activity_id = \(row).id \
          ORDER BY p.id
          """)
      },
      "deal": .reference(column: "deal_id", to: .deal),
      "deal_id": .id(column: "deal_id"),
      "company": .reference(column: "company_id", to: .company),
      "company_id": .id(column: "company_id"),
    ]),
    links: [
      "contacts": .pairs("contact", by: "activity_contact", owner: "activity_id", target: "contact_id")
    ])
}
