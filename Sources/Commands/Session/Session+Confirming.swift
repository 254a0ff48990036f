internal import Bytes

extension Session {
  /// Asks a person whether to go on; `--yes` is the answer beforehand. Fails where nobody is there to be asked.
  func confirm(_ question: String) throws -> Bool {
    if answersYes { return true }
    guard world.input.isTerminal, world.errors.isTerminal else {
      throw Failure(.conflict, "no terminal is here to answer '\(question)'; --yes does")
    }
    say(TerminalText.sanitise(question, lines: .kept) + " [y/N] ")
    var lines = LineReader(PatientSource(try input("-")))
    let answer = try lines.next().map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    return ["y", "yes"].contains(answer.trimmed.lowercased())
  }
}
