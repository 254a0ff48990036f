import Bytes
import TestSupport
import Testing

/// New words, signatures and quotations are told apart.
struct ReplyPartsTests {
  @Test(arguments: ReplyCase.all)
  func isTakenApart(_ sample: ReplyCase) {
    let parts = ReplyParts(sample.text, subject: sample.subject)
    #expect(parts.body == sample.body)
    #expect(parts.signature == sample.signature)
    #expect(parts.quotedLines == sample.quotedLines)
  }

  @Test(arguments: [
    ("FW: a", true), ("fwd: a", true), ("WG: Re: a", true), ("TR : a", true), ("RE: FW: a", false),
    ("a", false),
    ("Forward: a", false),
  ])
  func aSubjectTellsOfForwarding(_ subject: String, _ isForward: Bool) {
    let text = "New.\n\nFrom: Ann\nTo: Bob\nSubject: a\n\nOld."
    #expect((ReplyParts(text, subject: subject).quotedLines == 0) == isForward)
  }

  /// Whatever the lines are, none is invented and none comes twice, and a text with words keeps some.
  @Test func partsConsistOfLinesOfTheText() {
    var random = SeededGenerator(seed: 7)
    let lines = Array(
      Set(ReplyCase.all.flatMap { $0.text.split(separator: "\n", omittingEmptySubsequences: false) })
    )
    .sorted()
    for _ in 0..<2_000 {
      let picked = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        lines.randomElement(using: &random) ?? ""
      }
      let parts = ReplyParts(picked.joined(separator: "\n"))
      var left = Dictionary(picked.map { ($0, 1) }, uniquingKeysWith: +)
      for part in [parts.body, parts.signature ?? ""] {
        for line in part.split(separator: "\n") { left[line, default: 0] -= 1 }
      }
      #expect(left.values.allSatisfy { $0 >= 0 }, "\(picked)")
      #expect(parts.body.isEmpty == picked.allSatisfy { $0.allSatisfy(\.isWhitespace) }, "\(picked)")
    }
  }

  /// Marks of quotations and fields in any number cost no more than the lines they stand on.
  @Test(arguments: [
    "From: a\n", "On 1:1 a\n", "> a\nb\n", "From: a\n\n\n\n", "-- \n", "Thanks\nAnn\n", "a:\n",
  ])
  func longTextsTakeNoLonger(_ piece: String) {
    let text = String(repeating: piece, count: 3_000)
    #expect(!ReplyParts(text).body.isEmpty)
  }
}
