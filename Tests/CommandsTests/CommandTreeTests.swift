import Arguments
import Testing

@testable import Commands

/// The declarations of all commands, taken as data.
@Suite struct CommandTreeTests {
  /// Names, helps, choices, the order of operands; and that every command has an example which parses.
  @Test func declarationsAreSound() {
    #expect(AllCommands.tree.problems() == [])
  }
}
