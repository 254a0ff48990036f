import Testing

@testable import TestSupport

/// Wildcards within a line, and the difference between lines.
@Suite struct LinePatternTests {
  @Test(arguments: [
    ("abc", "abc", true),
    ("abc", "abd", false),
    ("abc", "abcd", false),
    ("a[...]c", "ac", true),
    ("a[...]c", "abbc", true),
    ("a[...]c", "abb", false),
    ("[...]", "", true),
    ("[...]b[...]d", "abcd", true),
    ("[...]b[...]b", "ab", false),
    ("a[...]a", "a", false),
    ("x[...]ab", "xabab", true),
    ("a.c", "abc", false),
  ])
  func wildcard(pattern: String, line: String, matches: Bool) {
    #expect(LinePattern(text: pattern).matches(line) == matches)
  }

  @Test func differenceShowsContextAndKeepsWildcards() {
    let difference = LineDifference(
      expected: ["id [...]", "1", "2", "3", "4", "old", "5"],
      printed: ["id 17", "1", "2", "3", "4", "new", "newer", "5"])
    #expect(!difference.isEmpty)
    #expect(difference.unified == "@@\n 3\n 4\n-old\n+new\n+newer\n 5")
    #expect(difference.accepted == ["id [...]", "1", "2", "3", "4", "new", "newer", "5"])
  }

  @Test func equalLinesDoNotDiffer() {
    #expect(LineDifference(expected: ["a", "[...]"], printed: ["a", "b"]).isEmpty)
    #expect(LineDifference(expected: [], printed: []).isEmpty)
    #expect(!LineDifference(expected: [], printed: [""]).isEmpty)
  }
}
