internal import Bytes
internal import Exchange
internal import Insight
internal import Models

/// A conversation in whatever form it is written down, with what the form tells besides.
struct ConversationFile {
  let conversation: Conversation
  /// When it was, if that stands in it.
  private(set) var startedAt: Timestamp?
  /// What of it could not be read.
  private(set) var problems: [TranscriptProblem] = []

  /// Reads captions, the JSON of recognisers, messages and text. Of plain text that is called a mail or a note every line
  /// is a turn, whatever it begins with. Fails with `TranscriptProblem`; where there is nothing, nothing is said.
  init(_ bytes: [UInt8], kind: Extraction.Kind?) throws {
    let isWritten = kind == .email || kind == .note
    do {
      let reading = try TranscriptReading(MemorySource(bytes))
      if isWritten, reading.format == .text {
        self.init(try TranscriptReading(MemorySource(bytes), as: .lines), kind: kind)
      } else {
        self.init(reading, kind: kind)
      }
    } catch let problem as TranscriptProblem where problem.reason == .empty {
      self.init(Conversation(kind: kind ?? .note, turns: []))
    } catch let problem as TranscriptProblem where isWritten && problem.isOfJSON {
      // A note may well begin with a brace.
      self.init(try TranscriptReading(MemorySource(bytes), as: .lines), kind: kind)
    }
  }

  private init(_ conversation: Conversation) {
    self.conversation = conversation
  }

  private init(_ reading: TranscriptReading, kind: Extraction.Kind?) {
    let told: Extraction.Kind? =
      switch reading.format {
      case .text, .lines: nil
      case .webVTT, .subRip, .json: .meeting
      case .mail: .email
      }
    self.init(Conversation(reading.transcript, kind: kind ?? told))
    startedAt = reading.transcript.startedAt
    problems = reading.problems
  }
}

extension TranscriptProblem {
  /// Whether a text is no transcript in JSON.
  fileprivate var isOfJSON: Bool {
    switch reason {
    case .notJSON, .unknownJSON: true
    default: false
    }
  }
}
