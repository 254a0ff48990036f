import Testing

@testable import Assistant

/// The words of a question.
struct TokenTests {
  @Test(arguments: [
    ("50000", 50000), ("50,000", 50000), ("$12k", 12000), ("€1.5m", 1_500_000), ("25%", 25),
    ("2bn", 2_000_000_000),
  ]) func amounts(_ text: String, _ number: Double) {
    #expect(Token(text).number == number)
  }

  @Test(arguments: ["q2", "#13", "k", "12abc", "-", "Acme"]) func wordsThatAreNone(_ text: String) {
    #expect(Token(text).number == nil)
  }

  @Test func marksAndPossessives() {
    let keys = Tokens("What's John's e-mail, \"Acme renewal\"? The companies' deals.").all.map(\.key)
    #expect(
      keys == ["what", "'s", "john", "'s", "email", ",", "acme renewal", "the", "companies", "'s", "deals"])
  }

  @Test func aMoneyMarkIsTheCurrency() {
    #expect(Token("£300").currency == "GBP")
    #expect(Token("300").currency == nil)
  }
}
