internal import Models

/// Speech as it was said, with its fillers and broken sentences. Rules about whole sentences find little in it, so learned
/// models judge each turn with its neighbours.
struct RawSpeech {
  let turns: [ReadTurn]
  let names: Names
  let phrases: Phrases
  private let tasks: [(turn: Int, confidence: Double)]
  private let settled: [(turn: Int, confidence: Double)]

  /// Whether turns were taken down as they were said: many do not end as sentences do.
  static func isRaw(_ turns: [ReadTurn]) -> Bool {
    guard turns.count >= 40 else { return false }
    let spoken = turns.filter { $0.speaker != nil }
    let unended = spoken.count { turn in
      guard let last = turn.tokens.last else { return true }
      return last.kind != .mark
    }
    return unended * 12 >= spoken.count && spoken.count * 2 > turns.count
  }

  init(_ turns: [ReadTurn], names: Names, phrases: Phrases) {
    self.turns = turns
    self.names = names
    self.phrases = phrases
    let features = Features.Turns(turns)
    // What kind of meeting it is shows in no single turn.
    let kind = turns.indices.map { place in LinearModel.kinds.score { features.of(place, $0) } }.reduce(0, +)
    let model = kind > 0 ? LinearModel.tasks : .commitments
    tasks = Self.found(by: model, features, turns.count)
    settled = Self.found(by: .decisions, features, turns.count)
  }

  private static func found(by model: LinearModel, _ features: Features.Turns, _ count: Int) -> [(
    turn: Int, confidence: Double
  )] {
    (0..<count).compactMap { place in
      let score = model.score { features.of(place, $0) }
      return score >= model.threshold ? (place, model.probability(score)) : nil
    }
  }

  func actionItems() -> [Commitment] {
    tasks.compactMap { place, confidence in
      let turn = turns[place]
      guard !turn.tokens.isEmpty, !turn.isPlanted else { return nil }
      let finding = turn.finding(turn.tokens.indices, confidence: confidence)
      return Commitment(
        finding, owner: owner(of: turn), due: phrases.days(in: place).last { $0.day >= phrases.today }?.day)
    }
  }

  func decisions() -> [Finding] {
    settled.compactMap { place, confidence in
      let turn = turns[place]
      return turn.tokens.isEmpty || turn.isPlanted
        ? nil : turn.finding(turn.tokens.indices, confidence: confidence)
    }
  }

  /// Whoever says "I'll" owns what is said; else another speaker who is named. Nobody otherwise.
  private func owner(of turn: ReadTurn) -> String? {
    let text = turn.spaced(turn.tokens.indices)
    if text.holds(anyOf: [
      " i'll ", " i will ", " i'm gonna ", " i'm going to ", " i am going to ", " i can ",
    ]) {
      return turn.speaker
    }
    let named = names.spans[turn.index].compactMap { names.people.named($0.name) }
    let speakers = Set(turns.compactMap(\.speaker))
    return named.first { speakers.contains($0) && $0 != turn.speaker }
  }
}
