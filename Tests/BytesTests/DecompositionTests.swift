import Foundation
import Testing

@testable import Bytes

@Suite struct DecompositionTests {
  @Test(arguments: [
    ("a", "a"), ("é", "e\u{301}"), ("ǖ", "u\u{308}\u{304}"), ("ß", "ß"), ("ﬁ", "ﬁ"), ("≠", "=\u{338}"),
    ("\u{212A}", "K"), ("\u{F900}", "豈"), ("한", "\u{1112}\u{1161}\u{11AB}"), ("가", "\u{1100}\u{1161}"),
  ])
  func parts(of character: String, are parts: String) {
    #expect(decomposed(character) == Array(parts.unicodeScalars))
  }

  /// Where Foundation knows a decomposition, it is ours too; marks may stand in another order.
  @Test func everyScalarIsDecomposedAsByFoundation() {
    for value in UInt32(0)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
      #expect(decomposed(String(scalar)).sorted() == expected.sorted(), "U+\(String(value, radix: 16))")
    }
  }

  private func decomposed(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      scalar.decompose { scalars.append($0) }
    }
    return scalars
  }
}
