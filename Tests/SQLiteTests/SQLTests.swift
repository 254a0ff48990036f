import SQLite
import Testing

struct SQLTests {
  @Test func `an interpolated value is bound, whatever it contains`() throws {
    let name = "Robert'); DROP TABLE student; --"
    let sql: SQL = "INSERT INTO student VALUES (\(name), \(7))"
    #expect(sql.text == "INSERT INTO student VALUES (?, ?)")
    #expect(sql.values == [.text(name), 7])

    let database = try Database.inMemory("CREATE TABLE student (name, year)")
    try database.execute(sql)
    #expect(try database.rows("SELECT * FROM student") == [[.text(name), 7]])
  }

  @Test func `values beside a text are bound in their order`() throws {
    let database = try Database.inMemory("CREATE TABLE student (name, year)")
    try database.execute(SQL("INSERT INTO student VALUES (?, ?)", binding: .text("Ann"), .integer(7)))
    #expect(try database.rows("SELECT * FROM student") == [[.text("Ann"), 7]])
  }

  @Test func `pieces are put together with their values in order`() {
    let condition: SQL = "stage = \("won") AND value > \(10)"
    var sql: SQL = "SELECT \(raw: "id, title") FROM deal WHERE owner = \("Ann") AND (\(condition))"
    sql += " LIMIT \(5)"
    #expect(sql.text == "SELECT id, title FROM deal WHERE owner = ? AND (stage = ? AND value > ?) LIMIT ?")
    #expect(sql.values == ["Ann", "won", 10, 5])
    let sum: SQL = "a = \(1)" + " OR b"
    #expect(sum == "a = \(1) OR b")
  }

  @Test("pieces are joined", arguments: [([], ""), ([4], "?"), ([4, 5, 6], "?, ?, ?")])
  func joining(ids: [Int], text: String) {
    let list = ids.map { "\($0)" as SQL }.joined(separator: ", ")
    #expect(list.text == text)
    #expect(list.values == ids.map(\.sqlValue))
  }
}
