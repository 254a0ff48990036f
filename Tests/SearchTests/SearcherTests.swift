import Bytes
import Embedding
import Foundation
import Models
import Store
import Testing

@testable import Search

/// Searches in a database of a few notes.
@Suite struct SearcherTests {
  private let folder = NSTemporaryDirectory() + "search-tests-" + UUID().uuidString
  private let store: Store

  init() throws {
    let now = try #require(Timestamp(rfc3339: "2026-05-20T12:00:00Z"))
    store = try Store(path: folder + "/crm.db", access: .creates, clock: Clock(now: now, zone: .utc))
    for (index, body) in Self.notes.enumerated() {
      try add(
        .activity,
        [
          "kind": "note", "subject": .string("Note \(index + 1)"), "body": .string(body),
          "occurred_at": .string("2026-0\(index % 5 + 1)-01T00:00:00Z"),
        ])
    }
    try add(.deal, ["title": "Annual plan", "description": "An offer for three years"])
  }

  private static let notes = [
    "The pallets came two weeks after the agreed date and the buyer was furious.",
    "They ask for a discount of ten percent on the annual plan.",
    "The annual report is due; a plan for the booth is not made.",
    "Søren Weiß from Zürich wants a demonstration.",
    "Deliveries to the harbour go by ship.",
  ]

  private func add(_ type: RecordType, _ values: JSONObject) throws {
    let step = Plan.Step(.create, type, changes: values)
    _ = try store.apply(
      Plan(summary: "test", steps: [step]), by: Author(actor: "tester", command: "crm test"))
  }

  private func find(
    _ text: String, _ mode: SearchRequest.Mode = .hybrid, types: [RecordType] = [.activity, .deal],
    limit: Int = 10
  ) throws -> Findings {
    var request = SearchRequest(text, types: types)
    request.mode = mode
    request.limit = limit
    return try Searcher(store, space: .builtin, vectors: .table).findings(request)
  }

  private func ids(_ findings: Findings) -> [Int64] { findings.hits.map(\.id) }

  @Test func meaningFindsWhatWordsDoNot() throws {
    #expect(try ids(find("shipment arrived late, angry customer", .keyword)) == [])
    let found = try find("shipment arrived late, angry customer", types: [.activity])
    #expect(found.hits.first?.id == 1)
    #expect(found.hits.first?.reason.words == [])
    #expect((found.hits.first?.reason.nearness ?? 0) > 0.3)
  }

  @Test func wordsAreFoundInOtherForms() throws {
    #expect(try ids(find("delivery", .keyword)) == [5])
    #expect(try ids(find("planned discounts", .keyword, types: [.activity])).first == 2)
    #expect(try ids(find("soren weiss zurich", .keyword)) == [4])
    #expect(try ids(find("SØREN", .keyword)) == [4])
    #expect(try ids(find("harb", .keyword)) == [5])
    #expect(try ids(find("harb.", .keyword)) == [])
  }

  @Test func theTitleCountsTwice() throws {
    let found = try find("annual plan", .keyword)
    #expect(found.hits.first?.type == .deal)
    #expect(Set(ids(found).dropFirst()) == [2, 3])
    #expect(found.hits.first?.reason.words == ["annual", "plan"])
  }

  @Test(arguments: SearchRequest.Mode.allCases)
  func phrasesMustBeThereAndExcludedWordsNot(mode: SearchRequest.Mode) throws {
    #expect(try ids(find("\"annual plan\" offer", mode, types: [.activity])) == [2])
    let without = try find("annual -report", mode, types: [.activity])
    #expect(!ids(without).contains(3))
    #expect(ids(without).contains(2))
    #expect(try ids(find("-\"annual plan\" annual", mode, types: [.activity])).contains(3))
  }

  @Test func theSyntaxOfTheIndexIsText() throws {
    for text in [
      "\"", "a\" OR \"b", "title:plan", "plan*", "NEAR(plan annual)", "plan AND NOT", "^plan", "{plan}",
      "\u{0}plan", "'", ")(", "--",
    ] {
      _ = try find(text)
      _ = try find(text, .keyword)
    }
    #expect(try ids(find("title:plan AND (", .keyword, types: [.deal])) == [1])
  }

  @Test func theSnippetIsTheSentenceThatMatters() throws {
    let filler = String(repeating: "Nothing of interest was said here. ", count: 40)
    try add(
      .activity,
      ["kind": "note", "body": .string(filler + "Their lawyer objects to clause seven. " + filler)])
    let hit = try find("clause seven", types: [.activity]).hits.first
    #expect(hit?.snippet == "Their lawyer objects to clause seven.")
    let near = try find("attorney disagrees with the contract", .semantic, types: [.activity], limit: 20).hits
    #expect(near.first { $0.id == 6 }?.snippet == "Their lawyer objects to clause seven.")
  }

  @Test func aLongSentenceIsCutAroundTheWord() throws {
    let words = (1...200).map { "filler\($0)" }
    try add(
      .activity,
      ["kind": "note", "body": .string((words[..<120] + ["needle"] + words[120...]).joined(separator: " "))])
    let snippet = try find("needle", .keyword).hits.first?.snippet ?? ""
    #expect(snippet.contains("needle"))
    #expect(snippet.hasPrefix("… ") && snippet.hasSuffix(" …"))
    #expect(snippet.count < 210)
  }

  @Test func unknownWordsHaveSuggestions() throws {
    let searcher = try Searcher(store, space: .builtin, vectors: .table)
    #expect(try find("discuont").unknown == ["discuont"])
    #expect(try searcher.suggestion(for: "discuont") == "discount")
    #expect(try find("discount plam").unknown == ["plam"])
    #expect(try searcher.suggestion(for: "xyzzyx") == nil)
  }

  @Test func aSearchIsLimitedToRecords() throws {
    var request = SearchRequest("annual plan", types: [.activity])
    request.ids = [.activity: [3, 4]]
    let found = try Searcher(store, space: .builtin, vectors: .table).findings(request)
    #expect(Set(ids(found)).isSubset(of: [3, 4]))
    #expect(ids(found).first == 3)
  }

  @Test func similarRecordsAreThoseThatMeanTheSame() throws {
    try add(.activity, ["kind": "note", "body": "The goods arrived much too late; the purchaser was angry."])
    let text = try #require(try store.texts(of: .activity, [6]).first)
    let searcher = try Searcher(store, space: .builtin, vectors: .table)
    let found = try searcher.similar(to: text, types: [.activity, .deal], ids: [:], limit: 3)
    #expect(found.hits.first?.id == 1)
    #expect(!found.hits.contains { $0.type == .activity && $0.id == 6 })
    #expect(found.hits.count == 3)
  }

  @Test func manyRecordsWithACommonWordAreRankedAsTheNewest() throws {
    let bulk = try BulkWriter(
      store, .task, .add(upsert: nil), summary: "test",
      by: Author(actor: "tester", command: "crm test"), report: { _ in })
    var left = 210
    try bulk.run { _ in
      if left == 0 { return .end }
      let count = min(left, 100)
      left -= count
      return .items(
        (0..<count).map {
          .entry(Entry([["title": .string("Call number \(left + $0)")]], line: 1))
        })
    }
    var limits = Searcher.Limits()
    limits.common = 200
    limits.newest = 20
    let searcher = try Searcher(store, space: .builtin, vectors: .table, limits: limits)
    var request = SearchRequest("call", types: [.task])
    request.mode = .keyword
    let found = try searcher.findings(request)
    #expect(found.hits.count == 10)
    #expect(found.hits.allSatisfy { $0.reason.newest == 20 })
    let newest = try store.ids(of: .task, where: .all([])).suffix(20)
    #expect(found.hits.allSatisfy { newest.contains($0.id) })

    // A rare word leads, the common one still counts, and newest ones with that alone fill up.
    request.text = "call 17"
    let rare = try searcher.findings(request)
    #expect(rare.hits.first?.title == "Call number 17")
    #expect(rare.hits.first?.reason.words == ["call", "17"])
    #expect(rare.hits.first?.reason.newest == nil)
    #expect(rare.hits.count == 10)

    // Letters that begin a word in every record, and such as begin one in few.
    request.text = "c"
    #expect(try searcher.findings(request).hits.allSatisfy { newest.contains($0.id) })
    request.text = "ca"
    #expect(try searcher.findings(request).hits.count == 10)
    request.text = "h"
    request.types = [.activity]
    #expect(try searcher.findings(request).hits.map(\.id) == [5])
  }

  // MARK: Context

  @Test func aContextStaysWithinItsBudget() throws {
    for index in 0..<40 {
      try add(
        .activity,
        [
          "kind": "note",
          "body": .string(
            "The licence for site \(index) costs \(index * 7 + 3) euros a month. Details follow by mail."),
        ])
    }
    let searcher = try Searcher(store, space: .builtin, vectors: .table)
    for budget in [10, 40, 100, 400, 2000] {
      let packed = try searcher.context(SearchRequest("licence costs", types: [.activity]), budget: budget)
      #expect(packed.tokens <= budget)
      #expect(
        packed.sources.map(\.mark)
          == Array(1...max(1, packed.sources.count)).prefix(packed.sources.count).map { $0 })
      for source in packed.sources {
        #expect(packed.text.contains("[\(source.mark)] activity \(source.id): "))
      }
      if budget >= 100 { #expect(!packed.sources.isEmpty) }
    }
  }

  @Test func nothingIsSaidTwice() throws {
    for _ in 0..<5 {
      try add(.activity, ["kind": "note", "body": "The server room floods when it rains."])
    }
    let searcher = try Searcher(store, space: .builtin, vectors: .table)
    let packed = try searcher.context(SearchRequest("server room flood", types: [.activity]), budget: 2000)
    #expect(packed.sources.filter { $0.passage.contains("floods") }.map(\.id) == [10])
  }
}
