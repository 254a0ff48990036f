import Testing

@testable import Assistant

/// What a model says counts as far as its numbers and names are in what it was shown.
@Suite struct GroundingTests {
  private static let facts = """
    {"count":2,"rows":[{"ref":"deal:1","title":"Acme renewal","value":12500.5,"expected_close":"2026-06-30",\
    "stage":"negotiation","contacts":"Zoë O'Neill","email":"zoe@acme.example","share":52.2388}]}
    """

  @Test(arguments: [
    "Acme renewal is worth 12,500.50 USD.".replacing(" USD", with: ""), "It closes on June 30, 2026.",
    "It is at 12.5k.", "The share is 52.2 %, about 52%.", "There are 2 of them in negotiation.",
    "Zoe is at zoe@acme.example.", "Acme's renewal is in negotiation.", "Yes.",
  ]) func whatTheFactsSayIsTold(_ text: String) {
    #expect(Grounding(Self.facts).tells(text))
  }

  @Test(arguments: [
    "Acme renewal is worth 13,500.", "It closes on July 1.", "It is at 12.9k.", "The share is 53 %.",
    "There are 3 of them in negotiation.", "Talk to Bob about the renewal.", "Write to bob@acme.example.",
    "Globex's renewal is in negotiation.", "Their director hopes something wonderful happens shortly.",
    "Call +49 30 1234567.",
  ]) func whatTheyDoNotSayIsNot(_ text: String) {
    #expect(!Grounding(Self.facts).tells(text))
  }

  @Test func aSentenceEndsWhereOneDoes() {
    func sentences(_ text: String) -> [String] {
      var parts: [String] = []
      var rest = text[...]
      while let end = Claims.endOfSentence(rest) {
        parts.append(String(rest[..<end]))
        rest = rest[end...]
      }
      return parts + [String(rest)]
    }
    #expect(
      sentences("It is won. [deal:1] Acme Inc. paid 12.5k! And then?\nYes")
        == ["It is won. [deal:1]", " Acme Inc. paid 12.5k! ", "And then?\n", "Yes"])
    // What is on its way may go on with a mark.
    #expect(Claims.endOfSentence("It is won. ") == nil)
    #expect(Claims.endOfSentence("It is won. [deal") == nil)
  }

  @Test func aGateLetsSentencesThroughAsTheyCome() {
    var gate = SentenceGate(Grounding(Self.facts))
    var told: [String] = []
    func tell(_ sentence: String, _ grounding: Grounding) {
      if let text = grounding.told(sentence) { told.append(text) }
    }
    for piece in [
      "Acme ren", "ewal is in negotiation", ". [deal:1]", " It brings 99", "000. Nego", "tiation",
    ] {
      gate.pass(piece, tell)
    }
    #expect(told == ["Acme renewal is in negotiation."])
    gate.end(tell)
    #expect(told == ["Acme renewal is in negotiation.", "Negotiation"])
  }
}
