internal import Bytes

extension Session {
  /// Asks a person whether to go on; `--yes` answers. Fails where nobody can be asked.
  func confirm(_ question: String) throws -> Bool {
    if saysYes { return true }
    try requireAnswer()
    say(TerminalText.sanitise(question, lines: .kept) + " [y/N] ")
    return ["y", "yes"].contains(try answer().trimmed.lowercased())
  }

  /// Fails where a question would be asked and nobody can answer it, before anything is done for the sake of asking.
  func requireAnswer() throws {
    if saysYes || world.input.isTerminal && world.errors.isTerminal { return }
    throw Failure(.conflict, "this asks before it writes, and nobody can be asked here; --yes answers")
  }

  /// A line of standard input. It is read byte by byte, since what follows the line is not ours.
  private func answer() throws -> String {
    var source = PatientSource(
      [DescriptorSource(descriptor: world.input.descriptor, name: world.input.name)])
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while try withUnsafeMutableBytes(of: &byte, { try source.read(into: $0) }) == 1,
      byte != UInt8(ascii: "\n")
    {
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }
}
