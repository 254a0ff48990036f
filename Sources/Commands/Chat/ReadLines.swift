internal import Bytes

/// Lines of standard input as they come: out of a pipe or a file, or from a terminal that can do no more.
struct ReadLines: ChatInput {
  private let session: Session
  private let showsPrompt: Bool
  private var reader: LineReader<PatientSource>

  /// Nothing that a person says in one line is as long as this.
  private static let limit = 1 << 20

  init(_ session: Session, showsPrompt: Bool) {
    self.session = session
    self.showsPrompt = showsPrompt
    let input = session.world.input
    reader = LineReader(
      PatientSource([DescriptorSource(descriptor: input.descriptor, name: input.name)]), limit: Self.limit)
  }

  mutating func next(prompt: String) throws -> String? {
    if showsPrompt { session.say(TerminalText.sanitise(prompt)) }
    guard let line = try reader.next() else {
      if showsPrompt { session.say("\n") }
      return nil
    }
    guard let text = String(validating: line.bytes, as: UTF8.self) else {
      throw Failure(.invalid, "the line is not valid UTF-8")
    }
    return text
  }
}
