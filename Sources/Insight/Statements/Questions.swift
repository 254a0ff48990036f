internal import Models

/// Finds questions about the matter that are still open at the end.
struct QuestionReader {
  let turns: [ReadTurn]
  let mail: MailReading?

  func questions() -> [Finding] {
    var found: [Finding] = []
    for turn in turns where mail?.isAside(turn.index) != true && !turn.isPlanted {
      guard let (sentence, confidence) = open(turn) else { continue }
      found.append(turn.finding(sentence, confidence: confidence))
    }
    return found
  }

  private func open(_ turn: ReadTurn) -> (Range<Int>, Double)? {
    for sentence in turn.sentences.reversed() {
      let text = turn.spaced(sentence)
      if text.hasSuffix(" ? "), isBusiness(text, sentence, turn) {
        if mail != nil { return (sentence, 0.7) }
        if isDeferred(after: turn) { return (sentence, 0.7) }
      }
      if mail == nil, text.holds(anyOf: Self.unknown), text.holds(anyOf: Self.indirect) {
        return (sentence, 0.6)
      }
    }
    return nil
  }

  private func isBusiness(_ text: String, _ sentence: Range<Int>, _ turn: ReadTurn) -> Bool {
    guard sentence.count >= 5 else { return false }
    if text.holds(anyOf: Self.small) { return false }
    // "Can you send …?" asks for an act, not for an answer.
    if text.holds(anyOf: [" can you ", " could you ", " can u ", " would you mind ", " will you "]),
      sentence.contains(where: { ActWords.acts.contains(turn.word($0)) })
    {
      return false
    }
    return true
  }

  /// Whether the others put the answer off.
  private func isDeferred(after turn: ReadTurn) -> Bool {
    for next in turns[(turn.index + 1)...].prefix(2) {
      if next.speaker == turn.speaker { continue }
      return next.spaced(next.tokens.indices).holds(anyOf: Self.deferring)
    }
    return false
  }

  private static let deferring = [
    " don't know ", " do not know ", " not know ", " can't answer ", " cannot answer ", " can't say ",
    " cannot say ", " not sure ",
    " rather not guess ", " no idea ", " no clue ", " can't remember ", " couldn't tell you ",
    " could not tell ", " i don't have ",
    " don't have an answer ", " the question stands ",
    " need to check ", " have to check ", " get back to you on ", " leave that one ", " good question ",
    " depends ",
    " can't promise ", " come back to you ", " hard to say ", " too early ", " not decided ",
    " don't want to guess ", " don't want to say ", " open for now ", " keep it open ", " can't speak to ",
  ]

  private static let unknown = [
    " i don't know ", " we don't know ", " that i can't say ", " nobody could tell ", " open for me ",
    " that's what i don't know ", " nobody knows ",
  ]
  private static let indirect = [" when ", " whether ", " who ", " how ", " which ", " if they "]

  private static let small = [
    " how are you ", " how was ", " hear me ", " see my ", " audible ", " shall we start ", " weekend ",
    " coffee ", " weather ", " anything else ",
    " shall i continue ", " does that make sense ", " right ? ", " okay ? ", " no ? ", " where were we ",
    " everyone alive ",
  ]
}
