import Bytes
import Exchange
import Models

extension TranscriptReading {
  init(_ text: String, as format: TranscriptFormat? = nil) throws {
    try self.init(MemorySource(text), as: format)
  }

  /// The turns as lines: `[0-1500] Ann: words`, without what is not known.
  var lines: [String] {
    transcript.turns.map { turn in
      let times = [turn.startMilliseconds, turn.endMilliseconds].map { $0.map(String.init) ?? "" }
      let span = times == ["", ""] ? "" : "[\(times[0])-\(times[1])] "
      return span + (turn.speaker.map { "\($0): " } ?? "") + turn.text
    }
  }

  /// The problems as lines: `3: what is wrong`.
  var complaints: [String] {
    problems.map { ($0.line.map { "\($0): " } ?? "") + "\($0)" }
  }

  /// The people as lines: `Ann <ann@x.example>`.
  var people: [String] {
    transcript.participants.map { person in
      [person.name, person.email.map { "<\($0)>" }].compactMap { $0 }.joined(separator: " ")
    }
  }
}
