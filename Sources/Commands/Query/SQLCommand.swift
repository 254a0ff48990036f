internal import Arguments
internal import Bytes
internal import Store

/// `crm sql`: a SELECT by hand, which can read the records and nothing else.
enum SQLCommand {
  private static let statement = Operand(
    "select", .text("select"), help: "One SELECT, or - for standard input")
  private static let limit = DefaultedOption(
    "limit", short: "n", .count("n"), default: "10000", help: "Stop after so many rows")
  private static let time = DefaultedOption(
    "timeout", .count("seconds"), default: "30", help: "Stop after so many seconds")

  static let command = Command<Action>(
    "sql", "Read by SQL",
    discussion: """
      The statement can only read: it cannot change the file, open another one, or set a pragma. Money is in minor \
      units, times are microseconds since 1970 in UTC. The tables are those of crm db info; sqlite3 reads them, too.
      """,
    group: "Data",
    arguments: [statement, limit, time, ListOptions.excelSafe],
    examples: [
      Example(
        "crm sql 'SELECT city, count(*) AS people FROM contact GROUP BY city ORDER BY 2 DESC'",
        "Where people live"),
      Example("crm sql - -o csv < report.sql", "A longer one"),
    ],
    action: .reads { call, session in
      let operand = call[statement]
      let text = operand == "-" ? String(decoding: try session.contents(operand), as: UTF8.self) : operand
      let rows = try session.store().sql(
        text, seconds: call[time], isInterrupted: { Interruption.isRequested })
      let printer = try RowPrinter(session, columns: rows.columns, isExcelSafe: call[ListOptions.excelSafe])
      var count = 0
      while count < call[limit], try rows.next() {
        try Interruption.check()
        try printer.row { rows.write(to: &$0) }
        count += 1
      }
      try session.finish(printer)
      if count == call[limit], try rows.next() {
        session.note("stopped after \(count) rows; --limit gives more")
      }
      return .ok
    })
}
