import Bytes
import Models
import Testing

@testable import Store

/// What somebody deleted, merged or erased here does not come back by an import.
struct DepartedImportTests {
  private let fixture: StoreFixture
  private var store: Store { fixture.store }

  private let ann = #"{"type":"contact","name":"Ann Lee","email":"ann@a.example","company":"Acme"}"#
  private let bo = #"{"type":"contact","name":"Bo Ray","email":"bo@a.example"}"#
  private let call =
    #"{"type":"activity","kind":"call","occurred_at":"2026-05-01","contacts":["ann@a.example","bo@a.example"]}"#
  private let task = #"{"type":"task","title":"Call","contact":"ann@a.example"}"#

  init() throws {
    fixture = try StoreFixture()
    _ = try run(ann, bo, call, task)
  }

  private func run(revives: Bool = false, _ lines: String...) throws -> Bulk {
    var rules = MatchRules()
    rules.revives = revives
    return try Bulk.run(
      store, nil, .match(rules), options: lenient, lines.joined(separator: "\n"))
  }

  @Test func whoWasDeletedStaysAway() throws {
    try store.delete(.contact, 1)
    let again = try run(ann, bo, call, task)
    #expect(again.outcomes == ["skipped: deleted", "unchanged 2", "unchanged 1", "unchanged 1"])
    #expect(again.entry == nil)
    #expect(again.tally.leftOut == 2, "the call and the task name her")
    #expect(try store.count(Query(from: .contact)) == 1)

    let revived = try run(revives: true, ann)
    #expect(revived.outcomes == ["created 3"])
  }

  @Test func aCompanyThatWasDeletedIsNotMadeByName() throws {
    try store.delete(.company, 1)
    let again = try run(ann)
    #expect(again.outcomes == ["unchanged 1"])
    #expect(again.tally.leftOut == 1)
    #expect(try store.count(Query(from: .company)) == 0)
    let listed = #"""
      {"type":"contact","email":"ann@a.example","company":"Acme","affiliations":[{"company":"Acme","primary":true}]}
      """#
    #expect(try run(listed).outcomes == ["unchanged 1"])
    #expect(try run(revives: true, ann).outcomes == ["updated 1"])
    #expect(try store.value(.contact, 1, "company") == "Acme")
  }

  /// A row may give more of a company than its name.
  @Test func theCompanyOfARowStaysAwayAndTheRowDoesNot() throws {
    try store.delete(.company, 1)
    let row =
      #"[{"type":"company","name":"Acme","city":"Rome"},{"type":"contact","name":"Cy","email":"cy@a.example"}]"#
    #expect(try run(row).outcomes == ["created 3"])
    #expect(try store.count(Query(from: .company)) == 0)
    #expect(try store.value(.contact, 3, "company") == .null)
  }

  @Test func whatWasMergedIsWhatItWasMergedInto() throws {
    try store.merge(.contact, 2, with: [1])
    try store.update(.contact, 2, ["emails": ["bo@a.example"]])
    #expect(try run(#"{"type":"contact","email":"ann@a.example","city":"Rome"}"#).outcomes == ["updated 2"])
    #expect(try store.value(.contact, 2, "city") == "Rome")
  }

  @Test func anImportThatWasUndoneCanBeRepeated() throws {
    try store.undo()
    #expect(try run(ann, bo, call, task).outcomes.allSatisfy { $0.hasPrefix("created") })
  }
}
