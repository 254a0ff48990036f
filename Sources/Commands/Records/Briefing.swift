internal import Bytes
internal import Models
internal import Store

/// What to know before talking to somebody, on one screen: who it is, what is open, what was said last.
struct Briefing {
  let store: Store
  let type: RecordType
  let id: Int64

  /// The kinds of record there is a briefing about.
  static let types: [RecordType] = [.contact, .company, .deal]

  /// The lists of a briefing, each with the columns of its table.
  static let lists: [(name: String, columns: [String])] = [
    ("contacts", ["id", "name", "position", "role", "email", "phone"]),
    ("open_deals", ["id", "title", "value", "currency", "stage", "days_in_stage", "expected_close"]),
    ("exchanges", ["occurred_at", "kind", "direction", "subject", "excerpt"]),
    ("promises", ["occurred_at", "owner", "text", "due"]),
    ("open_tasks", ["id", "title", "due_date", "days_overdue", "priority", "owner"]),
  ]

  func read() throws -> JSONObject {
    var briefing: JSONObject = ["type": "briefing", "of": .string(type.rawValue)]
    let who = try store.rows(Query(from: type, id: id, fields: fields)).first ?? [:]
    for (name, value) in who where name != "contacts" && name != "next_step" { briefing[name] = value }
    let deals = type == .deal ? [] : try openDeals()
    let tasks = try openTasks()
    let steps = [who["next_step"]] + deals.map { $0["next_step"] } + [tasks.first?["title"]]
    briefing["next_step"] = steps.lazy.compactMap { $0 }.first { !$0.isNull } ?? .null
    switch type {
    case .company: briefing["contacts"] = try list(people())
    case .deal: briefing["contacts"] = who["contacts"]
    default: break
    }
    if type != .deal { briefing["open_deals"] = list(deals) }
    briefing["exchanges"] = list(try exchanges())
    briefing["promises"] = try promises()
    briefing["open_tasks"] = list(tasks)
    return briefing
  }

  private func list(_ rows: [JSONObject]) -> JSON { .array(rows.map(JSON.object)) }

  /// What says who or what it is.
  private var fields: [String] {
    switch type {
    case .contact:
      [
        "id", "name", "position", "company", "email", "phone", "status", "owner", "tags", "do_not_contact",
        "score", "days_quiet",
      ]
    case .company:
      ["id", "name", "domain", "industry", "size", "city", "phone", "owner", "tags", "days_quiet"]
    default:
      [
        "id", "title", "value", "currency", "pipeline", "stage", "status", "probability", "days_in_stage",
        "expected_close", "company", "owner", "tags", "days_quiet", "contacts", "next_step",
      ]
    }
  }

  // MARK: Lists

  private func people() throws -> [JSONObject] {
    try rows(
      .contact, .compare(Path(["company_id"]), .equal, .number(String(id))),
      by: "last_activity_at", descending: true, limit: 5, ["id", "name", "position", "email", "phone"])
  }

  private func openDeals() throws -> [JSONObject] {
    try rows(
      .deal, .and(about(.deal), .compare(Path(["status"]), .equal, .word("open"))), by: "expected_close",
      limit: 5,
      ["id", "title", "value", "currency", "stage", "days_in_stage", "expected_close", "next_step"])
  }

  private func openTasks() throws -> [JSONObject] {
    let isOpen = Condition.isOneOf(Path(["status"]), [.word("todo"), .word("in_progress")])
    return try rows(
      .task, .and(about(.task), isOpen), by: "due_date", limit: 5,
      ["id", "title", "due_date", "days_overdue", "priority", "owner"])
  }

  /// The last things said to each other: all activities but notes, and but what is still to come.
  private func exchanges() throws -> [JSONObject] {
    let isExchange = Condition.and(
      .compare(Path(["kind"]), .notEqual, .word("note")),
      .compare(Path(["occurred_at"]), .lessOrEqual, .word("now")))
    return try rows(
      .activity, .and(about(.activity), isExchange), by: "occurred_at", descending: true, limit: 3,
      ["id", "occurred_at", "kind", "direction", "owner", "subject", "body"]
    ).map { row in
      var row = row
      row["excerpt"] = (row["body"]?.string).map { .string(Self.excerpt($0)) } ?? .null
      row["body"] = nil
      return row
    }
  }

  /// What somebody promised in the last meetings, as far as a person agreed that it was promised.
  private func promises() throws -> JSON {
    let name = Catalog.accepted.name
    let facts = try store.rows(Query(from: type, id: id, fields: [name])).first?[name]?.array ?? []
    return .array(
      facts.filter { $0["kind"] == "action_item" }.suffix(5).map { fact in
        .object(
          JSONObject(
            ["id", "meeting_id", "occurred_at", "owner", "text", "due"].map { ($0, fact[$0] ?? .null) }))
      })
  }

  private func about(_ target: RecordType) -> Condition { .about(type, id, in: target) }

  private func rows(
    _ type: RecordType, _ condition: Condition, by field: String, descending: Bool = false, limit: Int,
    _ fields: [String]
  ) throws -> [JSONObject] {
    try store.rows(
      Query(
        from: type, condition: condition, sort: [.init(path: Path([field]), descending: descending)],
        limit: limit, fields: fields.map { Path([$0]) }))
  }

  /// The beginning of a text, as one line.
  private static func excerpt(_ text: String) -> String {
    let start = text.prefix(201)
    let line = start.prefix(200).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return start.count > 200 ? line + "…" : line
  }
}

extension Session {
  /// Prints briefings: for a person what is said in a word or two, then a table for each list.
  func brief(_ type: RecordType, _ ids: [Int64]) throws -> ExitStatus {
    let store = try store()
    var briefings = try store.reading {
      try ids.map { try Briefing(store: store, type: type, id: $0).read() }
    }
    if try format() == .table {
      for index in briefings.indices { briefings[index]["of"] = nil }
    }
    return try printAll(briefings, lists: Briefing.lists)
  }
}
