import Insight
import Models
import Testing

/// Text becomes turns.
@Suite struct ConversationTests {
  @Test func labelsMakeTurns() {
    let conversation = Conversation(
      text: """
        Ann Lee: Good morning.
        Are you there?

        [00:01:05] Bo: I am.
        Ann Lee (1:10): Then: let's begin.
        """)
    #expect(conversation.kind == .meeting)
    #expect(
      conversation.turns == [
        .init(speaker: "Ann Lee", text: "Good morning.\nAre you there?"),
        .init(speaker: "Bo", text: "I am.", at: 65),
        .init(speaker: "Ann Lee", text: "Then: let's begin.", at: 70),
      ])
  }

  @Test func linesOfAMailAreTurns() {
    let conversation = Conversation(
      text: "From: Ann <ann@acme.example>\nTo: bo@beta.example\n\nHello Bo,\nsee below.\n")
    #expect(conversation.kind == .email)
    #expect(conversation.turns.count == 4)
    #expect(conversation.turns[2] == .init(text: "Hello Bo,"))
  }

  @Test func aNoteHasNoSpeakers() {
    let conversation = Conversation(text: "Met Ann today.\nNote: she likes tea.\n")
    #expect(conversation.kind == .note)
    #expect(conversation.turns.map(\.speaker) == [nil, nil])
  }
}
