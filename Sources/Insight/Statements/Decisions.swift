internal import Models

/// Finds choices that were settled.
struct DecisionReader {
  let turns: [ReadTurn]
  let mail: MailReading?

  func decisions() -> [Finding] {
    var found: [Finding] = []
    for turn in turns where mail?.isAside(turn.index) != true && !turn.isPlanted {
      var best: (sentence: Range<Int>, weight: Double)?
      for sentence in turn.sentences {
        let weight = weight(turn, sentence)
        if weight >= 1, weight > best?.weight ?? 0 { best = (sentence, weight) }
      }
      if let best {
        found.append(turn.finding(best.sentence, confidence: min(0.9, 0.35 + 0.2 * best.weight)))
      }
    }
    return found
  }

  private func weight(_ turn: ReadTurn, _ sentence: Range<Int>) -> Double {
    let text = turn.spaced(sentence)
    if text.hasSuffix(" ? ") || text.holds(anyOf: Self.open) { return 0 }
    var weight = 0.0
    for (phrases, worth) in Self.cues where text.holds(anyOf: phrases) { weight += worth }
    // "We migrate only the last three years", "Let's start with the small one": too short says nothing.
    return sentence.count < 4 ? 0 : weight
  }

  /// What leaves a matter open.
  private static let open = [
    " if ", " maybe ", " might ", " could ", " not decided ", " haven't decided ", " have not decided ",
    " whether ",
    " would ", " i think we should ", " probably ", " perhaps ", " not approved ", " don't treat ",
  ]

  private static let cues: [([String], Double)] = [
    ([" decided ", " i decide ", " we decide ", " decide without "], 1.2),
    ([" agreed ", " we agree "], 0.8),
    ([" approved ", " has approved ", " signed off ", " signed that off ", " sanctioned "], 0.8),
    (
      [
        " has approved ", " have approved ", " been deferred ", " been approved ", " been rejected ",
        " been cancelled ", " been chosen ",
      ], 1
    ),
    (
      [
        " went with ", " going with ", " go with ", " go for ", " we choose ", " chose ", " chosen ",
        " opted for ", " settled on ", " settle on ",
      ], 1
    ),
    (
      [
        " let's do that ", " let's do it ", " let's go ", " we'll take it ", " we're in ", " we are in ",
        " we'll take the ",
      ], 0.9
    ),
    (
      [
        " we are closing it ", " we're closing it ", " closing it at ", " i accept ", " we accept ",
        " deal . ",
      ], 1
    ),
    ([" we're not ", " we are not ", " we won't ", " we don't take ", " we will not "], 0.6),
    (
      [
        " renewing ", " going live ", " that's firm ", " that is firm ", " is firm ", " final ", " done . ",
        " that's settled ",
      ], 0.6
    ),
    (
      [
        " we migrate ", " we roll ", " we begin ", " we start with ", " we use ", " we keep ", " we drop ",
        " we begin with ",
      ], 0.7
    ),
    ([" only "], 0.3),
    ([" so we're agreed ", " it's agreed ", " it is agreed ", " then we "], 0.6),
  ]
}
