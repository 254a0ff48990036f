import Arguments
import Testing

@Suite struct CompletionTests {
  /// The words offered after a line, `<kind>` for values of the data and `/` for files.
  private func offered(_ words: [String]) -> [String] {
    Sample.tree.complete(words: words).items.map { item in
      switch item {
      case .word(let word, _): word
      case .dynamic(let kind, let prefix, let stem): "\(stem)<\(kind)>\(prefix)"
      case .files: "/"
      }
    }
  }

  @Test(arguments: [
    ([""], ["contact", "review", "score", "help"]),
    (["c"], ["contact"]),
    (["contact", ""], ["add", "list", "show", "merge"]),
    (["contact", "l"], ["list"]),
    (["contact", "x"], []),
    (["help", "contact", "s"], ["show"]),
    (["-v", "contact", "s"], ["show"]),
    (["--db", "contact", ""], ["contact", "review", "score", "help"]),
    (["--db", "x"], ["/"]),
    (["--db=x"], ["/"]),
    (["--output", "j"], ["jsonl", "json"]),
    (["--output=j"], ["--output=jsonl", "--output=json"]),
    (["-oj"], ["-ojsonl", "-ojson"]),
    (["-voc"], ["-vocsv"]),
    (["contact", "list", "--s"], ["--sort", "--since", "--stage"]),
    (["contact", "list", "--since", "5", "--sort", "x", "--s"], ["--sort", "--stage"]),
    (["contact", "list", "--stage", "Pro"], ["<stage>Pro"]),
    (["contact", "list", "--stage=Pro"], ["--stage=<stage>Pro"]),
    (["contact", "list", "--limit", ""], []),
    (["contact", "list", "--", "--s"], []),
    (["contact", "show", "Ja"], ["<contact>Ja"]),
    (["contact", "show", "Jane", "x", "y"], []),
    (
      ["contact", "show", "Jane", "x", ""],
      [
        "--db", "--output", "--verbose", "--color", "--no-color", "--help", "--version",
      ]
    ),
    (["score", "t"], ["train", "<contact>t"]),
    (["score", "a", "t"], ["<contact>t"]),
    (["contact", "list", "--nonsense", "--wh"], ["--where"]),
    (["-"], ["--db", "--output", "--verbose", "--color", "--no-color", "--help", "--version"]),
    (["--nonsense=x"], []),
    ([], ["contact", "review", "score", "help"]),
  ])
  func words(line: [String], expected: [String]) {
    #expect(offered(line) == expected)
  }

  @Test func theAnswerTellsWhatWasSaid() {
    let call = Sample.tree.complete(words: ["--db", "a.db", "contact", "list", "--stage", ""]).invocation
    #expect(call[Sample.database] == "a.db")
    #expect(call.path == ["crm", "contact", "list"])
  }

  @Test func theTextHasALineForEachWord() {
    let text = Sample.tree.complete(words: ["score", "t"]).text { kind, prefix in
      #expect(kind == "contact" && prefix == "t")
      return [("Tom Jones", "Acme"), ("t\nx", "dropped"), ("tab", "two\u{1B}\nlines"), ("", "dropped")]
    }
    #expect(text == "words\ntrain\tLearn\nTom Jones\tAcme\ntab\ttwolines\n")
    #expect(Sample.tree.complete(words: ["--db="]).text { _, _ in [] } == "files\n")
  }

  @Test func whatIsOfferedIsAccepted() throws {
    let lines = [[], ["contact"], ["contact", "list"], ["contact", "add"], ["review"], ["score"], ["help"]]
    for line in lines {
      for prefix in ["", "--"] {
        for case .word(let word, _) in Sample.tree.complete(words: line + [prefix]).items {
          do {
            _ = try Sample.tree.parse(line + [word])
          } catch {
            switch error.problem {
            case .missing, .missingCommand, .missingValue: break
            default: Issue.record("\(line) \(word): \(error)")
            }
          }
        }
      }
    }
  }
}
