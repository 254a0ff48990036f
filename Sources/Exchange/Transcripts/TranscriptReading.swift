package import Bytes
package import Models

/// A transcript, what it was read as, and what of it could not be read.
///
/// All that stands in it is data. White space is one space between words, control characters are none, and names are
/// without marks of direction too.
package struct TranscriptReading: Hashable, Sendable {
  package let transcript: Transcript
  package let format: TranscriptFormat
  package let problems: [TranscriptProblem]

  /// Reads a source to its end, which is held in memory: a meeting is small.
  ///
  /// Without a format the text tells. Fails with `TranscriptProblem` when there is no transcript in it, and with the
  /// error of the source when that fails.
  package init(_ source: some ByteSource, as format: TranscriptFormat? = nil) throws {
    var source = source
    let bytes = try source.readToEnd()
    var text = TextDecodingSource(MemorySource(bytes))
    try self.init(text: text.readToEnd(), of: bytes, as: format)
  }

  private init(text: [UInt8], of bytes: [UInt8], as format: TranscriptFormat?) throws(TranscriptProblem) {
    let (lines, unread) = TranscriptLine.split(text)
    if lines.allSatisfy(\.isBlank) { throw TranscriptProblem(.empty) }
    let format = format ?? .detect(lines)
    var transcript = Transcript()
    var problems = unread
    switch format {
    case .text:
      let text = SpokenText(lines)
      transcript.title = text.title
      transcript.turns = text.turns
    case .lines:
      transcript.turns = lines.filter { !$0.isBlank }.map { Transcript.Turn(text: $0.text.onOneLine) }
    case .webVTT, .subRip:
      let captions = Captions(lines, isWebVTT: format == .webVTT)
      transcript = captions.transcript
      problems += captions.problems
    case .json:
      let json = try JSONTranscript(text)
      transcript = json.transcript
      problems += json.problems
    // A message tells itself how its text is written.
    case .mail: transcript = try MailTranscript.read(bytes)
    }
    transcript.complete()
    if transcript.turns.allSatisfy(\.text.isEmpty) { throw TranscriptProblem(.noWords) }
    self.transcript = transcript
    self.format = format
    self.problems = problems.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
  }
}

extension Transcript {
  /// Adds what follows from the turns: those who speak, and how long it took.
  fileprivate mutating func complete() {
    var known = Set(participants.flatMap { [$0.name, $0.email] }.compactMap { $0.map(SearchKey.fold) })
    for speaker in turns.compactMap(\.speaker) where known.insert(SearchKey.fold(speaker)).inserted {
      participants.append(Participant(name: speaker))
    }
    let starts = turns.compactMap(\.startMilliseconds)
    let times = starts + turns.compactMap(\.endMilliseconds)
    if durationSeconds == nil, let first = times.min(), let last = times.max(), last > first {
      // Some give the time of day.
      let start = first < 4 * 3_600_000 ? 0 : first
      durationSeconds = (last - start + 500) / 1000
    }
  }
}
