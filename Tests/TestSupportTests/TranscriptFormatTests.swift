import Testing

@testable import TestSupport

/// Transcripts are read, run, compared and recorded.
@Suite struct TranscriptFormatTests {
  /// Runs the transcript `text` and returns what failed, or nil.
  private func failure(
    of text: String, named name: String = "case.test", on stage: Transcript.Stage = .script
  ) throws -> TranscriptMismatch? {
    try TemporaryFolder.with { folder in
      let path = try folder.write(text, to: name)
      do {
        try Transcript(path: path).check(with: .shell(in: folder), on: stage, recording: false)
        return nil
      } catch let mismatch as TranscriptMismatch {
        return mismatch
      }
    }
  }

  /// Records the transcript `text` and returns what is in the file afterwards; the test fails as far as the
  /// file was rewritten.
  private func recording(of text: String, named name: String = "case.test") throws -> String {
    try TemporaryFolder.with { folder in
      let path = try folder.write(text, to: name)
      var recorded = false
      do {
        try Transcript(path: path).check(with: .shell(in: folder), recording: true)
      } catch is Recorded {
        recorded = true
      }
      let result = try Files.text(path)
      #expect(recorded == (result != text))
      return result
    }
  }

  @Test(arguments: [
    "# Only a comment\n",
    "$ echo one\none\n",
    "$ echo one\none",
    "# Two commands share a folder\n\n$ echo x > file\n\n$ cat file\nx\n",
    "$ printf 'a\\n\\nb\\n'\na\n\nb\n\n# Inner empty lines are output\n",
    "$ printf 'a\\n\\n'\na\n\\\n",
    "$ printf '# $ > \\\\ '\n\\# $ > \\ \n>1 no newline\n",
    "$ echo oops >&2; echo fine; exit 3\nfine\n>2 oops\n>= 3\n",
    "$ printf oops >&2\n>2 oops\n>2 no newline\n",
    "$ kill -9 $$\n>= signal 9\n",
    "$ cat <<END | tr a-z A-Z\na\n$ b\n\nEND\nA\n\\$ B\n\\\n",
    "$ echo one \\\n  two\none two\n",
    "$ date\n[...]\n",
    "$ false\n>= 1\n",
  ])
  func transcriptThatHolds(text: String) throws {
    #expect(try failure(of: text) == nil)
    #expect(try recording(of: text) == text)
  }

  @Test(arguments: [
    "$ echo one\n", "$ true\nanything\n", "$ false\n", "$ true\n>= 1\n", "$ printf one\none\n",
    "$ echo x >&2\nx\n", "$ printf 'a\\n\\n'\na\n", "$ echo 'a '\na\n",
  ])
  func transcriptThatDoesNotHold(text: String) throws {
    #expect(try failure(of: text) != nil)
    #expect(try failure(of: recording(of: text)) == nil)
  }

  @Test func mismatchNamesLineCommandAndDifference() throws {
    let mismatch = try #require(try failure(of: "# Comment\n\n$ echo a; echo b\na\nc\n\n$ echo d\nd\n"))
    #expect(mismatch.steps.map(\.line) == [3])
    #expect(mismatch.description.contains("case.test:3: $ echo a; echo b\n a\n-c\n+b"))
  }

  @Test func recordingChangesOnlyWhatIsExpected() throws {
    let before = "# Title\n\n$ echo one; echo two\nold\n[...]o\n\n# Next\n$ true\ngone\n\n\n# End\n"
    let after = "# Title\n\n$ echo one; echo two\none\n[...]o\n\n# Next\n$ true\n\n\n# End\n"
    #expect(try recording(of: before) == after)
  }

  @Test func documentIsReadWithinConsoleFences() throws {
    let text =
      "# Title\n$ not a command\n```sh\n$ nor this\n```\n```console\n$ echo hi\nhi\n\n$ echo ho\nho\n```\nProse.\n"
    #expect(try failure(of: text, named: "page.md") == nil)
    #expect(try Transcript(path: "page.md", text: text).steps.map(\.line) == [7, 10])
    #expect(try recording(of: text.replacing("hi\nhi", with: "hi\nold"), named: "page.md") == text)
  }

  @Test func terminalIsATerminal() throws {
    let text = "$ test -t 1 && ! test -t 2 && ! test -t 0 && echo yes; echo no >&2\nyes\n>2 no\n"
    #expect(try failure(of: text, on: .terminal) == nil)
    #expect(try failure(of: text, on: .script) != nil)
  }

  @Test func hereDocumentWithoutEndIsRefused() {
    let failure = #expect(throws: TranscriptIncomplete.self) {
      try Transcript(path: "case.test", text: "# x\n$ cat <<'END'\nnever\n")
    }
    #expect(failure?.description == "case.test:2: no line END ends the here-document")
  }

  @Test func expectedFailureIsSeen() throws {
    #expect(try Transcript(path: "case.test", text: "$ false\n>= 1\n").expectsFailure)
    #expect(try !Transcript(path: "case.test", text: "$ echo '>= 1'\n\\>= 1\n").expectsFailure)
  }
}
