/// Who spoke how much in a conversation, and how lively it was.
public struct ConversationStatistics: Hashable, Sendable {
  /// What the lengths of turns are taken from.
  public enum Basis: Hashable, Sendable {
    /// Every turn says when it begins and ends.
    case times
    /// Every turn says when it begins, and is taken to last until the next one; nothing is known of silence.
    case starts
    /// Turns are as long as their words are many; nothing is known of time.
    case words
  }

  public let basis: Basis
  /// Those who spoke, in the order in which they did so first.
  public let speakers: [Speaker]
  /// From the first word to the last one; nil without times.
  public let seconds: Double?
  /// How often somebody else went on.
  public let turnChanges: Int
  /// The seconds in which nobody spoke; nil where the ends of turns are not known.
  public let silenceSeconds: Double?

  /// Somebody's part in it.
  public struct Speaker: Hashable, Sendable {
    /// Nil for all of whom nobody knows who they are.
    public let name: String?
    public internal(set) var turns = 0
    public internal(set) var words = 0
    public internal(set) var questions = 0
    /// How long they spoke; nil without times.
    public internal(set) var talkSeconds: Double?
    /// Their part of all talk, 0 to 1: of its time, or without times of its words.
    public internal(set) var talkShare = 0.0
    /// What they said at most before somebody else spoke.
    public internal(set) var longestMonologueWords = 0
    public internal(set) var longestMonologueSeconds: Double?
  }
}

extension ConversationStatistics {
  /// Turn changes in a minute; nil without times.
  public var turnChangesPerMinute: Double? {
    seconds.flatMap { $0 > 0 ? Double(turnChanges) * 60 / $0 : nil }
  }
}

extension ConversationStatistics.Speaker {
  /// Nil without times.
  public var wordsPerMinute: Double? { talkSeconds.flatMap { $0 > 0 ? Double(words) * 60 / $0 : nil } }
}

extension ConversationStatistics {
  public init(_ turns: [Transcript.Turn]) {
    let (basis, spans) = Self.spans(of: turns)
    var counts = SpeakerCounts()
    for (index, turn) in turns.enumerated() { counts.add(turn, spans.isEmpty ? nil : spans[index]) }
    self.basis = basis
    speakers = counts.finished()
    turnChanges = counts.changes
    let whole = spans.map(\.lowerBound).min().flatMap { first in
      spans.map(\.upperBound).max().map { first..<max($0, first) }
    }
    seconds = whole.map { Double($0.count) / 1000 }
    silenceSeconds =
      basis == .times ? whole.map { Double($0.count - Self.length(of: spans)) / 1000 } : nil
  }

  /// When each turn was spoken, in milliseconds; empty without times.
  private static func spans(of turns: [Transcript.Turn]) -> (Basis, [Range<Int>]) {
    let starts = turns.compactMap(\.startMilliseconds)
    guard !turns.isEmpty, starts.count == turns.count else { return (.words, []) }
    let ends = turns.compactMap(\.endMilliseconds)
    if ends.count == turns.count { return (.times, zip(starts, ends).map { $0..<max($0, $1) }) }
    var spans = turns.indices.map { index in
      let next = index + 1 < starts.count ? starts[index + 1] : starts[index]
      return starts[index]..<max(starts[index], turns[index].endMilliseconds ?? next)
    }
    // The last turn is taken to be spoken as fast as the rest.
    if turns[turns.count - 1].endMilliseconds == nil {
      let words = turns.dropLast().reduce(0) { $0 + $1.words }
      let pace = words > 0 ? Double(spans.dropLast().reduce(0) { $0 + $1.count }) / Double(words) : 0
      let start = spans[spans.count - 1].lowerBound
      spans[spans.count - 1] = start..<start + Int(pace * Double(turns[turns.count - 1].words))
    }
    return (.starts, spans)
  }

  /// How long spans are together, where they overlap only once.
  static func length(of spans: [Range<Int>]) -> Int {
    var length = 0
    var end = Int.min
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where span.upperBound > end {
      length += span.upperBound - max(span.lowerBound, end)
      end = span.upperBound
    }
    return length
  }
}

/// Gathers what turns have of each speaker.
private struct SpeakerCounts {
  private var speakers: [ConversationStatistics.Speaker] = []
  private var spans: [[Range<Int>]] = []
  private var places: [String?: Int] = [:]
  /// Who spoke last, and what they have said since somebody else did.
  private var current: Int?
  private var words = 0
  private var span: Range<Int>?
  private(set) var changes = 0

  mutating func add(_ turn: Transcript.Turn, _ span: Range<Int>?) {
    let place = places[turn.speaker] ?? speakers.count
    if place == speakers.count {
      places[turn.speaker] = place
      speakers.append(ConversationStatistics.Speaker(name: turn.speaker))
      spans.append([])
    }
    if place == current {
      words += turn.words
      if let span, let begun = self.span {
        self.span = begun.lowerBound..<max(begun.upperBound, span.upperBound, begun.lowerBound)
      }
    } else {
      if current != nil { changes += 1 }
      current = place
      words = turn.words
      self.span = span
    }
    speakers[place].turns += 1
    speakers[place].words += turn.words
    speakers[place].questions += Self.questions(in: turn.text)
    speakers[place].longestMonologueWords = max(speakers[place].longestMonologueWords, words)
    guard let span, let run = self.span else { return }
    spans[place].append(span)
    speakers[place].longestMonologueSeconds = max(
      speakers[place].longestMonologueSeconds ?? 0, Double(run.count) / 1000)
  }

  func finished() -> [ConversationStatistics.Speaker] {
    var speakers = speakers
    let isTimed = spans.contains { !$0.isEmpty }
    var all = 0.0
    for place in speakers.indices {
      let seconds = Double(ConversationStatistics.length(of: spans[place])) / 1000
      if isTimed { speakers[place].talkSeconds = seconds }
      all += isTimed ? seconds : Double(speakers[place].words)
    }
    for place in speakers.indices where all > 0 {
      speakers[place].talkShare = (speakers[place].talkSeconds ?? Double(speakers[place].words)) / all
    }
    return speakers
  }

  /// How many sentences end as questions, in whatever script; a question mark within a word asks nothing.
  private static func questions(in text: String) -> Int {
    var questions = 0
    var isOpen = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "?", "؟": isOpen = true
      case "？": questions += 1  // no space follows it
      case "!", "\"", "'", ")", "”", "’", "»": break
      default:
        if isOpen, scalar.properties.isWhitespace { questions += 1 }
        isOpen = false
      }
    }
    return questions + (isOpen ? 1 : 0)
  }
}
