import TestSupport
import Testing

@testable import Arguments

@Suite struct ProblemsTests {
  @Test func aGoodTreeHasNone() {
    #expect(Sample.tree.problems() == [])
  }

  /// A program of one command with the arguments, and `--quiet` for all commands.
  private func problems(
    _ arguments: [any Declaration], example: String = "x", globals: [any Declaration] = []
  ) -> [String] {
    let quiet = Flag("quiet", short: "q", help: "Say less")
    return CommandTree(
      root: Command("x", "X", arguments: arguments, examples: [Example(example, "Do it")], action: 1),
      globals: [quiet] + globals
    ).problems()
  }

  private static let word = Operand("word", .text("word"), help: "Word")
  private static let more = RepeatedOperand("more", .text("word"), help: "More")
  private static let maybe = OptionalOperand("maybe", .text("word"), help: "Maybe")

  @Test(
    arguments: [
      ([Flag("all", help: "All"), Flag("all", help: "All")], "two options are named 'all'"),
      ([Flag("quiet", help: "All")], "two options are named 'quiet'"),
      ([Flag("help", help: "All")], "two options are named 'help'"),
      ([Flag("silent", short: "q", help: "All")], "two short options are named 'q'"),
      ([Flag("hard", short: "h", help: "All")], "two short options are named 'h'"),
      ([Flag("x", negatable: true, help: "X"), Flag("no-x", help: "No")], "two options are named 'no-x'"),
      ([Flag("All", help: "All")], "'All' is no name for an argument"),
      ([Flag("-all", help: "All")], "'-all' is no name for an argument"),
      ([Flag("all", short: "-", help: "All")], "--all: '--' is no short option"),
      ([Flag("all", help: "All of them.")], "--all ends with a full stop"),
      ([Flag("all", help: "")], "--all is empty"),
      ([Flag("all", help: "All\nof them")], "--all is longer than a line"),
      ([Flag("all", help: String(repeating: "a", count: 73))], "--all is longer than 72 columns"),
      ([Option("name", .text(""), help: "Name")], "--name has no placeholder"),
      ([Option("name", .choice("name", ["a b"]), help: "Name")], "--name: 'a b' is no word for a choice"),
      ([Option("name", .choice("name", ["a", "a"]), help: "Name")], "two choices of --name are named 'a'"),
      ([DefaultedOption("n", .count("n"), default: "-1", help: "N")], "--n does not read '-1'"),
    ] as [([any Declaration], String)])
  func badArguments(arguments: [any Declaration], problem: String) {
    #expect(problems(arguments) == ["x: " + problem])
  }

  @Test(
    arguments: [
      ([maybe, word], "x a b", ["<word> is required after <maybe>, which is not"]),
      ([more, maybe], "x", ["<more> repeats and is not the last"]),
      ([word, word], "x a b", ["two operands are named 'word'"]),
      ([word, maybe, more], "x a", []),
    ] as [([any Declaration], String, [String])])
  func badOperands(arguments: [any Declaration], example: String, expected: [String]) {
    #expect(problems(arguments, example: example) == expected.map { "x: " + $0 })
  }

  @Test(arguments: [
    ("x --all", "'x --all': unknown option '--all' for 'x'"),
    ("y | z", "'y | z': does not call x"),
    ("x 'a", "'x 'a': a quote is not closed"),
    ("y | x a", "'y | x a': unknown command 'a' for 'x': expected help"),
  ])
  func badExamples(line: String, problem: String) {
    #expect(problems([], example: line) == ["x: " + problem])
  }

  @Test func badCommands() {
    let tree = CommandTree<Int>(
      root: Command("x", "X") {
        [
          Command("a", "A.", examples: [Example("x a", "A")], action: 1),
          Command("a", "A", examples: [Example("x a", "A")], action: 1),
          Command("b b", "B", examples: [Example("x 'b b'", "B")], action: 1),
          Command("c", ""),
          Command("help", "H", examples: [Example("x help", "H")], action: 1),
          Command("d", "D", action: 1),
        ]
      })
    #expect(
      tree.problems() == [
        "x: two commands are named 'a'", "x: two commands are named 'help'",
        "x a: the summary ends with a full stop", "x b b: 'b b' is no name for a command",
        "x c: the summary is empty", "x c: nothing to do", "x d: no example",
      ])
  }
}

@Suite struct ShellWordsTests {
  @Test(arguments: [
    ("crm  a b", [["crm", "a", "b"]]),
    (#"crm 'a "b' "c 'd" e\ f"#, [["crm", #"a "b"#, "c 'd", "e f"]]),
    (#"crm "a \"b\" \n" ''"#, [["crm", #"a "b" \n"#, ""]]),
    ("a x'y'z | b && c; d &", [["a", "xyz"], ["b"], ["c"], ["d"]]),
    ("a < in > out b 2>/dev/null c >> log 2>&1", [["a", "b", "c"]]),
    ("", []),
  ])
  func commands(line: String, expected: [[String]]) {
    #expect(ShellWords.commands(in: line) == expected)
  }

  @Test(arguments: ["'a", "\"a", "a\\"])
  func whatIsNotClosed(line: String) {
    #expect(ShellWords.commands(in: line) == nil)
  }

  @Test func whatIsQuotedIsReadBack() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      let words = (0..<4).map { _ in random.word() }
      #expect(ShellWords.commands(in: words.map(\.shellQuoted).joined(separator: " ")) == [words])
    }
  }
}
