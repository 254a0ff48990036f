import Foundation
import TestSupport
import Testing

@testable import Bytes

/// The calendar beside that of SQLite, which reads and writes the same dates in a database file.
@Suite struct CalendarAgainstSQLiteTests {
  @Test func agrees() throws {
    var generator = SeededGenerator(seed: 2)
    var days: [Day] = []
    var shifts: [Int] = []
    for _ in 0..<5000 {
      days.append(
        Day(daysSince1970: .random(in: Day.first.daysSince1970...Day.last.daysSince1970, using: &generator)))
      shifts.append(.random(in: -2000...2000, using: &generator))
    }

    var sql = "create table sample(day, shift); begin;\n"
    for (day, shift) in zip(days, shifts) {
      sql += "insert into sample values ('\(day)', \(shift));\n"
    }
    sql += """
      select strftime('%s', day) / 86400, strftime('%w', day), date(day, 'start of month'),
        date(day, 'start of year'), strftime('%j', day), date(day, shift || ' days'),
        date(day, 'start of month', shift || ' months'),
        strftime('%Y-%m-%dT%H:%M:%SZ', day, shift * 7919 || ' seconds')
      from sample order by rowid;
      """
    let rows = try sqlite3(sql).split(separator: "\n")
    try #require(rows.count == days.count)

    for (row, (day, shift)) in zip(rows, zip(days, shifts)) {
      let (year, _, _) = day.components
      let dayOfYear = day.daysSince1970 - Day.number(year: year, month: 1, day: 1) + 1
      let midnight = Timestamp(seconds: day.daysSince1970 * 86_400)
      var expected = [
        "\(day.daysSince1970)", "\(day.weekday % 7)", "\(day.start(of: .month))", "\(day.start(of: .year))",
        String(format: "%03d", dayOfYear), "\(day.adding(days: shift))",
        "\(day.start(of: .month).adding(months: shift))", "\(midnight.adding(seconds: shift * 7919))",
      ]
      var found = row.components(separatedBy: "|")
      // SQLite goes on before the year 1, or says nothing after 9999, where the calendar ends here.
      for index in 5...7 where found[index].first == "-" || found[index].isEmpty || found[index] < "0001" {
        found[index] = ""
        expected[index] = ""
      }
      #expect(found == expected)
    }
  }

  private func sqlite3(_ sql: String) throws -> String {
    let input = Pipe()
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-batch", ":memory:"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(sql.utf8))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: answer, as: UTF8.self)
  }
}
