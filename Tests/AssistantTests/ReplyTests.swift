import Models
import Store
import Testing

@testable import Assistant

/// What answers to the questions about instructions mean.
@Suite struct ReplyTests {
  private let desk: Desk
  private let svens = [
    StoreError.Candidate(type: .contact, id: 2, name: "Sven Lind"),
    StoreError.Candidate(type: .contact, id: 3, name: "Sven Berg"),
  ]

  init() throws {
    desk = try Desk()
  }

  /// The answer in a word: an id, "no" for nothing, the words themselves, "?" for something else.
  private func reply(_ text: String, about words: String = "Sven", among candidates: [StoreError.Candidate])
    throws
    -> String
  {
    switch try Instructor(desk.store, user: "bo").reply(text, about: words, among: candidates) {
    case .chosen(let record): "\(record.type.rawValue) \(record.id)"
    case .words(let words): words
    case .declined: "no"
    case .other: "?"
    }
  }

  @Test(arguments: [
    ("the second one", "contact 3"), ("2nd", "contact 3"), ("1", "contact 2"), ("3", "contact 3"),
    ("the last one", "contact 3"),
    ("contact:3", "contact 3"), ("Berg", "contact 3"), ("I meant Sven Berg, please", "contact 3"),
    ("Sven Bergg", "contact 3"),
    ("the CTO", "contact 2"), ("the one who is qualified", "contact 3"), ("the one of bo", "contact 2"),
    ("no, leave it", "no"), ("never mind", "no"), ("neither of them", "no"), ("Peter", "?"), ("Sven", "?"),
    ("move Acme renewal to proposal", "?"),
  ]) func choice(_ text: String, _ expected: String) throws {
    #expect(try reply(text, among: svens) == expected)
  }

  @Test(arguments: [
    ("they had no budget", "they had no budget"), ("no budget", "no budget"), ("never mind", "no"),
    ("assign Acme renewal to ana", "?"), ("what was it about?", "?"),
  ]) func whatWasMissing(_ text: String, _ expected: String) throws {
    #expect(try reply(text, about: "+because of", among: []) == expected)
  }

  /// A pronoun that meant nothing is answered by a name.
  @Test func aNameForAPronoun() throws {
    #expect(try reply("Acme renewal", about: "it", among: []) == "deal 1")
    #expect(try reply("the Globex pilot deal", about: "it", among: []) == "deal 2")
  }
}
