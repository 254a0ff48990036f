import Bytes
import Models
import Testing

/// Days are found and counted from the day of the conversation, Monday 2 March 2026.
@Suite struct DayTests {
  @Test(
    arguments: [
      ("Let's speak tomorrow.", ["2026-03-03"]),
      ("It arrived yesterday.", ["2026-03-01"]),
      ("Can we do Friday?", ["2026-03-06"]),
      ("Can we do Monday?", ["2026-03-09"]),
      ("They called on Friday.", ["2026-02-27"]),
      ("This Thursday works.", ["2026-03-05"]),
      ("Next Tuesday works.", ["2026-03-10"]),
      ("I saw her last Wednesday.", ["2026-02-25"]),
      ("Let's meet next week, ideally on Thursday.", ["2026-03-12"]),
      ("A week from Friday I'm back.", ["2026-03-13"]),
      ("I'll be there Friday week.", ["2026-03-13"]),
      ("The course is every Friday.", []),
      ("Send it by the 14th.", ["2026-03-14"]),
      ("The twenty-first suits us.", []),
      ("We start on the twenty-first.", ["2026-03-21"]),
      ("The first one was better.", []),
      ("The fair opens on 5 May.", ["2026-05-05"]),
      ("The fair opened on 5 February.", ["2026-02-05"]),
      ("We sign on June the 3rd, 2027.", ["2027-06-03"]),
      ("Due 2026-04-30.", ["2026-04-30"]),
      ("Due 30/04/2026.", ["2026-04-30"]),
      ("Paid on 30.01.2026.", ["2026-01-30"]),
      ("We decide by the end of Q2.", ["2026-06-30"]),
      ("It runs until the end of April.", ["2026-04-30"]),
      ("We close at the end of the month.", ["2026-03-31"]),
      ("I'll have it by end of day Wednesday.", ["2026-03-04"]),
      ("I'll have it by end of day.", ["2026-03-02"]),
      ("In two weeks we know more.", ["2026-03-16"]),
      ("That was three days ago.", ["2026-02-27"]),
      ("Ten days from tomorrow it ends.", ["2026-03-13"]),
      ("It works 24/7.", []),
      ("May I ask a second question?", []),
      ("We march on.", []),
      ("Tuesday, 10 March, or Thursday the 12th?", ["2026-03-10", "2026-03-12"]),
    ] as [(String, [String])])
  func dayOfASentence(text: String, days: [String]) throws {
    let found = try extraction(text, kind: .note).dates
    #expect(found.map(\.day.description) == days)
    for date in found { #expect(text.contains(date.finding.quote)) }
  }

  @Test func theNumberAloneIsTheDayThatWasNamed() throws {
    let found = try extraction(
      "Ann: We go live on 9 June.\nBo: And what if the 9th is too soon?\nAnn: It's not."
    ).dates
    #expect(found.map(\.day.description) == ["2026-06-09", "2026-06-09"])
  }

  @Test func aSubjectNamesNoDay() throws {
    #expect(
      try extraction("Subject: Minutes of 5 May\nFrom: ann@acme.example\nHello.", kind: .email).dates.isEmpty)
  }
}
