import SQLite
import Testing

struct FunctionTests {
  private let database: Database

  init() throws {
    database = try .inMemory(
      "CREATE TABLE t (a); INSERT INTO t VALUES ('Ann'), (NULL), ('joanna'), (''), ('a\u{301}')")
  }

  @Test func `a function sees the bytes of its text`() throws {
    try database.function("bytes", arguments: 1, isDeterministic: true) { arguments in
      arguments.isNull(0) ? .null : .integer(Int64(arguments.withUTF8(0) { $0.count }))
    }
    #expect(try database.rows("SELECT bytes(a) FROM t") == [[3], [nil], [6], [0], [3]])
    #expect(try database.value("SELECT bytes(1234)", as: Int.self) == 4)
  }

  @Test("a result comes back in its own type", arguments: ValueTests.values)
  func echo(value: SQLValue) throws {
    try database.function("echo", arguments: 1, isDeterministic: true) { arguments in arguments[0] }
    #expect(try database.rows("SELECT echo(\(value))") == [[value]])
  }

  @Test func `any number of arguments`() throws {
    try database.function("count_of", arguments: -1, isDeterministic: true) { arguments in
      .integer(Int64(arguments.count))
    }
    #expect(try database.rows("SELECT count_of(), count_of(1), count_of(1, 2, 3)") == [[0, 1, 3]])
  }

  @Test func `a deterministic function of constants is called once`() throws {
    for isDeterministic in [true, false] {
      var calls = 0
      try database.function("f", arguments: 1, isDeterministic: isDeterministic) { _ in
        calls += 1
        return 1
      }
      try database.execute("SELECT f(7) FROM t")
      #expect(calls == (isDeterministic ? 1 : 5))
    }
  }

  @Test func `a function is let go of when it is replaced and when the connection closes`() throws {
    final class Witness {}
    weak var first: Witness?
    weak var second: Witness?
    func define(in database: Database) throws -> Witness {
      let witness = Witness()
      try database.function("f", arguments: 0, isDeterministic: true) { _ in
        withExtendedLifetime(witness) { .null }
      }
      return witness
    }
    var database: Database? = try .inMemory()
    first = try define(in: #require(database))
    #expect(first != nil)
    second = try define(in: #require(database))
    #expect(first == nil && second != nil)
    database = nil
    #expect(second == nil)
  }

  @Test func `a name that SQLite refuses is an error`() {
    let name = String(repeating: "f", count: 300)
    #expect(
      fails(SQLiteError.misuse) {
        try database.function(name, arguments: 0, isDeterministic: true) { _ in .null }
      })
  }
}
