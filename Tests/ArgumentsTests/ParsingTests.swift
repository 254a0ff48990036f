import Arguments
import TestSupport
import Testing

@Suite struct ParsingTests {
  @Test(arguments: [
    ["--limit", "5"], ["--limit=5"], ["-n", "5"], ["-n5"], ["-an5"], ["-van", "5"],
    ["--limit", "7", "--limit", "5"], ["-n7", "--limit=5"],
  ])
  func anOptionIsReadInEverySpelling(words: [String]) throws {
    let (deed, call) = try Sample.run(["contact", "list"] + words)
    #expect(deed == .listContacts)
    #expect(call.path == ["crm", "contact", "list"])
    #expect(call[Sample.limit] == 5)
  }

  @Test func whatIsNotGivenIsAbsentOrTheDefault() throws {
    let (_, call) = try Sample.run(["contact", "list"])
    #expect(call[Sample.limit] == nil)
    #expect(call[Sample.sort] == [])
    #expect(call[Sample.all] == false)
    #expect(call[Sample.query] == [])
    #expect(call[Sample.output] == .auto)
  }

  @Test func repetitionMakesAList() throws {
    let (_, call) = try Sample.run(["contact", "list", "-s", "name", "--sort=age", "-sid"])
    #expect(call[Sample.sort] == ["name", "age", "id"])
    #expect(call.values(named: "sort") == ["name", "age", "id"])
  }

  @Test func optionsAndOperandsStandInAnyOrder() throws {
    let (_, call) = try Sample.run(["contact", "list", "a", "--all", "-", "-n1", "b", "--", "--all", "-x"])
    #expect(call[Sample.query] == ["a", "-", "b", "--all", "-x"])
    #expect(call[Sample.all])
    #expect(call[Sample.limit] == 1)
  }

  @Test(arguments: [
    ["-o", "json", "-v", "contact", "list"], ["contact", "--output=json", "list", "-v"],
    ["contact", "-vojson", "list"], ["contact", "list", "-v", "--output", "json"],
  ])
  func globalOptionsStandAnywhere(words: [String]) throws {
    let (_, call) = try Sample.run(words)
    #expect(call[Sample.output] == .json)
    #expect(call[Sample.verbose])
  }

  @Test func anOptionTakesTheNextWordWhateverItIs() throws {
    let (_, call) = try Sample.run(["contact", "list", "--since", "-5", "--where", "--all", "--ratio", "-.5"])
    #expect(call[Sample.since] == -5)
    #expect(call[Sample.filter] == "--all")
    #expect(call[Sample.ratio] == -0.5)
    #expect(!call[Sample.all])
  }

  @Test func aValueMayBeEmptyOrHoldAnything() throws {
    let (_, call) = try Sample.run(["contact", "list", "--where=", "--stage=a=b", "", "x y"])
    #expect(call[Sample.filter] == "")
    #expect(call[Sample.stage] == "a=b")
    #expect(call[Sample.query] == ["", "x y"])
  }

  @Test func aValueMayBeginWithACombiningMark() throws {
    let (_, call) = try Sample.run(["contact", "list", "--where=\u{301}x", "-s\u{301}y"])
    #expect(call[Sample.filter]?.unicodeScalars.first == "\u{301}")
    #expect(call[Sample.sort].first?.unicodeScalars.first == "\u{301}")
  }

  @Test func aNegatableFlagIsTakenBack() throws {
    #expect(try Sample.run(["review", "--color"]).1[Sample.color])
    #expect(try !Sample.run(["review", "--color", "--no-color"]).1[Sample.color])
    #expect(try Sample.run(["review", "--no-color", "--color"]).1[Sample.color])
  }

  @Test func operandsFillTheirPlacesInOrder() throws {
    let (_, show) = try Sample.run(["contact", "show", "12"])
    #expect(show[Sample.reference] == "12")
    #expect(show[Sample.field] == nil)
    let (_, full) = try Sample.run(["contact", "show", "12", "email"])
    #expect(full[Sample.field] == "email")
    let (_, merge) = try Sample.run(["contact", "merge", "1", "2", "3"])
    #expect(merge[Sample.reference] == "1")
    #expect(merge[Sample.others] == ["2", "3"])
  }

  @Test func declarationsMadeFromDataAreReadBack() throws {
    let (_, call) = try Sample.run(["contact", "add", "--first_name", "Jane", "--kind", "call"])
    #expect(Sample.fields.map { call[$0] } == ["Jane", nil])
    #expect(call.values(named: "first_name") == ["Jane"])
    #expect(call.values(named: "email") == [])
    #expect(call[Sample.kind] == "call")
  }

  @Test func aNounWithVerbsMayRunByItself() throws {
    #expect(try Sample.run(["review"]).1.path == ["crm", "review"])
    #expect(try Sample.run(["review", "list", "-a"]).1.path == ["crm", "review", "list"])
    #expect(try Sample.run(["score", "train"]).1.path == ["crm", "score", "train"])
    #expect(try Sample.run(["score", "--", "train"]).1[Sample.records] == ["train"])
    #expect(try Sample.run(["score", "jane", "train"]).1[Sample.records] == ["jane", "train"])
    #expect(try Sample.run(["--", "review", "list"]).1.path == ["crm", "review", "list"])
  }

  @Test(arguments: [
    (["-h"], ["crm"], HelpLength.short),
    (["--help", "contact", "list"], ["crm", "contact", "list"], .long),
    (["contact", "-vh", "list"], ["crm", "contact", "list"], .short),
    (["contact", "show", "--help"], ["crm", "contact", "show"], .long),
    (["contact", "list", "--help", "--limt", "--limit", "x"], ["crm", "contact", "list"], .long),
    (["help"], ["crm"], .long),
    (["help", "contact", "add"], ["crm", "contact", "add"], .long),
    (["-v", "help", "review"], ["crm", "review"], .long),
    (["help", "help"], ["crm"], .long),
  ])
  func helpIsAskedForAnywhere(words: [String], path: [String], length: HelpLength) throws {
    guard case .help(let found, let foundLength) = try Sample.tree.parse(words) else {
      Issue.record("no help for \(words)")
      return
    }
    #expect(found == path)
    #expect(foundLength == length)
  }

  @Test(arguments: [["--version"], ["contact", "--version"], ["--version", "--nonsense"]])
  func theVersionIsAskedForAnywhere(words: [String]) throws {
    guard case .version = try Sample.tree.parse(words) else {
      Issue.record("no version for \(words)")
      return
    }
  }

  @Test(arguments: [["contact", "list", "--where", "--help"], ["contact", "list", "--", "--help"]])
  func helpAsAValueIsNoRequest(words: [String]) throws {
    #expect(try Sample.run(words).0 == .listContacts)
  }

  @Test func askingForWhatIsNotDeclaredTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = try Sample.run(["contact", "show", "1"]).1[Sample.limit]
    }
    await #expect(processExitsWith: .failure) {
      _ = try Sample.run(["contact", "show", "1"]).1.values(named: "limit")
    }
  }

  @Test func anyValuesInAnySpellingAreReadBack() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let limit = Int.random(in: 0...99, using: &random)
      let sorts = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.word() }
      var operands = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.word() }
      var words = sorts.flatMap { random.spelling(long: "sort", short: "s", $0) }
      words += random.spelling(long: "limit", short: "n", String(limit))
      if Bool.random(using: &random) {
        words += ["--"] + operands
      } else {
        operands.removeAll { $0.utf8.first == UInt8(ascii: "-") && $0 != "-" }
        words = operands + words
      }
      let (_, call) = try Sample.run(["contact", "list"] + words)
      #expect(call[Sample.limit] == limit)
      #expect(call[Sample.sort] == sorts)
      #expect(call[Sample.query] == operands)
    }
  }

  @Test func noLineTraps() {
    let words = [
      "crm", "contact", "list", "add", "show", "help", "score", "-h", "--help", "--", "-", "", "-n", "-n5",
      "--limit", "--limit=", "--=", "-=", "--no-color", "--no-", "--kind", "--sort=x", "-é", "\u{301}", "-av",
    ]
    var random = SeededGenerator(seed: 2)
    var outcomes: Set<String> = []
    for _ in 0..<5000 {
      let line = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }
      do {
        switch try Sample.tree.parse(line) {
        case .run(let deed, _): outcomes.insert(deed.rawValue)
        case .help(let path, _): #expect(Sample.tree.command(at: path) != nil)
        case .version: Issue.record("nobody asked for the version: \(line)")
        }
      } catch {
        #expect(!error.message.isEmpty && error.hint.hasPrefix("crm "))
      }
      _ = Sample.tree.complete(words: line)
    }
    #expect(outcomes.contains("listContacts"))
  }
}
