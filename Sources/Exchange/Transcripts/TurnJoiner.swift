internal import Bytes
internal import Models

/// Makes turns of the pieces in which captions and recognisers give what is said.
///
/// Pieces of one speaker are one turn unless more than two seconds lie between them. Where nobody knows who speaks, a
/// turn ends with its sentence as well, or after a hundred words without an end.
struct TurnJoiner {
  private static let longestPause = 2000
  private static let mostNamelessWords = 100

  private(set) var turns: [Transcript.Turn] = []
  /// How many words the last turn has.
  private var words = 0

  mutating func add(_ piece: Transcript.Turn) {
    guard let last = turns.indices.last, continues(turns[last], piece) else {
      turns.append(piece)
      words = piece.words
      return
    }
    turns[last].text += " " + piece.text
    words += piece.words
    if let end = piece.endMilliseconds {
      turns[last].endMilliseconds = max(turns[last].endMilliseconds ?? end, end)
    }
  }

  private func continues(_ last: Transcript.Turn, _ piece: Transcript.Turn) -> Bool {
    guard last.speaker == piece.speaker else { return false }
    if let end = last.endMilliseconds ?? last.startMilliseconds, let start = piece.startMilliseconds,
      start > end, start - end > Self.longestPause
    {
      return false
    }
    if last.speaker != nil { return true }
    return words < Self.mostNamelessWords && !Self.endsSentence(last.text)
  }

  private static func endsSentence(_ text: String) -> Bool {
    let end = text.unicodeScalars.reversed().first { !"\"')”’»".unicodeScalars.contains($0) }
    return end.map { ".?!…。？！".unicodeScalars.contains($0) } ?? false
  }
}

extension String {
  /// A name as it may be shown anywhere; nil when nothing is left of it.
  var asName: String? {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(TerminalText.isUnsafe(scalar) ? " " : scalar) }
    let name = String(scalars).onOneLine
    return name.isEmpty ? nil : name
  }
}
