import Bytes
import Insight
import Models
import Testing

/// A transcript becomes turns, with those who take part.
@Suite struct ConversationTests {
  @Test func labelsMakeTurns() throws {
    let conversation = try conversation(
      """
      Ann Lee: Good morning.
      Are you there?

      [00:01:05] Bo: I am.
      Ann Lee (1:10): Then: let's begin.
      """)
    #expect(conversation.kind == .meeting)
    #expect(
      conversation.turns == [
        .init(speaker: "Ann Lee", text: "Good morning. Are you there?"),
        .init(speaker: "Bo", text: "I am.", at: 65),
        .init(speaker: "Ann Lee", text: "Then: let's begin.", at: 70),
      ])
    #expect(conversation.participants.map(\.name) == ["Ann Lee", "Bo"])
  }

  @Test func linesOfAMailAreTurns() throws {
    let conversation = try conversation(
      "From: Ann <ann@acme.example>\nTo: bo@beta.example\nHello Bo,\n\nsee below.\n")
    #expect(conversation.kind == .email)
    #expect(conversation.turns.count == 4)
    #expect(conversation.turns[2] == .init(text: "Hello Bo,"))
  }

  @Test func aNoteHasNoSpeakers() throws {
    let conversation = try conversation("Met Ann today.\nNote: she likes tea.\n")
    #expect(conversation.kind == .note)
    #expect(conversation.turns.map(\.speaker) == [nil, nil])
  }

  /// Of a message the head is no turn, and tells who asks whom all the same.
  @Test func theHeadOfAMessageTellsWhoTakesPart() throws {
    var transcript = Transcript()
    transcript.participants = [
      .init(name: "Ann Lee", email: "ann@acme.example"), .init(name: "Bo Ek", email: "bo@beta.example"),
    ]
    transcript.turns = [
      .init(speaker: "Ann Lee", text: "Please send us the certificates by 20 March."),
      .init(speaker: "Ann Lee", text: "I'll sign the contract on Friday."),
      .init(text: "> Please send the invoice."),
    ]
    let found = Extractor().extraction(
      of: Conversation(transcript, kind: .email), Circumstances(day: try today()))
    #expect(found.actionItems.map(\.owner) == ["Bo Ek", "Ann Lee"])
    #expect(found.actionItems.map(\.due?.description) == ["2026-03-20", "2026-03-06"])
    #expect(found.participants.map(\.email) == ["ann@acme.example", "bo@beta.example"])
  }

  @Test func whoSaysNothingTakesPartAsWell() throws {
    var transcript = Transcript()
    transcript.participants = [.init(name: "Ann", email: "ann@acme.example"), .init(name: "Cy", email: nil)]
    transcript.turns = [.init(speaker: "Ann", text: "Good morning.", startMilliseconds: 1_500)]
    let conversation = Conversation(transcript)
    #expect(conversation.turns[0].at == 1.5)
    let found = Extractor().extraction(of: conversation, Circumstances(day: try today()))
    #expect(found.participants.map(\.name) == ["Ann", "Cy"])
    #expect(found.participants.map(\.speaker) == ["Ann", nil])
    #expect(found.participants.map(\.email) == ["ann@acme.example", nil])
  }
}
