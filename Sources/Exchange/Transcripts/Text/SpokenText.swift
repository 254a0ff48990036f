internal import Bytes
internal import Models

/// Turns of a text in which names, times or both may stand before what is said.
///
/// A line that begins with a speaker is a turn, and lines without one continue it: a wrapped line behind a space, a new
/// paragraph behind a line break. In a text without speakers every line is a turn.
struct SpokenText {
  private(set) var title: String?
  private(set) var turns: [Transcript.Turn] = []
  private let census: SpeakerCensus
  /// When what follows was said, if a line before it tells.
  private var span: SpokenSpan?

  init(_ lines: [TranscriptLine]) {
    var read: [LabelledLine] = []
    var followsBlank = false
    for line in lines {
      let text = line.text.onOneLine
      if !text.isEmpty { read.append(LabelledLine(text, followsBlank: followsBlank)) }
      followsBlank = text.isEmpty
    }
    read = Self.joiningHeaders(read)
    let heading = read.first?.text.hasPrefix("# ") == true ? read.removeFirst() : nil
    census = SpeakerCensus(read)
    if census.isLabelled {
      title = heading.map { String($0.text.dropFirst(2)).onOneLine }
    } else if let heading {
      read.insert(heading, at: 0)
    }
    for line in read { add(line) }
    turns.removeAll { $0.text.isEmpty && $0.startMilliseconds != nil }
  }

  private mutating func add(_ line: LabelledLine) {
    if line.isStamp, census.isLabelled || census.hasStamps {
      span = line.stamp
    } else if let label = census.label(of: line) {
      begin(label.name.text, String(label.words), label.span)
    } else {
      let words = census.hasStamps && line.stamp != nil ? String(line.rest) : line.text
      if census.isLabelled, !turns.isEmpty {
        goOn(words, isParagraph: line.followsBlank)
      } else {
        begin(nil, words, census.hasStamps ? line.stamp : nil)
      }
    }
  }

  private mutating func begin(_ speaker: String?, _ words: String, _ span: SpokenSpan?) {
    let span = span ?? self.span
    self.span = nil
    turns.append(
      Transcript.Turn(
        speaker: speaker, text: words, startMilliseconds: span?.start, endMilliseconds: span?.end))
  }

  private mutating func goOn(_ words: String, isParagraph: Bool) {
    let last = turns.count - 1
    if turns[last].text.isEmpty {
      turns[last].text = words
    } else if turns[last].speaker == nil {
      // Before anybody is named, every line stands for itself.
      begin(nil, words, nil)
    } else {
      turns[last].text += (isParagraph ? "\n" : " ") + words
    }
  }

  /// The lines with a name and a time below or above it made one, where several stand so.
  private static func joiningHeaders(_ lines: [LabelledLine]) -> [LabelledLine] {
    // Times stand either above all names or below them.
    let isAbove = lines.first(where: { $0.isStamp || $0.nameAlone != nil })?.isStamp == true
    let names = zip(lines, lines.dropFirst()).compactMap { line, next in
      isAbove ? (line.isStamp ? next.nameAlone : nil) : (next.isStamp ? line.nameAlone : nil)
    }
    guard names.count > 1, Set(names.map(\.key)).count < names.count || names.allSatisfy({ $0.wordCount > 1 })
    else { return lines }
    var joined: [LabelledLine] = []
    var place = 0
    while place < lines.count {
      let line = lines[place]
      let next = place + 1 < lines.count ? lines[place + 1] : nil
      if isAbove, let span = line.isStamp ? line.stamp : nil, let name = next?.nameAlone {
        joined.append(LabelledLine(name: name, span: span, followsBlank: line.followsBlank))
        place += 2
      } else if !isAbove, let name = line.nameAlone, let next, next.isStamp, let span = next.stamp {
        joined.append(LabelledLine(name: name, span: span, followsBlank: line.followsBlank))
        place += 2
      } else {
        joined.append(line)
        place += 1
      }
    }
    return joined
  }
}
