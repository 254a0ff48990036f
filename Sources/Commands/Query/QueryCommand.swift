internal import Arguments
internal import Models

/// `crm query`: any question to the data, as a value.
enum QueryCommand {
  private static let query = Operand(
    "query", .file("json"), help: "A Query as JSON, a file of one, or - for standard input")
  private static let count = Flag("count", help: "Print how many rows there are")

  static let command = Command<Action>(
    "query", "Ask the data a Query",
    discussion: QueryManual.text,
    group: "Data",
    arguments: [query, count, ListOptions.excelSafe],
    examples: [
      Example(
        #"crm query '{"from":"contact","group_by":["status"],"aggregate":[{"fn":"count"}]}'"#,
        "Contacts by status"),
      Example(
        #"crm query '{"from":"contact","where":"source = web","group_by":["created_at by month"]}' -o csv"#,
        "Web leads by month"),
      Example(
        #"crm query '{"from":"contact","fields":["name","company.industry"],"sort":["name"]}'"#,
        "Fields of a record and of another it refers to"),
    ],
    action: .reads { call, session in
      let query = try Query(json: try session.json(call[query]))
      return try session.print(query, count: call[count], excelSafe: call[ListOptions.excelSafe])
    })
}
