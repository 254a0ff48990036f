import Bytes
import SQLite
import Testing

@testable import Store

/// What models were asked: answers for a while, a line for each call.
struct CallTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }
  private var database: Database { fixture.store.database }

  init() throws {
    fixture = try StoreFixture()
  }

  private func call(words: ModelCall.Words? = nil) -> ModelCall {
    ModelCall(
      purpose: "extract", promptVersion: "3", engine: "ollama", model: "m", digest: nil, promptTokens: 7,
      answerTokens: nil, milliseconds: 12, outcome: "ok", words: words)
  }

  private func count(_ table: String) throws -> Int? {
    try database.value("SELECT count(*) FROM \(raw: table)", as: Int.self)
  }

  @Test func anAnswerIsFoundByItsKeyWhileItIsYoung() throws {
    let now = store.clock.now
    try store.note(call(), keeping: ([1, 2], #"{"text":"Yes"}"#), since: now)
    #expect(try store.keptAnswer([1, 2], since: now) == #"{"text":"Yes"}"#)
    #expect(try store.keptAnswer([1, 3], since: now) == nil)
    #expect(try store.keptAnswer([1, 2], since: now.adding(seconds: 1)) == nil)
    // A newer one takes its place.
    try store.note(call(), keeping: ([1, 2], #"{"text":"No"}"#), since: now)
    #expect(try store.keptAnswer([1, 2], since: now) == #"{"text":"No"}"#)
    #expect(try count("model_answer") == 1)
  }

  @Test func whatIsTooOldGoesWithTheNextCall() throws {
    let now = store.clock.now
    try store.note(call(), keeping: ([1], "{}"), since: now)
    try store.note(call(), keeping: nil, since: now)
    #expect(try count("model_answer") == 1)
    try store.note(call(), keeping: nil, since: now.adding(seconds: 1))
    #expect(try count("model_answer") == 0)
    #expect(try count("model_call") == 3)
    try database.execute("UPDATE model_call SET at = \(now.adding(days: -91).microseconds) WHERE id < 3")
    try store.note(call(), keeping: nil, since: now)
    #expect(try count("model_call") == 2)
  }

  @Test func aCallIsLoggedWithItsWordsOnlyIfWanted() throws {
    try store.note(call(), keeping: nil, since: store.clock.now)
    try store.note(
      call(words: .init(prompt: "user: hi", answer: "Yes")), keeping: nil, since: store.clock.now)
    let rows = try database.all(
      "SELECT purpose, prompt_tokens, digest, prompt, answer FROM model_call ORDER BY id"
    ) { row in try (0..<5).map { try row[$0] as SQLValue } }
    #expect(
      rows == [
        [.text("extract"), .integer(7), .null, .null, .null],
        [.text("extract"), .integer(7), .null, .text("user: hi"), .text("Yes")],
      ])
  }

  @Test func nothingOfItIsInTheJournal() throws {
    try store.note(call(), keeping: ([1], "{}"), since: store.clock.now)
    #expect(try count("journal") == 0)
  }

  @Test func aStoreForReadingTakesNone() throws {
    let reading = try Store(path: fixture.path, access: .reads, clock: store.clock)
    #expect(throws: StoreError.readOnly(fixture.path)) {
      try reading.note(call(), keeping: nil, since: store.clock.now)
    }
    #expect(try reading.keptAnswer([1], since: store.clock.now) == nil)
  }
}
