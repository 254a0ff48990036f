import TestSupport
import Testing

@testable import Bytes

@Suite struct JSONNumberTests {
  static let equal: [[String]] = [
    ["1", "1.0", "10e-1", "0.1e1", "1E0", "1e+0", "1000e-0003"],
    ["0", "-0", "0.000", "0e999999999", "-0.0e-5"],
    ["-120", "-1.2e2", "-12e1", "-120.000"],
    ["1e999999999", "10e999999998"],
    ["1e999999998", "0.1e999999999"],
    ["123456789012345678901234567890", "12345678901234567890123456789e1"],
    ["123456789012345678901234567891"],
    ["0.1"], ["0.10000000000000001"], ["-1"],
  ]

  @Test func equalityIsThatOfTheValues() throws {
    for (first, texts) in Self.equal.enumerated() {
      for (second, others) in Self.equal.enumerated() {
        for text in texts {
          for other in others {
            let (left, right) = (try #require(JSONNumber(text)), try #require(JSONNumber(other)))
            #expect((left == right) == (first == second), "\(text) and \(other)")
            if first == second { #expect(left.hashValue == right.hashValue) }
          }
        }
      }
    }
  }

  @Test(arguments: [
    "", "-", "+1", "01", ".5", "1.", "1e", "1e+", "NaN", "inf", "0x1", " 1", "1 ", "1e1000000000",
  ])
  func isNoNumber(_ text: String) {
    #expect(JSONNumber(text) == nil)
  }

  @Test(arguments: ["0", "-0", "1.50", "1E+07", "100000000000000000000000000000000000000000"])
  func keepsItsText(_ text: String) throws {
    #expect(JSONNumber(text)?.text == text)
    #expect(try JSONParser.parse(text.utf8).text == text)
  }

  static let integers: [(String, Int64?)] = [
    ("0", 0), ("-0", 0), ("-0.0", 0), ("12", 12), ("1e3", 1000), ("1.5e1", 15), ("1.50", nil), ("1e-1", nil),
    ("9223372036854775807", .max), ("9223372036854775808", nil), ("-9223372036854775808", .min),
    ("-9223372036854775808.0", .min), ("-9223372036854775809", nil), ("922337203685477580.7e1", .max),
    ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("9e18", 9_000_000_000_000_000_000),
    ("1e999999999", nil), ("1e-999999999", nil), ("0e999999999", 0),
  ]

  @Test(arguments: integers) func int64(_ text: String, _ value: Int64?) {
    #expect(JSONNumber(text)?.int64 == value)
  }

  static let amounts: [(String, Int, Int64?)] = [
    ("12.5", 2, 1250), ("12.505", 2, nil), ("12.50500", 3, 12505), ("-0.01", 2, -1), ("0", 2, 0),
    ("1e2", 2, 10000),
    ("1200", -2, 12), ("1250", -2, nil), ("92233720368547758.07", 2, .max), ("92233720368547758.08", 2, nil),
    ("-92233720368547758.08", 2, .min),
  ]

  @Test(arguments: amounts) func scaled(_ text: String, by digits: Int, _ value: Int64?) {
    #expect(JSONNumber(text)?.scaled(by: digits) == value)
  }

  @Test func doublesReadBackExactly() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else {
        #expect(JSONNumber(value) == nil)
        continue
      }
      let number = try #require(JSONNumber(value))
      #expect(number.double == value)
      #expect(JSONNumber(number.text) != nil)
    }
  }

  @Test func doublesAreWrittenShortly() {
    #expect(JSONNumber(1.0)?.text == "1")
    #expect(JSONNumber(0.1)?.text == "0.1")
    #expect(JSONNumber(1e300)?.text == "1e+300")
    #expect(JSONNumber("1e400")?.double == nil)
    #expect(JSONNumber("12.5")?.double == 12.5)
  }
}
