import TestSupport
import Testing

@testable import Models

struct AmountTests {
  private let usd = Currency(code: "USD")!  // Listed.
  private let jpy = Currency(code: "JPY")!  // Listed.
  private let clf = Currency(code: "CLF")!  // Listed.

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("0.00", 0), ("0e999999999", 0), ("0.000e5", 0),
      ("7500", 750_000), ("1234.5", 123_450), ("1234.50", 123_450), ("1234.5000", 123_450),
      ("-3.5", -350), ("1e3", 100_000), ("1E+3", 100_000), ("12345e-2", 12_345), ("1000e-5", 1),
      ("0.01", 1), ("100.10", 10_010), ("1001", 100_100),
      ("92233720368547758.07", .max), ("-92233720368547758.08", .min),
      ("0.0000000000000000000000000000000001e34", 100),
      ("10000000000000000000000000000000000e-34", 100),
    ] as [(String, Int64)])
  func read(text: String, cents: Int64) throws {
    #expect(try usd.minorUnits(from: text) == cents)
  }

  @Test(arguments: [
    "", "-", "+5", "05", "-05", ".5", "5.", "5.e1", "1e", "1e+", "1.5.0", "1,000", "12k", " 1", "1 ", "0x10",
    "٣",
    "--1", "1e5.0", "NaN", "1\0",
  ])
  func refuseWhatIsNoNumber(text: String) {
    #expect(throws: MoneyError.notANumber(text)) { try usd.minorUnits(from: text) }
  }

  @Test(arguments: ["0.001", "1234.567", "-1e-3", "1.00000000000000000000001", "1e-999999999"])
  func refuseTooManyPlaces(text: String) {
    #expect(throws: MoneyError.tooPrecise(text, usd)) { try usd.minorUnits(from: text) }
  }

  @Test(arguments: [
    "92233720368547758.08", "-92233720368547758.09", "1e17", "1e999999999",
    "123456789012345678901.23",
  ])
  func refuseWhatDoesNotFit(text: String) {
    #expect(throws: MoneyError.outOfRange(text, usd)) { try usd.minorUnits(from: text) }
  }

  @Test func digitsOfTheCurrencyDecide() throws {
    #expect(try jpy.minorUnits(from: "7500.0") == 7_500)
    #expect(throws: MoneyError.tooPrecise("7500.5", jpy)) { try jpy.minorUnits(from: "7500.5") }
    #expect(try clf.minorUnits(from: "1.2345") == 12_345)
  }

  @Test(
    arguments: [
      ("USD", 750_000, "7500.00"), ("USD", -350, "-3.50"), ("USD", 0, "0.00"), ("USD", 5, "0.05"),
      ("USD", -99, "-0.99"),
      ("USD", .max, "92233720368547758.07"), ("USD", .min, "-92233720368547758.08"),
      ("JPY", 7_500, "7500"), ("JPY", 0, "0"), ("JPY", -10, "-10"), ("JPY", .min, "-9223372036854775808"),
      ("KWD", 1_500, "1.500"), ("CLF", 1, "0.0001"), ("CLF", .min, "-922337203685477.5808"),
    ] as [(String, Int64, String)])
  func write(code: String, minorUnits: Int64, text: String) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.text(minorUnits: minorUnits) == text)
    var bytes = Array("value:".utf8)
    currency.append(minorUnits: minorUnits, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "value:" + text)
  }

  @Test func whatIsWrittenReadsBack() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      // Every length of number is as likely as any other.
      let minorUnits = Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0..<64, using: &random)
      for currency in [jpy, usd, clf] {
        #expect(try currency.minorUnits(from: currency.text(minorUnits: minorUnits)) == minorUnits)
      }
    }
  }

  @Test func errorsAreSentences() {
    #expect(
      MoneyError.unknownCurrency("EURO", nearest: Currency.nearest(to: "EURO")).description
        == "unknown currency 'EURO'; did you mean EUR?")
    #expect(
      MoneyError.unknownCurrency("CHR", nearest: Currency.nearest(to: "CHR")).description
        == "unknown currency 'CHR'; did you mean CHE or CHF or CHW?")
    #expect(
      MoneyError.unknownCurrency("money", nearest: []).description
        == "unknown currency 'money'; a currency has a code of three letters, such as EUR")
    #expect(MoneyError.notANumber("ten").description == "'ten' is not a number")
    #expect(
      MoneyError.tooPrecise("1.234", usd).description == "1.234 has more than the 2 decimal places of USD")
    #expect(MoneyError.tooPrecise("1.5", jpy).description == "1.5 has decimal places, and JPY has none")
    #expect(
      MoneyError.outOfRange("1e30", usd).description
        == "1e30 is too large: amounts in USD end at 92233720368547758.07")
  }
}
