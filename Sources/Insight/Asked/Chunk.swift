internal import Bytes
internal import Language

/// A part of a conversation that a model is asked about at once: turns in their order, each a line with its number.
struct Chunk: Hashable {
  struct Line: Hashable {
    let turn: Int
    let text: String

    /// The tokens that it takes at most, with the break behind it.
    var cost: Int { TokenEstimate.upper(text) + 1 }
  }

  /// Never empty.
  let lines: [Line]

  var turns: ClosedRange<Int> { lines[0].turn...lines[lines.count - 1].turn }
  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// The same in two parts, for a model that has too much to say of the whole; nil for a single line.
  var halves: [Chunk]? {
    guard lines.count > 1 else { return nil }
    let middle = lines.count / 2
    return [Chunk(lines: Array(lines[..<middle])), Chunk(lines: Array(lines[middle...]))]
  }
}

/// Divides a conversation into chunks of whole turns.
struct Chunker {
  /// The most tokens of a chunk.
  let budget: Int

  /// A chunk begins with what the one before ended with, up to this part of the budget, so that an answer is read
  /// together with its question.
  private static let overlap = 8

  func chunks(of turns: [ReadTurn]) -> [Chunk] {
    var chunks: [Chunk] = []
    var lines: [Chunk.Line] = []
    var cost = 0
    for line in turns.flatMap(self.lines) {
      if cost + line.cost > budget, !lines.isEmpty {
        chunks.append(Chunk(lines: lines))
        (lines, cost) = end(of: lines, before: line)
      }
      lines.append(line)
      cost += line.cost
    }
    if !lines.isEmpty { chunks.append(Chunk(lines: lines)) }
    return chunks
  }

  /// The last lines of a chunk that the next one repeats; none where the line that begins it leaves no room.
  private func end(of lines: [Chunk.Line], before next: Chunk.Line) -> ([Chunk.Line], cost: Int) {
    let room = min(budget / Self.overlap, budget - next.cost)
    var count = 0
    var cost = 0
    for line in lines.dropFirst().reversed() {
      guard cost + line.cost <= room else { break }
      cost += line.cost
      count += 1
    }
    return (lines.suffix(count), cost)
  }

  /// A turn as lines: one, unless it is too long for a chunk.
  private func lines(of turn: ReadTurn) -> [Chunk.Line] {
    let head = "\(turn.index)|\((turn.speaker ?? "").plainLine)|"
    let room = max(budget / 2, budget - TokenEstimate.upper(head) - 2)
    return Self.pieces(turn.text.plainLine[...], room: room).map {
      Chunk.Line(turn: turn.index, text: head + $0)
    }
  }

  /// A text halved between words until every piece fits.
  private static func pieces(_ text: Substring, room: Int) -> [Substring] {
    if TokenEstimate.upper(String(text)) <= room { return [text] }
    let scalars = text.unicodeScalars
    let middle = scalars.index(scalars.startIndex, offsetBy: scalars.count / 2)
    let place = scalars[..<middle].lastIndex(of: " ") ?? middle
    guard place > scalars.startIndex, place < scalars.endIndex else { return [text] }
    let rest = text[place...].drop { $0 == " " }
    return pieces(text[..<place], room: room) + (rest.isEmpty ? [] : pieces(rest, room: room))
  }
}

extension String {
  /// The text on one line, without what acts on a terminal, so that nothing in it can look like a line of its own.
  var plainLine: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(TerminalText.isUnsafe(scalar) ? " " : scalar) }
    return String(scalars).onOneLine
  }
}
