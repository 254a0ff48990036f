@testable import Arguments
import Testing

@Suite struct HelpTests {
  @Test func theShortHelpOfACommand() {
    #expect(
      Sample.tree.help(for: ["crm", "contact", "list"], .short) == """
        List contacts

        Usage
          crm contact list [options] [<query>...]

        Operands
          <query>  Words to look for

        Options
          -n, --limit <n>     Stop after <n> rows
              --where <expr>  Only rows for which this is true
          -s, --sort <field>  Sort by this field (may be repeated)
          -a, --all           Also those that are done
              --since <days>  Days from now
              --ratio <x>     A share of one
              --stage <name>  In this stage

        'crm contact list --help' tells more.

        """)
  }

  @Test func theLongHelpOfTheRoot() {
    #expect(
      Sample.tree.help(for: ["crm"], .long) == #"""
        Keep contacts and deals

        Usage
          crm <command> [options]

        Everything is kept in one file. Every command says what it did.

          crm contact list --where 'name ~ "\Acme"'
          .begins with a point

        'Quoted' at the beginning; a dash -- and a tilde ~ and naïve ☃ too.

        Records
          contact  People

        Every day
          review  Decide on proposals
          score   Score contacts
          help    Explain a command

        Options
              --db <file>        The database
          -o, --output <format>  How to print {auto | table | jsonl | json | csv}
                                 (default: auto)
          -v, --verbose          Say more
              --[no-]color       Use colour
          -h, --help             Explain the command, with -h on one screen
              --version          Print the version

        Examples
          All contacts:
            crm contact list

        Exit status
          0  Done
          2  The command line is wrong

        Environment
          CRM_DB  The database
          No      A name that is also a macro

        Files
          ~/.crm-test  The settings

        """#)
  }

  @Test(arguments: [
    (["crm", "contact"], ["crm contact <command> [options]"]),
    (["crm", "contact", "add"], ["crm contact add --kind <kind> [options]"]),
    (["crm", "contact", "show"], ["crm contact show [options] <ref> [<field>]"]),
    (["crm", "contact", "merge"], ["crm contact merge [options] <ref> <other>..."]),
    (["crm", "score"], ["crm score [options] [<ref>...]", "crm score <command> [options]"]),
  ])
  func usage(path: [String], lines: [String]) {
    let help = Sample.tree.help(for: path, .short)
    #expect(help.contains("\nUsage\n" + lines.map { "  \($0)\n" }.joined() + "\n"))
  }

  @Test func operandsWithChoicesShowThem() {
    let shell = Operand("shell", .choice("shell", Shell.self), help: "The shell")
    let tree = CommandTree(root: Command("x", "X", arguments: [shell], action: 1))
    #expect(tree.help(for: ["x"], .short).contains("  x [options] {bash | zsh | fish}\n"))
  }

  @Test func theLongHelpOfACommandHasTheGlobalOptionsAndExamples() {
    let help = Sample.tree.help(for: ["crm", "contact", "show"], .long)
    #expect(help.contains("\nGlobal options\n      --db <file>        The database\n"))
    #expect(help.hasSuffix("\nExamples\n  By name:\n    crm contact show 'Jane Doe'\n"))
    #expect(!Sample.tree.help(for: ["crm", "contact", "show"], .short).contains("--db"))
  }

  @Test(arguments: [20, 40, 50, 72, 80, 100, 500])
  func linesFitTheWidth(width: Int) {
    let fitting = min(max(width, 40), 100)
    Sample.tree.walk { path, command in
      let verbatim = Sample.tree.command(at: path)?.examples.map { "    " + $0.line } ?? []
      for line in Sample.tree.help(for: path, .long, width: width).split(separator: "\n")
      where !verbatim.contains(String(line)) && !line.hasPrefix("  crm contact list --where") {
        #expect(line.count <= fitting, "\(line)")
      }
    }
  }

  @Test func headingsAreBoldWhereAsked() {
    let help = Sample.tree.help(for: ["crm"], .short, isStyled: true)
    #expect(help.contains("\n\u{1B}[1mUsage\u{1B}[0m\n"))
    #expect(!Sample.tree.help(for: ["crm"], .short).contains("\u{1B}"))
  }

  @Test func aLongTermStandsAlone() {
    var page = TextPage(width: 40, isStyled: false)
    page.terms([("--a", "first"), ("--a-name-of-thirty-characters-x", "second")])
    #expect(page.text == "  --a  first\n  --a-name-of-thirty-characters-x\n       second\n")
  }

  @Test func aDiscussionIsParagraphsAndLiteralLines() {
    #expect(
      DiscussionBlock.blocks(of: "\none\ntwo\n\n  a\n   b\n \nthree\n") == [
        .paragraph("one two"), .literal(["  a", "   b"]), .paragraph("three"),
      ])
    #expect(DiscussionBlock.blocks(of: "").isEmpty)
  }
}
