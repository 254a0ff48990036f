internal import Models

/// How people feel, by the words they use: with negations and intensifiers minded.
struct MoodReader {
  let turns: [ReadTurn]
  let mail: MailReading?

  func sentiment() -> Sentiment {
    var sentiment = Sentiment()
    var scores: [String: (sum: Double, count: Double)] = [:]
    var order: [String] = []
    var total = (sum: 0.0, count: 0.0)
    for turn in turns where mail?.isAside(turn.index) != true && !turn.isPlanted {
      let (sum, count) = feeling(turn)
      total = (total.sum + sum, total.count + count)
      guard let speaker = turn.speaker else { continue }
      if scores[speaker] == nil { order.append(speaker) }
      let known = scores[speaker] ?? (0, 0)
      scores[speaker] = (known.sum + sum, known.count + count)
    }
    sentiment.score = Self.mean(total)
    sentiment.bySpeaker = order.map { Sentiment.Voice(speaker: $0, score: Self.mean(scores[$0] ?? (0, 0))) }
    return sentiment
  }

  /// Few words are weak evidence: they are drawn to the middle.
  private static func mean(_ score: (sum: Double, count: Double)) -> Double { score.sum / (score.count + 4) }

  private func feeling(_ turn: ReadTurn) -> (sum: Double, count: Double) {
    var sum = 0.0
    var count = 0.0
    for place in turn.tokens.indices {
      guard var value = Self.words[turn.word(place)] else { continue }
      var isNegated = false
      for before in max(0, place - 3)..<place {
        if ActWords.negations.contains(turn.word(before)) { isNegated.toggle() }
        if Self.intensifiers.contains(turn.word(before)) { value *= 1.4 }
        if Self.weakeners.contains(turn.word(before)) { value *= 0.6 }
      }
      if isNegated { value *= -0.6 }
      sum += value
      count += abs(value)
    }
    return (sum, count)
  }

  private static let intensifiers: Set<String> = [
    "very", "really", "so", "extremely", "absolutely", "completely", "totally", "too",
  ]
  private static let weakeners: Set<String> = ["bit", "little", "somewhat", "slightly", "quite", "rather"]

  private static let words: [String: Double] = {
    var words: [String: Double] = [:]
    for word in NameWords.words(
      """
      good great perfect lovely brilliant excellent happy glad pleased love loved loves like liked amazing awesome
      fantastic wonderful nice helpful useful easy impressed works smooth thank thanks excited smashing super delighted
      appreciate appreciated smiled enjoy cool better best relieved friendly beautiful keen comfortable
      """)
    { words[word] = 1 }
    for word in NameWords.words(
      """
      bad worse worst problem problems issue issues unhappy angry disappointed disappointing frustrated frustrating
      terrible awful horrible hate hates expensive broken fail failed fails failure failing lost lose losing wrong
      worried worry concern concerned slow late delay delayed delays complaint complain penalty penalties stupid
      nightmare mess outage unacceptable ridiculous annoyed annoying difficult hard trouble cancel cancelled painful
      crash crashed leak stuck unable refuse refused reject rejected
      """)
    { words[word] = -1 }
    return words
  }()
}
