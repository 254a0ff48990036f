import Insight
import Models
import TestSupport
import Testing

/// Whatever comes in, every quote is a part of its turn, and every owner is named in the text.
@Suite struct GroundingTests {
  @Test(arguments: 0..<40) func quotesAreOfTheirTurns(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let text = (0..<(seed % 40)).map { _ in Self.line(&random) }.joined(separator: "\n")
    for kind in [nil] + Extraction.Kind.allCases.map(Optional.some) {
      let turns = try conversation(text, kind: kind).turns
      let found = try extraction(text, kind: kind)
      var findings = found.keyPoints + found.decisions + found.questions + found.competitors
      findings +=
        found.actionItems.map(\.finding) + found.nextSteps.map(\.finding) + found.objections.map(\.finding)
      findings += found.requests.map(\.finding) + found.amounts.map(\.finding) + found.dates.map(\.finding)
      for finding in findings { #expect(turns[finding.turn].text.contains(finding.quote)) }
      for person in found.contacts { #expect(turns[person.turn].text.contains(person.quote)) }
      for company in found.companies { #expect(turns[company.turn].text.contains(company.quote)) }
      for item in found.actionItems {
        if let owner = item.owner {
          #expect(text.lowercased().contains(owner.lowercased().split(separator: " ")[0]))
        }
      }
    }
  }

  private static let words = [
    "Ann", "Lee:", "I'll", "send", "you", "the", "offer", "by", "Friday", "on", "5", "May", "2026", "$12k",
    "€", "1.2m", "“we", "decided”",
    "Acme", "Systems", "can", "please", "?", ".", ",", "…", "—", "at", "dot", "ann@acme.example", "+49", "30",
    "123", "456", "no", "if", "yes",
    "twenty-", "seven", "and", "a", "half", "thousand", "end", "of", "Q3", "in", "two", "weeks", "From:",
    "To:", ">", "On", "wrote:", "Mr.", "日本語",
    "Zoë’s", "🙂", "\u{200B}", "\t", "1/2/3", "31/31", "#", "the", "first", "Bo:", "she'd", "will", "lakhs",
    "us", "%", "0", "99999999999999999999",
  ]

  private static func line(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...14, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
      .joined(separator: " ")
  }
}
