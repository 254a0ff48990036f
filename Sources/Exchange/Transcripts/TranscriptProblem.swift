package import Bytes

/// What in a transcript cannot be read: thrown when nothing can, listed when the rest was.
package struct TranscriptProblem: Error, Hashable, Sendable {
  /// The line on which it is, counted from 1; nil where the whole is meant.
  package let line: Int?
  package let reason: Reason

  init(_ reason: Reason, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }

  package enum Reason: Hashable, Sendable {
    /// There is nothing but white space.
    case empty
    /// It has the form of a transcript, and nobody says a word in it.
    case noWords
    case notUTF8
    case longLine(limit: Int)
    case cueTimes(String)
    case cueEndsBeforeStart
    case cueWithoutTimes
    case notJSON(JSONError.Reason, column: Int)
    case unknownJSON
    /// An element of a list, counted from 1, has no text.
    case element(Int, list: String)
    case notAMessage
    case messageTooLarge
    case severalMessages
  }
}

extension TranscriptProblem: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .empty: "the transcript is empty"
    case .noWords: "nobody says anything in this transcript"
    case .notUTF8: "some bytes of this line are not text, and stand as \u{FFFD}"
    case .longLine(let limit): "this line is longer than \(limit >> 20) MB, and was left out"
    case .cueTimes(let times):
      "the times of a cue cannot be read (\(times.onOneLine.excerpt)); its words were taken without them"
    case .cueEndsBeforeStart: "a cue ends before it begins; its words were taken without an end"
    case .cueWithoutTimes: "words stand here without times; they were added to what was said before"
    case .notJSON(let reason, let column): "this is not JSON: \(reason), column \(column)"
    case .unknownJSON:
      "this JSON is none of the transcripts that are known: it should have turns of speaker and text, or be an "
        + "export of \(TranscriptShape.names)"
    case .element(let number, let list): "element \(number) of \(list.excerpt) has no text, and was left out"
    case .notAMessage: "this is not a message: it does not begin with fields such as From and Date"
    case .messageTooLarge: "the message is too large"
    case .severalMessages: "this is a mailbox of several messages; a transcript is one of them"
    }
  }
}
