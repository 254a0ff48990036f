import Bytes
import Models
import Testing

@testable import Store

/// Which record an operand names.
struct ReferenceTests {
  private static let found: [(RecordType, String, Int64)] = [
    (.contact, "3", 3), (.contact, " 3 ", 3), (.contact, "contact:3", 3), (.deal, "deal:2", 2),
    (.contact, "ANN@acme.example", 1), (.contact, "ann.lee@home.example", 1), (.company, "Acme.example", 1),
    (.company, "mueller.EXAMPLE", 2), (.contact, "jose nunez", 2), (.contact, "JOSÉ NÚÑEZ", 2),
    (.contact, "jos", 2),
    (.contact, "zoe", 3), (.company, "muller & sohne", 2), (.company, "Müll", 2),
    (.company, "sohne muller", 2),
    (.contact, "nunez", 2), (.contact, "neil bob", 4), (.contact, "lee an", 1), (.deal, "Acme renewal", 1),
    (.deal, "pilot", 2), (.deal, "big globex", 3), (.task, "offer send", 2), (.status, "Meeting Booked", 4),
    (.status, "meet", 4), (.pipeline, "sales", 1), (.activity, "activity:2", 2), (.activity, "Thoughts", 2),
  ]

  @Test func byWhatARecordIsFound() throws {
    let fixture = try StoreFixture.sample()
    for (type, reference, id) in Self.found {
      #expect(try fixture.store.find(type, reference) == id, "\(reference)")
    }
  }

  private static let missing = [
    "99", "contact:99", "deal:1", "nobody", "an lee x", "x@y.example", "", "  ", "\"", "*", "AND",
    "ann NOT lee", "a OR",
    "title:ann", "NEAR(ann lee)", "(", "{title}", "'; DROP TABLE contact; --", "%", "_",
    "\u{0}",
  ]

  @Test func whatNamesNothingIsNotFound() throws {
    let fixture = try StoreFixture.sample()
    for reference in Self.missing {
      #expect(
        failure { _ = try fixture.store.find(.contact, reference) } == .notFound(.contact, reference),
        "\(reference)")
    }
    // Signs are not words.
    #expect(try fixture.store.find(.contact, "-ann") == 1)
  }

  @Test func moreThanOneIsNeverGuessed() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    let second = try store.create(.contact, ["name": "Ann LEE"])
    let third = try store.create(.contact, ["name": "Lee Annan"])
    func candidates(_ type: RecordType, _ all: (Int64, String)...) -> [StoreError.Candidate] {
      all.map { StoreError.Candidate(type: type, id: $0.0, name: $0.1) }
    }
    #expect(
      failure { _ = try store.find(.contact, "ann lee") }
        == .ambiguous(.contact, "ann lee", candidates(.contact, (1, "Ann Lee"), (second, "Ann LEE"))))
    #expect(
      failure { _ = try store.find(.contact, "an") }
        == .ambiguous(.contact, "an", candidates(.contact, (1, "Ann Lee"), (second, "Ann LEE"))))
    #expect(try store.find(.contact, "lee ann") == third)

    let many = try (0..<20).map { try store.create(.company, ["name": .string("Many \($0)")]) }
    guard case .ambiguous(_, _, let shown)? = failure({ _ = try store.find(.company, "many") }) else {
      Issue.record("one of twenty is taken")
      return
    }
    #expect(shown.count == 10)
    #expect(many.contains(shown[0].id))
  }

  @Test(arguments: ["weiß søren", "WEISS SOREN", "soren w", "Søren"])
  func lettersThatAreWrittenInTwoWaysAreFoundByBoth(reference: String) throws {
    let fixture = try StoreFixture()
    let id = try fixture.store.create(.contact, ["name": "Anna Søren Weiß"])
    #expect(try fixture.store.find(.contact, reference) == id)
  }

  @Test func aNameMayBeANumber() throws {
    let fixture = try StoreFixture()
    let id = try fixture.store.create(.company, ["name": "4711"])
    #expect(try fixture.store.find(.company, "4711") == id)
  }

  @Test func namesAndTagsAreCompleted() throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    #expect(try store.names(.contact, beginningWith: "") == ["Ann Lee", "Bob O'Neil", "José Núñez", "Zoë"])
    #expect(try store.names(.contact, beginningWith: "JO") == ["José Núñez"])
    #expect(try store.names(.company, beginningWith: "", limit: 1) == ["Acme GmbH"])
    #expect(try store.names(.setting, beginningWith: "") == [])
    #expect(try store.tags(.contact, beginningWith: "") == ["Newsletter", "vip"])
    #expect(try store.tags(.contact, beginningWith: "v") == ["vip"])
    #expect(try store.tags(.task, beginningWith: "") == [])
  }
}
