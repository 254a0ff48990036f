internal import Models

/// The sentences that say most: those whose words the whole conversation is about, and those in which something is
/// agreed, promised or objected.
struct Digest {
  private let sentences: [(turn: Int, range: Range<Int>, worth: Double)]
  private let turns: [ReadTurn]

  init(_ turns: [ReadTurn], mail: MailReading?, extraction: Extraction) {
    self.turns = turns
    var counts: [String: Int] = [:]
    for turn in turns where mail?.isAside(turn.index) != true {
      for token in turn.tokens where Self.isContent(token) { counts[token.word, default: 0] += 1 }
    }
    var bonus: [Int: Double] = [:]
    for item in extraction.decisions { bonus[item.turn, default: 0] += 1.5 }
    for item in extraction.actionItems { bonus[item.finding.turn, default: 0] += 1 }
    for item in extraction.objections { bonus[item.finding.turn, default: 0] += 0.8 }
    for item in extraction.amounts { bonus[item.finding.turn, default: 0] += 0.3 }
    var found: [(turn: Int, range: Range<Int>, worth: Double)] = []
    for turn in turns where mail?.isAside(turn.index) != true && !turn.isPlanted {
      for range in turn.sentences where range.count >= 6 {
        var seen: Set<String> = []
        var sum = 0.0
        for place in range where Self.isContent(turn.tokens[place]) && seen.insert(turn.word(place)).inserted
        {
          let count = counts[turn.word(place)] ?? 1
          if count > 1 { sum += 1 - 1 / Double(count) }
        }
        // Long sentences hold more words; they are not better for it.
        let length = Double(max(range.count, 12))
        found.append((turn.index, range, sum / length.squareRoot() + (bonus[turn.index] ?? 0)))
      }
    }
    sentences = found.sorted { ($1.worth, $0.turn) < ($0.worth, $1.turn) }
  }

  private static func isContent(_ token: Token) -> Bool {
    token.kind == .word && token.word.utf8.count > 3 && !FunctionWords.all.contains(token.word)
      && !ActWords.idle.contains(token.word) && !ActWords.adverbs.contains(token.word)
  }

  /// The points that matter most, in the order in which they were made.
  func keyPoints() -> [Finding] {
    chosen(min(6, 1 + turns.count / 10)).map {
      turns[$0.turn].finding($0.range, confidence: min(0.8, 0.3 + 0.2 * $0.worth))
    }
  }

  func summary() -> String {
    chosen(3).map { sentence in
      let text = turns[sentence.turn].text(sentence.range)
      return turns[sentence.turn].speaker.map { "\($0): \(text)" } ?? text
    }.joined(separator: " ")
  }

  private func chosen(_ count: Int) -> [(turn: Int, range: Range<Int>, worth: Double)] {
    var turnsTaken: Set<Int> = []
    let best = sentences.filter { turnsTaken.insert($0.turn).inserted }.prefix(count)
    return best.sorted { $0.turn < $1.turn }
  }
}
