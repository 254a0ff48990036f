internal import Bytes
internal import Models

/// The turns of a WebVTT or SubRip file.
struct Captions {
  private(set) var transcript = Transcript()
  private(set) var problems: [TranscriptProblem]

  private var cues: [(span: SpokenSpan, parts: [Cue.Part])] = []
  private var hasVoices = false

  init(_ lines: [TranscriptLine], isWebVTT: Bool) {
    let reader = CueReader(lines, isWebVTT: isWebVTT)
    problems = reader.problems
    transcript.title = reader.title
    transcript.language = reader.language
    for cue in reader.cues {
      if let spoken = SpokenMetadata(cue.lines) {
        take(spoken, cue.span)
      } else {
        let text = CueText(cue.lines, isWebVTT: isWebVTT)
        hasVoices = hasVoices || text.hasVoice
        cues.append((cue.span, text.parts))
      }
    }
    if !hasVoices {
      cues = RollingCaptions.withoutRepeats(cues)
      findSpeakers()
    }
    var joiner = TurnJoiner()
    for cue in cues {
      for part in cue.parts {
        joiner.add(
          Transcript.Turn(
            speaker: part.speaker, text: part.text, startMilliseconds: cue.span.start,
            endMilliseconds: cue.span.end))
      }
    }
    transcript.turns = joiner.turns
  }

  private mutating func take(_ spoken: SpokenMetadata, _ span: SpokenSpan) {
    if cues.isEmpty {
      transcript.language = transcript.language ?? spoken.language
      transcript.startedAt = spoken.startedAt?.adding(microseconds: -1000 * Int64(span.start ?? 0))
    }
    hasVoices = true
    cues.append((span, [Cue.Part(speaker: spoken.speaker, text: spoken.text)]))
  }

  /// Finds the names of those who speak in the words, where no tags tell.
  private mutating func findSpeakers() {
    if nameFirstLines() { return }
    let lines = cues.flatMap(\.parts).map { LabelledLine($0.text, followsBlank: false) }
    let census = SpeakerCensus(lines)
    guard census.isLabelled else { return }
    var current: String?
    var position = 0
    for cue in cues.indices {
      for part in cues[cue].parts.indices {
        if let label = census.label(of: lines[position]), !label.words.isEmpty {
          current = label.name.text
          cues[cue].parts[part].text = String(label.words)
        }
        cues[cue].parts[part].speaker = current
        position += 1
      }
    }
  }

  /// Takes the first line of every cue for a name when all are, and some recur, as in the text of Teams.
  private mutating func nameFirstLines() -> Bool {
    let names = cues.compactMap { cue in
      cue.parts.count > 1 ? LabelledLine(cue.parts[0].text, followsBlank: false).nameAlone : nil
    }
    guard cues.count > 1, names.count == cues.count, Set(names.map(\.key)).count < names.count else {
      return false
    }
    for cue in cues.indices {
      cues[cue].parts.removeFirst()
      for part in cues[cue].parts.indices { cues[cue].parts[part].speaker = names[cue].text }
    }
    return true
  }
}

/// What the metadata of Teams' transcripts have in place of the words of a cue.
private struct SpokenMetadata {
  let text: String
  let speaker: String?
  let language: String?
  let startedAt: Timestamp?

  init?(_ lines: [String]) {
    guard lines.first?.hasPrefix("{") == true,
      let object = (try? JSONParser.parse(lines.joined(separator: "\n").utf8))?.object,
      let text = object["spokenText"]?.string?.onOneLine, let speaker = object["speakerName"]?.string
    else { return nil }
    self.text = text
    self.speaker = speaker.asName
    language = object["spokenLanguage"]?.string?.asName
    startedAt = object["startDateTime"]?.string.flatMap(Timestamp.init(rfc3339:))
  }
}

/// Captions that roll up: each shows what was said before once more, above what is new.
private enum RollingCaptions {
  typealias TimedParts = (span: SpokenSpan, parts: [Cue.Part])

  /// The cues without what the one before has shown, when they roll: a line that is said twice is no reason to drop it.
  static func withoutRepeats(_ cues: [TimedParts]) -> [TimedParts] {
    let overlaps = zip(cues, cues.dropFirst()).map { overlap(of: $1.parts, with: $0.parts) }
    let repeating = overlaps.count { $0 > 0 }
    let grows = zip(overlaps, cues.dropFirst()).contains { $0 > 0 && $1.parts.count > $0 }
    guard grows, repeating * 2 >= overlaps.count else { return cues }
    var unique = cues
    for (place, overlap) in overlaps.enumerated() { unique[place + 1].parts.removeFirst(overlap) }
    return unique
  }

  /// How many lines a cue begins with that the one before ended with.
  private static func overlap(of parts: [Cue.Part], with previous: [Cue.Part]) -> Int {
    (0...min(parts.count, previous.count)).reversed().first { count in
      previous.suffix(count).elementsEqual(parts.prefix(count))
    } ?? 0
  }
}
