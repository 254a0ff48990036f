import Testing

@testable import Models

struct CurrencyTests {
  @Test func codesAreThreeCapitalLettersEachOnce() {
    let codes = Currency.all.map(\.code)
    #expect(codes.count == 182)
    #expect(codes == codes.sorted())
    #expect(
      Currency.codesByDigits.flatMap { $0.codes.split(whereSeparator: \.isWhitespace) }.count == codes.count)
    #expect(codes.allSatisfy { $0.utf8.count == 3 && $0.allSatisfy { "A"..."Z" ~= $0 } })
  }

  @Test(arguments: [
    ("USD", 2), ("EUR", 2), ("CHF", 2), ("XCG", 2), ("ZWG", 2), ("HRK", 2), ("MGA", 2), ("XAU", 2),
    ("JPY", 0), ("KRW", 0), ("VND", 0), ("CLP", 0), ("ISK", 0), ("UGX", 0), ("XOF", 0),
    ("BHD", 3), ("IQD", 3), ("JOD", 3), ("KWD", 3), ("LYD", 3), ("OMR", 3), ("TND", 3),
    ("CLF", 4), ("UYW", 4),
  ])
  func digits(code: String, digits: Int) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.code == code)
    #expect(currency.digits == digits)
    #expect(Currency(code: code.lowercased()) == currency)
    #expect(try Currency.named(code) == currency)
  }

  @Test(arguments: ["", "EU", "EURO", "ABC", "XXX", "XTS", " EUR", "E\u{301}UR", "ıls", "DEM"])
  func unknownCodes(code: String) {
    #expect(Currency(code: code) == nil)
    #expect(throws: MoneyError.self) { try Currency.named(code) }
  }

  @Test(arguments: [
    ("EURO", "EUR"), ("eu", "EUR"), ("GPB", "GBP"), ("UDS", "USD"), ("US", "USD USN"), ("YPJ", "JPY"),
    ("CHR", "CHE CHF CHW"), ("UST", "USD USN WST"), ("dollars", ""), ("", ""), ("€", ""),
  ])
  func nearestCodes(text: String, codes: String) {
    #expect(Currency.nearest(to: text).map(\.code).joined(separator: " ") == codes)
  }
}
