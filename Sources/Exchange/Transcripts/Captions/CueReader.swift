internal import Bytes

/// Finds the cues of WebVTT and SubRip files.
///
/// Both are blocks of lines between blank ones: perhaps a name or number, times, words. Files by other hands leave out
/// the blank lines, or have some within the words; the times tell where a cue begins.
struct CueReader {
  private(set) var cues: [Cue] = []
  private(set) var problems: [TranscriptProblem] = []
  /// What stands in the head of a WebVTT file.
  private(set) var title: String?
  private(set) var language: String?

  private let lines: [TranscriptLine]
  private var position = 0
  private let isWebVTT: Bool

  init(_ lines: [TranscriptLine], isWebVTT: Bool) {
    self.lines = lines
    self.isWebVTT = isWebVTT
    if isWebVTT { readHead() }
    while position < lines.count { readBlock() }
  }

  private mutating func readHead() {
    guard let start = lines.firstIndex(where: { !$0.isBlank }) else { return }
    let words = lines[start].text.onOneLine.dropFirst("WEBVTT".count).drop { " -–".contains($0) }
    title = words.isEmpty ? nil : String(words)
    position = start + 1
    while let line = current, !isEnd(line), !beginsCue(at: position) {
      let field = line.text.split(separator: ":", maxSplits: 1)
      if field.count == 2, field[0].lowercased() == "language" { language = String(field[1]).asName }
      position += 1
    }
  }

  private var current: TranscriptLine? { position < lines.count ? lines[position] : nil }

  /// WebVTT counts a line with a space as words.
  private func isEnd(_ line: TranscriptLine) -> Bool { line.text.isEmpty }

  private mutating func readBlock() {
    guard let line = current else { return }
    if line.isBlank {
      position += 1
    } else if isWebVTT, isAside(line.text) {
      while let line = current, !isEnd(line) { position += 1 }
    } else if beginsCue(at: position) {
      if !line.text.contains("-->") { position += 1 }
      readCue()
    } else {
      readStray()
    }
  }

  /// Whether a line begins a note, or says how cues look.
  private func isAside(_ text: String) -> Bool {
    let word = text.prefix { $0 != " " && $0 != "\t" }
    if word == "NOTE" { return true }
    return (word == "STYLE" || word == "REGION") && text.dropFirst(word.count).allSatisfy(\.isWhitespace)
  }

  /// Whether times stand here, or on the next line below a name of the cue.
  private func beginsCue(at place: Int) -> Bool {
    if lines[place].text.contains("-->") { return true }
    return place + 1 < lines.count && CueTimes.isLine(lines[place + 1].text)
  }

  private mutating func readCue() {
    let line = lines[position]
    position += 1
    var span = SpokenSpan()
    if let times = CueTimes.span(line.text) {
      span = times
      if let start = times.start, let end = times.end, end < start {
        span.end = nil
        problems.append(TranscriptProblem(.cueEndsBeforeStart, line: line.number))
      }
    } else {
      problems.append(TranscriptProblem(.cueTimes(line.text), line: line.number))
    }
    cues.append(Cue(span: span, lines: readWords()))
  }

  private mutating func readWords() -> [String] {
    var words: [String] = []
    while let line = current, !isEnd(line), !CueTimes.isLine(line.text) {
      let isNumber = line.text.onOneLine.utf8.allSatisfy(\.isDigit) && !line.isBlank
      if isNumber, position + 1 < lines.count, CueTimes.isLine(lines[position + 1].text) { break }
      words.append(line.text)
      position += 1
    }
    return words
  }

  /// Words in a block of their own belong to the cue before them, in which somebody left a line blank.
  private mutating func readStray() {
    guard let line = current else { return }
    let words = readWords()
    // The number of a cue that was cut off is no word.
    if words.allSatisfy({ $0.onOneLine.utf8.allSatisfy(\.isDigit) }) { return }
    problems.append(TranscriptProblem(.cueWithoutTimes, line: line.number))
    if cues.isEmpty {
      cues.append(Cue(span: SpokenSpan(), lines: words))
    } else {
      cues[cues.count - 1].lines += words
    }
  }
}
