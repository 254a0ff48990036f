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

  /// What the filters and --where demand together; nil for nothing.
  static func condition(_ call: Invocation, filters: [Condition]) throws -> Condition? {
    let conditions = filters + (try call[condition].map { text in try Condition.parse(text) })
    return conditions.isEmpty ? nil : conditions.reduce(.all([]), Condition.and)
  }

  /// The Query that the options ask for.
  static func query(_ call: Invocation, from type: RecordType, filters: [Condition]) throws -> Query {
    var query = Query(from: type, condition: try condition(call, filters: filters))
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
    let filters = ListFilter.all(of: type)
    return Command(
      "list", "List \(type.plural)",
      discussion: """
        Prints the records in the order of their ids, unless sorted. A condition compares fields by = != < <= > >= \
        and ~ (contains), by in (a, b), in PERIOD, is null and is not null, joined by and, or, not and brackets. \
        Paths follow relations (company.name, fields.region); a relation with brackets is the number of related \
        records: activities(kind = call) > 2. Times may be words: today, -30d, 2026-05, this_month. All of the \
        language and all fields are in 'crm help query' and crm-query(1).
        """,
      arguments: filters.map(\.declaration) + ListOptions.all,
      examples: examples("list", examples.list),
      action: .reads { call, session in
        let query = try ListOptions.query(call, from: type, filters: filters.flatMap { $0.conditions(call) })
        return try session.print(
          query, count: call[ListOptions.count], excelSafe: call[ListOptions.excelSafe])
      })
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
