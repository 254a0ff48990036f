internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// The options that choose, order and cut the rows of a list.
enum ListOptions {
  static let condition = RepeatedOption(
    "where", .text("condition"), help: "Only records that satisfy the condition")
  static let sort = RepeatedOption("sort", .text("field[:desc]"), help: "Order by a field")
  static let limit = Option("limit", short: "n", .count("n"), help: "Stop after so many")
  static let fields = RepeatedOption("fields", .text("a,b"), help: "Print these fields only")
  static let count = Flag("count", help: "Print how many there are")
  static let excelSafe = Flag("excel-safe", help: "Quote CSV cells that a spreadsheet would run as formulas")

  /// All of them, for a list of records.
  static let all: [any Declaration] = [condition, sort, limit, fields, count, excelSafe]

  /// The Query that the options ask for.
  static func query(_ call: Invocation, from type: RecordType, filters: [Condition]) throws -> Query {
    var query = Query(from: type)
    var conditions = filters
    for text in call[condition] { conditions.append(try Condition.parse(text)) }
    if !conditions.isEmpty { query.condition = conditions.reduce(.all([]), Condition.and) }
    query.sort = try call[sort].map { text throws(QueryError) in try Query.Sort(text: text) }
    query.limit = call[limit]
    for list in call[fields] {
      for name in list.split(separator: ",") {
        query.fields.append(try Path(text: name.trimmed))
      }
    }
    return query
  }
}

extension RecordCommands {
  /// `crm NOUN list`.
  func list() -> Command<Action> {
    let type = type
    let filters = filters
    return Command(
      "list", "List \(type.plural)",
      discussion: """
        Prints the records in the order of their ids, unless sorted. A condition compares fields by = != < <= > >= \
        and ~ (contains), by in (a, b), in PERIOD, is null and is not null, joined by and, or, not and brackets. \
        Paths follow relations (company.name, fields.region); a relation with brackets is the number of related \
        records: activities(kind = call) > 2. Times may be words: today, -30d, 2026-05, this_month. All of the \
        language and all fields are in 'crm help query' and crm-query(1).
        """,
      arguments: filters.map(\.option) + ListOptions.all,
      examples: examples("list", examples.list),
      action: .reads { call, session in
        let conditions = filters.flatMap { filter in call[filter.option].map { filter.condition($0) } }
        let query = try ListOptions.query(call, from: type, filters: conditions)
        return try session.print(
          query, count: call[ListOptions.count], excelSafe: call[ListOptions.excelSafe])
      })
  }

  /// A plain option that stands for a condition; repeated, all of them have to hold.
  struct Filter: Sendable {
    let option: RepeatedOption<String>
    let condition: @Sendable (String) -> Condition

    init(
      _ name: String, _ reading: Reading<String>, _ field: String, _ comparison: Comparison = .equal,
      help: String
    ) {
      option = RepeatedOption(name, reading, help: help)
      condition = { word in
        .compare(Path(field.split(separator: ".").map(String.init)), comparison, .text(word))
      }
    }
  }

  private var filters: [Filter] {
    var filters = [
      Filter("since", .text("time"), "created_at", .greaterOrEqual, help: "Made at this time or later")
    ]
    for field in Catalog.of(type).fields where filterNames.contains(field.name) {
      let option = field.name == "tags" ? "tag" : field.name
      filters.append(
        Filter(option, FieldOptions.reading(field, of: type), field.name, help: field.help))
    }
    return filters
  }

  /// The fields that are asked for so often that they have options of their own.
  private var filterNames: [String] {
    switch type {
    case .contact: ["company", "status", "source", "owner", "tags"]
    case .company: ["industry", "city", "owner", "tags"]
    case .deal: ["pipeline", "stage", "status", "company", "owner", "source", "tags"]
    case .task: ["priority", "status", "contact", "deal", "company", "owner"]
    case .activity: ["kind", "direction", "deal", "company", "owner"]
    default: ["owner"]
    }
  }
}

extension Session {
  /// Prints the rows of a Query, or how many there are.
  func print(_ query: Query, count: Bool, excelSafe: Bool) throws -> ExitStatus {
    let store = try store()
    if count {
      return try printOne(["count": .number(JSONNumber(Int64(try store.count(query))))])
    }
    let preferred = query.fields.isEmpty && !query.isGrouped ? query.from.tableColumns : nil
    let printer = try RowPrinter(
      self, columns: try store.columns(query), preferred: preferred, isExcelSafe: excelSafe)
    try printer.rows(of: query, in: store)
    try finish(printer)
    return .ok
  }
}
