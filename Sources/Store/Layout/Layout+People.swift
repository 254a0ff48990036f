internal import Models

extension Layout {
  static let contact = Layout(
    type: .contact,
    table: "contact",
    title: contactName,
    storage: columns(
      "first_name", "last_name", "email", "phone", "position", "source", "owner", "birthday", "address",
      "city",
      "postcode", "region", "country", "notes", "do_not_contact", "fields", "created_at",
      "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "name": .title(key: "name_key"),
      "emails": .firstAndMore(column: "email", table: "contact_email"),
      "phones": .firstAndMore(column: "phone", table: "contact_phone"),
      "company": .reference(column: "company_id", to: .company),
      "company_id": .id(column: "company_id"),
      "affiliations": .affiliations,
      "status": .reference(column: "status_id", to: .status),
      "tags": .rows(table: "contact_tag", column: "tag"),
      "score": .derived { "(SELECT score FROM contact_derived WHERE contact_id = \($0).id)" },
      "last_activity_at": .derived(lastActivity),
      "days_quiet": .derived { LayoutSQL.days(from: lastActivity($0)) },
      "insights": .objects { row in
        LayoutSQL.accepted(
          "m.id IN (SELECT meeting_id FROM meeting_participant WHERE contact_id = \(row).id)")
      },
    ]),
    links: [
      "companies": Link(
        from: { "company \($0)" },
        condition: { owner, target in
          """
          (\(target).id = \(owner).company_id OR \(target).id IN \
          (SELECT company_id FROM affiliation WHERE contact_id = \(owner).id))
          """
        }),
      "deals": .pairs("deal", by: "deal_contact", owner: "contact_id", target: "deal_id"),
      "tasks": .column("task", "contact_id"),
      "activities": .pairs("activity", by: "activity_contact", owner: "contact_id", target: "activity_id"),
      "meetings": .pairs("meeting", by: "meeting_participant", owner: "contact_id", target: "meeting_id"),
    ])

  /// Full name, or NULL when neither part is known.
  private static func contactName(_ row: String) -> String {
    "coalesce(\(row).first_name || ' ' || \(row).last_name, \(row).first_name, \(row).last_name)"
  }

  /// What is kept is the newest exchange, which is mostly the last one; only where it is still to come, those before it
  /// are looked at.
  private static func lastActivity(_ row: String) -> String {
    let last = """
      SELECT max(a.occurred_at) FROM activity_contact l JOIN activity a ON a.id = l.activity_id \
      WHERE l.contact_id = \(row).id AND a.kind <> 'note' AND a.occurred_at <= now()
      """
    return """
      (SELECT iif(last_activity_at > now(), (\(last)), last_activity_at) FROM contact_derived \
      WHERE contact_id = \(row).id)
      """
  }

  static let company = Layout(
    type: .company,
    table: "company",
    title: { "\($0).name" },
    storage: columns(
      "domain", "industry", "size", "address", "city", "country", "phone", "website", "owner",
      "notes",
      "fields", "created_at", "updated_at"
    ).adding([
      "external_id": .exact("external_id"),
      "name": .title(key: "name_key"),
      "tags": .rows(table: "company_tag", column: "tag"),
      "days_quiet": .derived { row in
        LayoutSQL.days(from: LayoutSQL.lastExchange("company_id = \(row).id"))
      },
      "insights": .objects { LayoutSQL.accepted("m.company_id = \($0).id") },
    ]),
    links: [
      "contacts": Link(
        from: { "contact \($0)" },
        condition: { owner, target in
          """
          (\(target).company_id = \(owner).id OR \(target).id IN \
          (SELECT contact_id FROM affiliation WHERE company_id = \(owner).id))
          """
        }),
      "deals": .column("deal", "company_id"),
      "tasks": .column("task", "company_id"),
      "activities": .column("activity", "company_id"),
      "meetings": .column("meeting", "company_id"),
    ])

  static let status = Layout(
    type: .status,
    table: "lead_status",
    title: { "\($0).name" },
    storage: columns("kind", "position").adding(["name": .title(key: "name_key")]),
    links: ["contacts": .column("contact", "status_id")])

  static let setting = Layout(
    type: .setting,
    table: "setting",
    title: { "\($0).name" },
    storage: columns("name", "value"),
    links: [:])
}
