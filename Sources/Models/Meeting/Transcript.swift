public import Bytes

/// What was said in a meeting, turn by turn, and who took part.
public struct Transcript: Hashable, Sendable {
  public var title: String?
  public var startedAt: Timestamp?
  public var durationSeconds: Int?
  /// A tag such as `en` or `en-us`, as the transcript gives it.
  public var language: String?
  /// Who is named as taking part, with those who speak, in the order in which they are first named.
  public var participants: [Participant] = []
  public var turns: [Turn] = []

  public init() {}
}

extension Transcript {
  /// Somebody who took part; of those who dial in, no more may be known than "Speaker 2".
  public struct Participant: Hashable, Sendable {
    public var name: String?
    public var email: String?

    public init(name: String?, email: String? = nil) {
      self.name = name
      self.email = email
    }
  }

  /// What one person said without anybody else between.
  public struct Turn: Hashable, Sendable {
    /// Nil where nobody knows.
    public var speaker: String?
    public var text: String
    /// From the beginning of the meeting.
    public var startMilliseconds: Int?
    public var endMilliseconds: Int?

    public init(
      speaker: String? = nil, text: String, startMilliseconds: Int? = nil, endMilliseconds: Int? = nil
    ) {
      self.speaker = speaker
      self.text = text
      self.startMilliseconds = startMilliseconds
      self.endMilliseconds = endMilliseconds
    }
  }
}

extension Transcript.Turn {
  /// How many words it has: runs without white space that hold a letter or a digit.
  public var words: Int {
    var words = 0
    var isInWord = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isInWord = false
      } else if !isInWord, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        isInWord = true
        words += 1
      }
    }
    return words
  }
}
