@testable import Arguments
import Testing

@Suite struct UsageErrorTests {
  @Test(arguments: [
    (["contat", "list"], "unknown command 'contat' for 'crm': did you mean contact?", "crm contact list"),
    (["person", "list"], "unknown command 'person' for 'crm': did you mean contact?", "crm contact list"),
    (
      ["zzzzzz"], "unknown command 'zzzzzz' for 'crm': expected contact, review, score or help", "crm --help"
    ),
    (
      ["contact", "lst", "-v"], "unknown command 'lst' for 'crm contact': expected add, list, show or merge",
      "crm contact list -v"
    ),
    (
      ["contact", "new", "--kind=call"],
      "unknown command 'new' for 'crm contact': expected add, list, show or merge",
      "crm contact add --kind=call"
    ),
    (
      ["list", "contact"], "unknown command 'list' for 'crm': expected contact, review, score or help",
      "crm contact list"
    ),
    (
      ["help", "contact", "lits"],
      "unknown command 'lits' for 'crm contact': expected add, list, show or merge",
      "crm help contact list"
    ),
    (
      ["help", "contact", "list", "x"], "unexpected operand 'x' for 'crm contact list'",
      "crm contact list --help"
    ),
    (["contact"], "'crm contact' needs a command: add, list, show or merge", "crm contact --help"),
    ([], "'crm' needs a command: contact, review, score or help", "crm --help"),
    (
      ["review", "-a", "list"], "command 'list' must come before the options of 'crm review'",
      "crm review list -a"
    ),
    (
      ["contact", "list", "--limt", "5"],
      "unknown option '--limt' for 'crm contact list': did you mean --limit?", "crm contact list --limit 5"
    ),
    (
      ["contact", "list", "--limt=5", "a b"],
      "unknown option '--limt' for 'crm contact list': did you mean --limit?",
      "crm contact list --limit=5 'a b'"
    ),
    (
      ["contact", "list", "-limit", "5"],
      "unknown option '-l' for 'crm contact list': did you mean --limit?", "crm contact list --limit 5"
    ),
    (["contact", "list", "-5"], "unknown option '-5' for 'crm contact list'", "crm contact list --help"),
    (["--limit", "5", "contact", "list"], "unknown option '--limit' for 'crm'", "crm --help"),
    (
      ["contact", "list", "--no-all"], "unknown option '--no-all' for 'crm contact list'",
      "crm contact list --help"
    ),
    (
      ["contact", "list", "-limit=5"],
      "unknown option '-l' for 'crm contact list': did you mean --limit?", "crm contact list --limit=5"
    ),
    (
      ["review", "--no-colr"], "unknown option '--no-colr' for 'crm review': did you mean --no-color?",
      "crm review --no-color"
    ),
    (["contact", "list", "--limit"], "'--limit' needs a value", "crm contact list --help"),
    (["contact", "list", "--all=yes"], "'--all' takes no value", "crm contact list --all"),
    (
      ["contact", "list", "-n", "few"],
      "invalid value 'few' for '--limit': expected a whole number, 0 or more", "crm contact list --help"
    ),
    (
      ["contact", "list", "--output=tabel"],
      "invalid value 'tabel' for '--output': expected auto, table, jsonl, json or csv",
      "crm contact list --output=table"
    ),
    (
      ["-ojsno", "review"],
      "invalid value 'jsno' for '--output': expected auto, table, jsonl, json or csv", "crm -ojson review"
    ),
    (
      ["contact", "add", "--kind", ""], "invalid value '' for '--kind': expected note or call",
      "crm contact add --help"
    ),
    (["contact", "add"], "'crm contact add' needs --kind", "crm contact add --help"),
    (["contact", "show"], "'crm contact show' needs <ref>", "crm contact show --help"),
    (["contact", "merge", "1"], "'crm contact merge' needs <other>", "crm contact merge --help"),
    (
      ["contact", "show", "1", "2", "it's"], "unexpected operand 'it's' for 'crm contact show'",
      "crm contact show --help"
    ),
    (
      ["contact", "show", "--feild", "it's"], "unknown option '--feild' for 'crm contact show'",
      "crm contact show --help"
    ),
    (
      ["contact", "show", "--verbos", "it's"],
      "unknown option '--verbos' for 'crm contact show': did you mean --verbose?",
      #"crm contact show --verbose 'it'\''s'"#
    ),
  ])
  func messageAndHint(words: [String], message: String, hint: String) throws {
    let error = try #require(throws: UsageError.self) { try Sample.tree.parse(words) }
    #expect(error.message == message)
    #expect(error.hint == hint)
    // A hint that corrects the line must be right.
    if let correction = error.correction {
      #expect(throws: Never.self) { try Sample.tree.parse(Array(correction.dropFirst())) }
    }
  }

  @Test func aCommandRefusesInItsOwnWords() throws {
    let (_, call) = try Sample.run(["score"])
    let error = call.refusal("give contacts or --all")
    #expect(error.message == "give contacts or --all")
    #expect(error.hint == "crm score --help")
  }

  @Test func aReasonOfTheCallersFollowsTheValue() throws {
    let day = Option<Int>(
      "day", Reading("day") { _ throws(ReadingFailure) in throw .because("February has 28 days") },
      help: "Day")
    let tree = CommandTree(root: Command("x", "X", arguments: [day], action: 1))
    let error = try #require(throws: UsageError.self) { try tree.parse(["--day=30"]) }
    #expect(error.message == "invalid value '30' for '--day': February has 28 days")
  }

  @Test(arguments: [
    ("a-b_c.d/e:f@g=h,i%j+", "a-b_c.d/e:f@g=h,i%j+"), ("", "''"), ("a b", "'a b'"),
    ("$x", "'$x'"), ("it's", #"'it'\''s'"#), ("é", "'é'"), ("a\nb", "'a\nb'"),
  ])
  func wordsAreQuotedOnlyWhereAShellNeedsIt(word: String, quoted: String) {
    #expect(word.shellQuoted == quoted)
  }
}
