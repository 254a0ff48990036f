import Models
import Testing

/// Sums of money are found, in digits and in words.
@Suite struct SumTests {
  @Test(
    arguments: [
      ("It costs $1,250.50 a year.", 1250.5, "USD"),
      ("It costs €1.2m.", 1_200_000, "EUR"),
      ("It costs 2.340,00 euros.", 2340, "EUR"),
      ("We have forty thousand dollars.", 40_000, "USD"),
      ("We have two and a half million pounds.", 2_500_000, "GBP"),
      ("We have 15k for it.", 15_000, "CHF"),
      ("That is thirteen hundred quid.", 1300, "GBP"),
      ("The offer is twelve lakhs fifty thousand rupees.", 1_250_000, "INR"),
      ("It is S$ 90 each.", 90, "SGD"),
      ("It is CHF 12 million.", 12_000_000, "CHF"),
      ("Half a million is too much.", 500_000, "CHF"),
    ] as [(String, Double, String)])
  func sumOfASentence(text: String, value: Double, currency: String) throws {
    let found = try extraction(text, kind: .note, currency: "CHF").amounts
    #expect(found.map(\.value) == [value])
    #expect(found.map(\.currency) == [currency])
  }

  @Test(arguments: [
    "We grew by 12 percent.", "I counted forty thousand visitors.", "Call 030 1234567.", "It is version 4.2.",
    "We met in 2024.", "Invoice A-4711 is open.",
  ])
  func otherNumbersAreNone(text: String) throws {
    #expect(try extraction(text, kind: .note, currency: "CHF").amounts.isEmpty)
  }

  @Test func aFigureAloneIsTheSumThatWasNamed() throws {
    let found = try extraction("Ann: We have sixty thousand euros.\nBo: Sixty, all in?\nAnn: Yes.").amounts
    #expect(found.map(\.value) == [60_000, 60_000])
    #expect(found.map(\.currency) == ["EUR", "EUR"])
  }

  @Test func aDollarIsTheOneThatIsUsual() throws {
    #expect(try extraction("It is $5.", kind: .note, currency: "AUD").amounts.first?.currency == "AUD")
    #expect(try extraction("It is $5.", kind: .note, currency: "EUR").amounts.first?.currency == "USD")
  }
}
