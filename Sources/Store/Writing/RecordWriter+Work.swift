internal import Bytes
internal import Models
internal import SQLite

/// The rules of what people do: tasks and activities.
extension RecordWriter {
  /// A task has a title; it has a time of completion just when it is completed.
  func settleTask(_ draft: inout Draft) throws {
    try require("title", draft)
    fill(&draft, "priority", "medium")
    fill(&draft, "status", "todo")
    if let email = draft.take("contact_email"), draft.values["contact_id"] == nil {
      if !email.isNull || draft.values["contact"] == nil { draft["contact"] = email }
    }
    let isCompleted = draft["status"] == "completed"
    guard isCompleted || draft.values["completed_at"]?.isNull ?? true else {
      throw StoreError.invalid(.task, field: "completed_at", .sentence("only a completed task has one"))
    }
    if !isCompleted {
      draft["completed_at"] = .null
    } else if draft["completed_at"].isNull {
      draft["completed_at"] = draft.before?["completed_at"] ?? .null
      fill(&draft, "completed_at", now)
    }
  }

  /// An activity has a kind, and took place now unless it says when.
  func settleActivity(_ draft: inout Draft) throws {
    try require("kind", draft)
    fill(&draft, "occurred_at", now)
    fill(&draft, "direction", "none")
    guard let list = draft.take("contacts")?.array else { return }
    let finder = RelationFinder(database, for: .activity)
    let company = try company(of: draft)
    let people = Set(try list.map { try finder.person($0, company: company, field: "contacts") })
    let stored = Set((draft.before?["contacts"]?.array ?? []).compactMap { $0["id"]?.int64 })
    if people != stored {
      draft.replace("contacts", with: .array(people.sorted().map { ["id": .number(JSONNumber($0))] }))
    }
  }

  var now: JSON { .string(clock.now.description) }

  /// Gives a field that always has a value the one it has when nobody says otherwise.
  func fill(_ draft: inout Draft, _ field: String, _ value: JSON) {
    if draft[field].isNull { draft[field] = value }
  }

  // MARK: Rows of their own

  /// Writes the objects that belong to a record, each a row in a table of its own.
  func writeObjects(_ field: String, _ items: [JSON], of draft: Draft, id: Int64) throws {
    func clear(_ table: String) throws { try self.clear(table, draft.layout, id, draft) }
    switch (draft.type, field) {
    case (.pipeline, "stages"):
      try writeStages(items, of: id)
    case (.deal, "contacts"):
      try clear("deal_contact")
      for item in items {
        try database.execute(
          """
          INSERT INTO deal_contact (deal_id, contact_id, role, is_primary)
          VALUES (\(id), \(item["id"]?.int64), \(item["role"]?.string), \(item["primary"]?.bool))
          """)
      }
    case (.deal, "products"):
      try clear("deal_product")
      for (position, item) in items.enumerated() {
        try database.execute(
          """
          INSERT INTO deal_product (deal_id, position, name, quantity, price)
          VALUES (\(id), \(position), \(item["name"]?.string), \(item["quantity"]?.double), \(item["price"]?.int64))
          """)
      }
    case (.deal, "history"):
      // Only a new deal brings one along.
      for item in items {
        try database.execute(
          """
          INSERT INTO deal_stage (deal_id, stage_id, entered_at, left_at)
          VALUES (\(id), \(item["stage_id"]?.int64), \(item["entered_at"]?.int64), \(item["left_at"]?.int64))
          """)
      }
    case (.activity, "contacts"):
      try clear("activity_contact")
      for item in items {
        try database.execute("INSERT INTO activity_contact VALUES (\(id), \(item["id"]?.int64))")
      }
    case (.meeting, _), (.proposal, _):
      try writeMeetingObjects(field, items, of: draft, id: id)
    default: break
    }
  }
}
