import TestSupport
import Testing

/// What a shell offers, with the names that are in the database.
@Suite struct CompletionTests {
  @Test func valuesComeFromTheDatabase() throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee", "--company", "Harbor Lights", "--tag", "vip")
      try desk.run("contact", "add", "Ánna Ray", "--tag", "press")
      try desk.run("company", "add", "Acme", "--tag", "key account")
      for name in ["friday", "monday"] { try desk.run("chat", "--session", name, input: "how many deals\n") }
      let cases: [([String], [String])] = [
        (["contact", "show", "an"], ["Ann Lee", "Ánna Ray"]),
        (["contact", "edit", "Ann Lee", "--company", "h"], ["Harbor Lights"]),
        (["contact", "edit", "Ann Lee", "--company=a"], ["--company=Acme"]),
        (["contact", "tag", ""], ["press", "vip"]),
        (["company", "list", "--tag", "k"], ["key account"]),
        (["deal", "move", "x", "n"], ["negotiation"]), (["deal", "list", "--stage", "w"], ["won"]),
        (["contact", "list", "--status", "con"], ["contacted"]),
        (["contact", "add", "X", "--status", "q"], ["qualified"]),
        (["company", "link", "Acme", "--contact", "ann l"], ["Ann Lee"]),
        (["config", "get", "cu"], ["currency"]), (["model", "use", "e"], ["extract", "embed"]),
        (["contact", "un"], ["untag", "unlink"]),
        (["-o", "j"], ["jsonl", "json"]),
        (["chat", "show", "mon"], ["monday"]), (["do", "--session", ""], ["friday", "monday"]),
      ]
      for (words, expected) in cases {
        let answer = try desk.run(["--complete"] + words)
        #expect(
          answer.lines.dropFirst().map { $0.split(separator: "\t")[0] } == expected[...].map { $0[...] },
          "\(words)")
      }
    }
  }

  @Test func withoutADatabaseThereAreNoNamesAndNoComplaints() throws {
    try Desk.with { desk throws in
      let answer = try desk.run("--complete", "contact", "show", "an")
      #expect(answer.status == 0 && answer.output == "words\n" && answer.errors == "")
    }
  }

  /// The file that the words before name is the one that is asked.
  @Test func theDatabaseOfTheCommandLineIsAsked() throws {
    try Desk.with { desk throws in
      let other = desk.folder.file("other.db")
      try desk.run("--db", other, "contact", "add", "Zoe Fox")
      #expect(
        try desk.run("--complete", "--db", other, "contact", "show", "z").output == "words\nZoe Fox\t\n")
    }
  }
}
