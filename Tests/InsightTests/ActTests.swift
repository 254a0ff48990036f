import Bytes
import Models
import Testing

/// Promises, requests and what becomes of them.
@Suite struct ActTests {
  @Test func aPromiseBelongsToItsSpeaker() throws {
    let items = try extraction("Ida: Fine.\nSven: I'll send you the contract by Friday.\nIda: Thanks.")
      .actionItems
    #expect(items.map(\.owner) == ["Sven"])
    #expect(items.map(\.due) == [Day(year: 2026, month: 3, day: 6)])
    #expect(items.first?.finding.quote == "I'll send you the contract by Friday.")
    #expect(items.first?.finding.turn == 1)
  }

  @Test func whoSaysYesTakesUpARequest() throws {
    let found = try extraction("Ida: Could you send me the price list?\nSven: Sure.\nIda: Thanks.")
    #expect(found.actionItems.map(\.owner) == ["Sven"])
    #expect(found.actionItems.map(\.finding.turn) == [0])
    #expect(found.requests.isEmpty)
  }

  @Test func whoRefusesDoesNot() throws {
    let found = try extraction(
      "Ida: Could you send me the price list?\nSven: No, sorry, it's not public.\nIda: Pity.")
    #expect(found.actionItems.isEmpty)
  }

  @Test func whatNobodyTakesUpIsARequest() throws {
    let found = try extraction(
      "Ida: Could you send me the price list?\nSven: The weather is fine here.\nIda: Indeed.")
    #expect(found.actionItems.isEmpty)
    #expect(found.requests.map(\.finding.turn) == [0])
  }

  @Test func someoneElseMayOwnWhatIsPromised() throws {
    let found = try extraction(
      "Ida Moreau: I'll have Greta send the figures on Thursday. Greta Osei, she's our controller.\nSven: Good.\nIda Moreau: Yes."
    )
    #expect(found.actionItems.map(\.owner) == ["Greta Osei"])
  }

  @Test(arguments: [
    "I won't send it again.", "If they agree, I'll send it on Friday.", "I sent it on Monday.",
    "I could maybe send it one day.",
    "I'll be honest with you.", "No need to send it.", "You should write that down some day.",
  ])
  func theseAreNoPromises(text: String) throws {
    let found = try extraction("Ida: Well.\nSven: \(text)\nIda: Fine.")
    #expect(found.actionItems.isEmpty)
  }

  @Test func aMailAsksItsAddressee() throws {
    let found = try extraction(
      """
      From: Ida Moreau <ida@vantelle.example>
      To: Sven Lind <sven@norrsken.example>
      Please send us the certificates by 20 March.
      """)
    #expect(found.actionItems.map(\.owner) == ["Sven Lind"])
    #expect(found.actionItems.map(\.due) == [Day(year: 2026, month: 3, day: 20)])
  }

  @Test func noOwnerIsInvented() throws {
    let found = try extraction("Please send the certificates by Friday.", kind: .email)
    for item in found.actionItems { #expect(item.owner == nil) }
  }

  @Test func aQuestionWithoutAnAnswerStaysOpen() throws {
    let found = try extraction(
      "Ida: Does the licence cover the second site as well?\nSven: I don't know, to be frank.\nIda: And is it in English?\nSven: Yes."
    )
    #expect(found.questions.map(\.turn) == [0])
  }
}
