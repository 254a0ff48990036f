import Bytes
import Models
import Store
import Testing

@testable import Assistant

/// Questions for what was said, which are answered with quotes.
@Suite struct SaidTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  @Test func aTopicIsFoundInWhatWasNoted() throws {
    let answer = try desk.ask("what did Ida Moreau say about the discount?")
    #expect(answer.route == .search)
    #expect(answer.sources.map(\.quote) == ["She wants a discount."])
    #expect(answer.confidence > 0 && answer.confidence <= 1)
    #expect(answer.subject?.name == "Ida Moreau")
  }

  @Test func whatNobodyIsKnownToHaveSaidIsNotAnswered() throws {
    for question in ["what did Ida Moreau say about unicorns?", "what did Globex say about the discount?"] {
      let answer = try desk.ask(question)
      #expect(answer.route == .unsupported)
      #expect(answer.confidence == 0)
      #expect(answer.sources.isEmpty)
    }
  }

  @Test func factsOfMeetingsComeFirst() throws {
    try desk.add(
      .meeting,
      [
        "title": "Renewal talk", "occurred_at": "2026-06-10T10:00:00Z", "company_id": 1, "content_hash": "a",
        "transcript": [["speaker": "Ida", "text": "We decided to renew for two years."]],
      ])
    try desk.add(
      .insight,
      [
        "meeting_id": 1, "kind": "decision", "text": "Renewal for two years", "turn": 0, "speaker": "Ida",
        "quote": "We decided to renew for two years.", "status": "proposed", "confidence": 0.9,
      ])
    let answer = try desk.ask("what was decided with Acme Corp?")
    #expect(answer.route == .search)
    #expect(answer.sources.first?.quote == "We decided to renew for two years.")
    #expect(answer.sources.first?.type == .meeting)
    #expect(answer.text.contains("Renewal talk"))
    #expect(try desk.ask("what did we promise Acme Corp?").route == .unsupported)
  }
}
