import TestSupport
import Testing

/// The built program does what the transcripts in Tests/Transcripts and the README say.
@Suite struct TranscriptTests {
  private static let root = "\(Repository.root)/Tests/Transcripts"
  private static let names = Result { try Files.list(under: root, endingIn: ".test") }

  /// Those below `terminal/` and `errors/` run on a terminal of 80 columns, the others in a pipe.
  @Test(arguments: try names.get()) func transcript(_ name: String) throws {
    let transcript = try Transcript(path: "\(Self.root)/\(name)")
    let showsErrors = name.hasPrefix("errors/")
    if showsErrors {
      #expect(transcript.expectsFailure, "a transcript in errors/ shows an error")
    }
    try TemporaryFolder.with { folder in
      var shell = try Self.shell(in: folder)
      // Relative, so that messages name it the same wherever the folder is.
      shell.environment["CRM_DB"] = "crm.db"
      let isForPeople = showsErrors || name.hasPrefix("terminal/")
      try transcript.check(with: shell, on: isForPeople ? .terminal : .script)
    }
  }

  /// The README as somebody follows it who has no database yet: what is to be pasted under "A first session"
  /// runs without a complaint, and after it what is shown there looks as shown.
  @Test func readme() throws {
    let path = "\(Repository.root)/README.md"
    let chapter = #/(?s)\n## A first session\n(.*?)\n## /#
    let block = #/(?s)\n```sh\n(.*?\n)```\n/#
    let section = try #require(Files.text(path).firstMatch(of: chapter)).output.1
    let pasted = section.matches(of: block).map(\.output.1).joined()
    #expect(!pasted.isEmpty)

    try TemporaryFolder.with { folder in
      var shell = try Self.shell(in: folder)
      shell.terminalSize.columns = 100
      let result = try shell.run(["-ec", pasted], output: .terminal)
      #expect(result.status == .exited(0), "\(result.screen)")
      #expect(result.errors == "")
      try Transcript(path: path).check(with: shell, on: .terminal)
    }
  }

  /// The recipes, in their order, and then what cron would run: each line does its work without a complaint.
  @Test func recipes() throws {
    let path = "\(Repository.root)/Examples/recipes.md"
    let crontab = try #require(Files.text(path).firstMatch(of: #/(?s)\n```crontab\n(.*?\n)```\n/#)).output.1
    let entry = #/(?:[0-9*/,-]+ +){5}(.+)/#
    try TemporaryFolder.with { folder in
      let shell = try Self.shell(in: folder)
      try Transcript(path: path).check(with: shell, on: .script)
      for line in crontab.split(separator: "\n") {
        // Cron takes a percent sign for the end of the line unless a backslash is before it.
        let command = try #require(try entry.wholeMatch(in: line)).output.1.replacing("\\%", with: "%")
        let result = try shell.run(["-ec", "mail() { cat; }\n\(command)"])
        #expect(result.status == .exited(0), "\(line)")
        #expect(result.errors == "", "\(line)")
        #expect(!result.output.isEmpty, "\(line)")
      }
    }
  }

  /// A shell whose user is `ann`, with the sample data in the folder Examples.
  private static func shell(in folder: TemporaryFolder) throws -> Program {
    var shell = Program.shell(in: folder)
    shell.environment["CRM_USER"] = "ann"
    shell.environment["NO_COLOR"] = "1"
    let names = try Files.list(under: "\(Repository.root)/Examples").filter { !$0.hasSuffix(".md") }
    for name in names {
      try folder.write(Files.text("\(Repository.root)/Examples/\(name)"), to: "Examples/\(name)")
    }
    return shell
  }
}
