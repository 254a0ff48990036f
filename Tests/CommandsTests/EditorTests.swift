import Bytes
import TestSupport
import Testing

@testable import Commands

/// The text that a person writes in an editor of their choice.
@Suite struct EditorTests {
  @Test func whatWasWrittenIsRead() throws {
    try TemporaryFolder.with { folder in
      let environment = [
        "EDITOR": "false", "VISUAL": "printf '%s' \"$WORDS\" >", "WORDS": "Zwei\nZeilen",
        "TMPDIR": folder.path,
      ]
      var source = try Editor(environment: environment).write()
      #expect(String(decoding: try source.readToEnd(), as: UTF8.self) == "Zwei\nZeilen")
      // Nothing is left behind.
      #expect(try Files.list(under: folder.path, endingIn: "").isEmpty)
    }
  }

  @Test(arguments: ["false", "/no/such/editor"]) func aFailedEditorIsAFailure(command: String) throws {
    #expect(throws: Failure.self) { try Editor(environment: ["EDITOR": command]).write() }
  }
}
