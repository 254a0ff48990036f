internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm deal board`: deals by stage.
enum DealBoard {
  private static let pipeline = RepeatedOption(
    "pipeline", .text("name").completed(by: "pipeline"), help: "Only the stages of this pipeline")
  private static let filters = ListFilter.all(of: .deal).filter { $0.name != "pipeline" }
  private static let limit = DefaultedOption(
    "limit", short: "n", .count("n"), default: "5", help: "Show so many deals of a stage")

  static let command = Command<Action>(
    "board", "Show deals by stage",
    discussion: """
      Each stage with the number of its deals, their sum in each currency, and the deals that come first: open ones \
      by the day they are expected to close, closed ones by the day they were closed. On a terminal the stages stand \
      side by side, as many as fit its width; else each is an object.
      """,
    arguments: [pipeline] + filters.map(\.declaration) + [ListOptions.condition, limit],
    examples: [
      Example("crm deal board", "All deals"),
      Example(
        "crm deal board --owner bo --closing this_month --status open", "What bo is to close this month"),
      Example("crm deal board --pipeline Sales -o csv", "For a spreadsheet"),
    ],
    action: .reads { call, session in
      let query = try ListOptions.condition(call, filters: filters.flatMap { $0.conditions(call) })
      let store = try session.store()
      let pipelines = try call[pipeline].map { try store.find(.pipeline, $0) }
      let stages = try store.reading { try read(query, limit: call[limit], in: pipelines, store) }
      if try session.format() == .table { return try print(stages, session) }
      let printer = try RowPrinter(
        session,
        columns: ["type", "pipeline", "stage", "kind", "probability", "count", "totals", "deals"])
      for stage in stages { try printer.row(stage) }
      try printer.finish()
      return .ok
    })

  // MARK: Reading

  /// The stages of some pipelines, or of all, in order and with their deals.
  private static func read(
    _ condition: Condition?, limit: Int, in chosen: [Int64], _ store: Store
  ) throws -> [JSONObject] {
    let totals = try store.rows(
      Query(
        from: .deal, condition: condition,
        groupBy: [.init(path: Path(["pipeline_id"])), .init(path: Path(["stage"]))],
        aggregates: [.init(function: .count), .init(function: .sum, path: Path(["value"]), name: "value")]))
    var rows: [JSONObject] = []
    for pipeline in try store.rows(Query(from: .pipeline)) {
      guard let id = pipeline["id"]?.int64, chosen.isEmpty || chosen.contains(id) else { continue }
      for stage in pipeline["stages"]?.array ?? [] {
        let name = stage["name"]?.string ?? ""
        let sums = totals.filter { $0["pipeline_id"]?.int64 == id && $0["stage"]?.string == name }
        let count = sums.reduce(0) { $0 + ($1["count"]?.int64 ?? 0) }
        let place = Condition.all([
          .compare(Path(["pipeline_id"]), .equal, .number(String(id))),
          .compare(Path(["stage"]), .equal, .text(name)),
        ])
        rows.append([
          "type": "stage", "pipeline": pipeline["name"] ?? .null, "stage": .string(name),
          "kind": stage["kind"] ?? .null, "probability": stage["probability"] ?? .null,
          "count": .number(JSONNumber(count)),
          "totals": .array(
            sums.filter { $0["value"]?.isNull == false }.map { sum in
              ["currency": sum["currency"] ?? .null, "value": sum["value"] ?? .null]
            }),
          "deals": .array(
            count == 0 || limit == 0
              ? []
              : try store.rows(
                cards(condition.map { .and($0, place) } ?? place, isOpen: stage["kind"] == "open", limit)
              ).map(JSON.object)),
        ])
      }
    }
    return rows
  }

  /// The deals of a stage that come first.
  private static func cards(_ condition: Condition, isOpen: Bool, _ limit: Int) -> Query {
    Query(
      from: .deal, condition: condition,
      sort: [.init(path: Path([isOpen ? "expected_close" : "closed_at"]), descending: !isOpen)],
      limit: limit,
      fields: ["id", "title", "value", "currency", "company", "owner", "expected_close", "days_in_stage"].map
      {
        Path([$0])
      })
  }

  // MARK: On a terminal

  private static func print(_ stages: [JSONObject], _ session: Session) throws -> ExitStatus {
    let board = Board(width: session.world.output.width, isStyled: session.usesColor)
    let pipelines = stages.reduce(into: [String]()) { names, stage in
      let name = stage["pipeline"]?.string ?? ""
      if names.last != name { names.append(name) }
    }
    for (index, name) in pipelines.enumerated() {
      if pipelines.count > 1 {
        try session.output.write((index > 0 ? "\n" : "") + TerminalText.sanitise(name) + "\n\n")
      }
      let columns = stages.filter { $0["pipeline"]?.string == name }.map(Board.Column.init(stage:))
      try session.output.write(board.text(columns))
    }
    try session.output.flush()
    return .ok
  }
}

extension Board.Column {
  /// A stage as `board` prints it, with a line for each thing said of it.
  fileprivate init(stage: JSONObject) {
    func money(_ object: JSON) -> String {
      guard let value = object["value"], !value.isNull else { return "" }
      return value.text + " " + (object["currency"]?.string ?? "")
    }
    let count = stage["count"]?.int64 ?? 0
    let deals = stage["deals"]?.array ?? []
    title = stage["stage"]?.string ?? ""
    summary = ["\(count) deal\(count == 1 ? "" : "s")"] + (stage["totals"]?.array ?? []).map(money)
    cards = deals.map { deal in
      [deal["title"]?.string ?? "", money(deal), deal["company"]?.string ?? ""].filter { !$0.isEmpty }
    }
    if count > Int64(deals.count), !deals.isEmpty { cards.append(["+ \(count - Int64(deals.count)) more"]) }
  }
}
