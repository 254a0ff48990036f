import Arguments
import Bytes
import Glibc
import TestSupport
import Testing

@testable import Commands

/// Long work says how far it is, to a person only, and leaves no trace.
@Suite struct ProgressTests {
  /// What a person's screen, or a file, has got after so much work.
  private func said(options: [String] = [], onTerminal: Bool = true, seconds: Double) throws -> String {
    try TemporaryFolder.with { folder in
      let screen = try Screen(width: onTerminal ? 80 : nil, path: folder.file("screen"))
      let world = World(
        arguments: options, environment: [:], input: .init(descriptor: 0, name: "input"),
        output: .init(descriptor: 1, name: "output"),
        errors: .init(descriptor: screen.descriptor, name: "errors"), wallClock: { Desk.now })
      let call = AllCommands.tree.complete(words: options + [""]).invocation
      let progress = Progress(Session(world, call, effect: .none), what: "contacts")
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end {
        for _ in 0..<256 { progress.advance() }
        usleep(10_000)
      }
      progress.finish()
      return try screen.text()
    }
  }

  @Test func itIsShownAfterASecondAndWiped() throws {
    let text = try said(seconds: 1.3)
    #expect(text.contains(/\r\d+ contacts, \d+ a second\e\[K/))
    #expect(text.hasSuffix("\r\u{1b}[K"))
  }

  @Test(arguments: [["--no-progress"], ["--quiet"]]) func itIsNotShownToWhoDoesNotWantIt(options: [String])
    throws
  {
    #expect(try said(options: options, seconds: 1.1) == "")
  }

  @Test func itIsNotShownInAFileOrForShortWork() throws {
    #expect(try said(onTerminal: false, seconds: 1.1) == "")
    #expect(try said(seconds: 0.2) == "")
  }
}
