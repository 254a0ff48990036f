import Foundation
import Testing

@testable import Arguments

/// Whether a shell is there; where everything must be, it is not asked.
private func isInstalled(_ shell: String) -> Bool {
  ProcessInfo.processInfo.environment["CI"] != nil || (try? run(shell, ["-c", "true"]))?.status == 0
}

@Suite struct CompletionScriptTests {
  @Test(arguments: Shell.allCases)
  func theScriptNamesTheProgram(shell: Shell) {
    let tree = CommandTree(root: Command("tool", "X", action: 1))
    let script = tree.completionScript(for: shell)
    #expect(script.contains("tool --complete"))
    #expect(!script.contains("PROGRAM"))
  }

  @Test func bashLoadsTheScript() throws {
    try expectSilence("bash", ["-n"], Sample.tree.completionScript(for: .bash))
  }

  @Test(.enabled(if: isInstalled("zsh"), "zsh is not installed"))
  func zshLoadsTheScript() throws {
    try expectSilence("zsh", ["-n"], Sample.tree.completionScript(for: .zsh))
  }

  @Test(.enabled(if: isInstalled("fish"), "fish is not installed"))
  func fishLoadsTheScript() throws {
    try expectSilence("fish", ["--no-execute"], Sample.tree.completionScript(for: .fish))
  }

  private func expectSilence(_ shell: String, _ arguments: [String], _ script: String) throws {
    let outcome = try run(shell, arguments, input: script)
    #expect(outcome.status == 0)
    #expect(outcome.output + outcome.errors == "")
  }

  /// What bash asks the program and offers, with the words as readline splits them: at blanks, and at the
  /// characters of COMP_WORDBREAKS.
  @Test(arguments: [
    ("crm contact l", ["crm", "contact", "l"], "contact|l", ["list"]),
    ("crm contact ", ["crm", "contact", ""], "contact|", ["add", "list", "show", "merge"]),
    ("crm --output=js", ["crm", "--output", "=", "js"], "--output=js", ["jsonl", "json"]),
    ("crm --output=", ["crm", "--output", "="], "--output=", ["auto", "table", "jsonl", "json", "csv"]),
    (
      "crm contact show jane@ex", ["crm", "contact", "show", "jane", "@", "ex"], "contact|show|jane@ex",
      ["example.com"]
    ),
    (
      "crm contact show contact:", ["crm", "contact", "show", "contact", ":"], "contact|show|contact:", ["12"]
    ),
    ("crm contact show Jane", ["crm", "contact", "show", "Jane"], "contact|show|Jane", [#"Jane\ O\'Brien"#]),
    (
      #"crm contact show Jane\ O"#, ["crm", "contact", "show", #"Jane\ O"#], "contact|show|Jane O",
      [#"Jane\ O\'Brien"#]
    ),
    (
      #"crm contact show "Jane O"#, ["crm", "contact", "show", #""Jane O"#], "contact|show|Jane O",
      ["Jane O'Brien"]
    ),
    (
      "crm  --db   my.db contact\tl", ["crm", "--db", "my.db", "contact", "l"], "--db|my.db|contact|l",
      ["list"]
    ),
    ("crm --db x", ["crm", "--db", "x"], "--db|x", []),
  ])
  func bashCompletes(line: String, words: [String], asked: String, offered: [String]) throws {
    let answer = Sample.tree.complete(
      words: asked.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    )
    .text { _, prefix in
      [("Jane O'Brien", ""), ("jane@example.com", "Jane"), ("contact:12", "Jane")].filter {
        $0.0.hasPrefix(prefix)
      }
    }
    // The function `crm` stands for the program, `compopt` works only while readline completes.
    let script = """
      crm() { local IFS='|'; echo "$*" >&2; printf %s \(answer.shellQuoted); }
      compopt() { echo "compopt $*" >&2; }
      \(Sample.tree.completionScript(for: .bash).split(separator: "2>/dev/null").joined())
      COMP_LINE=\(line.shellQuoted) COMP_POINT=\(line.count)
      COMP_WORDS=(\(words.map(\.shellQuoted).joined(separator: " "))) COMP_CWORD=\(words.count - 1)
      _crm
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try run("bash", ["-u"], input: script)
    let files = answer.hasPrefix("files") ? "compopt -o default\n" : ""
    #expect(outcome.errors == "--complete|\(asked)\n" + files)
    #expect(outcome.output == offered.joined(separator: "\n") + "\n")
  }

  @Test(
    .enabled(if: isInstalled("fish"), "fish is not installed"),
    arguments: [
      ("crm contact l", "contact|l", "list\tList contacts\n"),
      ("crm --db 'my x.db' contact s", "--db|my x.db|contact|s", "show\tShow a contact\n"),
      ("crm --output=t", "--output=t", "--output=table\n"),
    ])
  func fishCompletes(line: String, asked: String, offered: String) throws {
    let answer = Sample.tree.complete(words: asked.split(separator: "|").map(String.init))
      .text { _, _ in [] }
    let script = """
      function crm; string join -- '|' $argv >&2; printf %s \(answer.shellQuoted); end
      \(Sample.tree.completionScript(for: .fish).split(separator: "2>/dev/null").joined())
      complete -C \(line.shellQuoted.split(separator: #"'\''"#).joined(separator: #"\'"#))
      """
    let outcome = try run("fish", ["--no-config"], input: script)
    #expect(outcome.errors == "--complete|\(asked)\n")
    #expect(outcome.output == offered)
  }
}
