internal import Bytes
internal import Models

/// What a conversation says of its deal: how far it is, what may be spent, until when.
struct DealReader {
  let turns: [ReadTurn]
  let mail: MailReading?
  let phrases: Phrases

  func signals() -> DealSignals {
    var deal = DealSignals()
    if let (stage, signs) = stage() {
      deal.stage = stage
      deal.confidence = min(0.85, 0.35 + 0.1 * signs.weight)
      deal.stageFinding = signs.best.map { finding($0.sentence, in: $0.turn, confidence: deal.confidence) }
    }
    if let phrase = budget() {
      deal.budget = phrase.amount.value
      deal.currency = phrase.amount.currency
      let turn = turns[phrase.turn]
      deal.budgetFinding = finding(
        turn.sentence(at: phrase.amount.range.lowerBound), in: turn,
        confidence: phrase.amount.currency == nil ? 0.5 : 0.7)
    }
    deal.timeline = timeline()
    deal.close = close()
    return deal
  }

  private func finding(_ sentence: Range<Int>, in turn: ReadTurn, confidence: Double) -> Finding {
    turn.finding(sentence, confidence: confidence)
  }

  /// What speaks for a stage: how much, and the sentence that says most.
  private struct Signs {
    var weight = 0.0
    var best: (turn: ReadTurn, sentence: Range<Int>, worth: Double)?

    mutating func add(_ weight: Double, _ turn: ReadTurn, _ sentence: Range<Int>) {
      self.weight += weight
      // Of two that say as much the longer one is the better witness.
      let worth = weight + 0.01 * Double(min(sentence.count, 20))
      if worth > best?.worth ?? 0 { best = (turn, sentence, worth) }
    }
  }

  /// What is over weighs more than what is to be: a contract that is signed was negotiated before.
  private func stage() -> (DealSignals.Stage, Signs)? {
    var signs: [DealSignals.Stage: Signs] = [:]
    for turn in turns where mail?.isQuoted(turn.index) != true && !turn.isPlanted {
      for sentence in turn.sentences {
        let text = turn.spaced(sentence)
        for (stage, cues) in Self.cues {
          var sum = 0.0
          for (phrase, weight) in cues where text.holds(phrase) {
            let isOpen = text.holds(anyOf: [
              " if ", " might ", " would ", " not yet ", " before the ", " maybe ", " once ",
            ])
            if isOpen, stage == .won || stage == .lost { continue }
            sum += weight
          }
          if sum > 0 { signs[stage, default: Signs()].add(sum, turn, sentence) }
        }
      }
    }
    for stage in [DealSignals.Stage.lost, .won, .negotiation, .proposal, .qualified, .lead] {
      if let found = signs[stage], found.weight >= 1 { return (stage, found) }
    }
    return nil
  }

  private static let cues: [(DealSignals.Stage, [(String, Double)])] = [
    (
      .lost,
      [
        (" went with ", 0.6), (" we signed with them ", 1), (" signed with ", 0.6), (" chose another ", 1.2),
        (" decided against ", 1.2), (" knock us back ", 0.6),
        (" we lose it ", 0.8), (" lost it ", 0.5), (" not going ahead ", 1.2), (" go with another ", 1.2),
        (" gone with ", 1), (" where did we lose ", 1), (" no longer interested ", 1.2),
      ]
    ),
    (
      .won,
      [
        (" contract is signed ", 1.5), (" we're in ", 0.8), (" let's go with ", 0.6),
        (" signed the contract ", 1.5), (" purchase order is ", 1), (" po is attached ", 1.2),
        (" deposit ", 0.4), (" kick-off ", 0.8), (" kickoff ", 0.8), (" was paid ", 0.6),
        (" countersigned ", 1.2), (" we'd like to go ahead ", 1.2), (" go ahead with the order ", 1.2),
        (" invoice of ", 0.5), (" key user ", 0.3), (" go - live ", 0.3), (" golive ", 0.3),
      ]
    ),
    (
      .negotiation,
      [
        (" discount ", 0.4), (" payment terms ", 0.6), (" clause ", 0.4), (" liability ", 0.4),
        (" revised quotation ", 0.7), (" revised quote ", 0.7), (" ceiling ", 0.5), (" advance ", 0.2),
        (" terms ", 0.2), (" renewal ", 0.4), (" renewing ", 0.4), (" waive ", 0.5),
        (" purchase order ", 0.3), (" redline ", 0.7), (" counteroffer ", 0.8), (" your best price ", 0.8),
        (" has approved ", 0.4),
        (" come down to ", 0.6), (" list price ", 0.3), (" budget approved ", 0.5),
      ]
    ),
    (
      .proposal,
      [
        (" trial ", 0.4), (" proposal ", 0.4), (" quotation ", 0.4), (" quote ", 0.3), (" pilot ", 0.2),
        (" agreement to you ", 0.6), (" trial agreement ", 0.6), (" per month ", 0.2), (" offer ", 0.2),
        (" set - up ", 0.1),
      ]
    ),
    (
      .qualified,
      [
        (" demo ", 0.5), (" budget ", 0.4), (" carved out ", 0.5), (" timeline ", 0.3),
        (" decision maker ", 0.5), (" who else has a say ", 0.4), (" next step ", 0.3),
        (" looked at anybody else ", 0.4),
      ]
    ),
    (
      .lead,
      [
        (" first call ", 0.6), (" introduce ourselves ", 0.6), (" reaching out ", 0.7), (" downloaded ", 0.5),
        (" your website ", 0.4), (" inquiry ", 0.6), (" enquiry ", 0.6),
      ]
    ),
  ]

  /// The sum that is said to be available or the limit.
  private func budget() -> Phrases.AmountPhrase? {
    var best: (phrase: Phrases.AmountPhrase, weight: Double)?
    for phrase in phrases.amounts where mail?.isQuoted(phrase.turn) != true {
      let turn = turns[phrase.turn]
      if turn.isPlanted { continue }
      // In "your price of 50,000 is above our budget of forty" each sum has its own words.
      let (sentence, own) = (turn.sentence(at: phrase.amount.range.lowerBound), phrase.amount.range)
      let text = turn.spaced(
        max(sentence.lowerBound, own.lowerBound - 8)..<min(sentence.upperBound, own.upperBound + 6))
      var weight = 0.0
      for (cue, worth) in Self.budgets where text.holds(cue) { weight += worth }
      if weight >= 1, weight > best?.weight ?? 0 { best = (phrase, weight) }
    }
    return best?.phrase
  }

  private static let budgets: [(String, Double)] = [
    (" budget ", 1.2), (" ceiling ", 1.2), (" carved out ", 1.2), (" sanctioned ", 1), (" approved ", 0.9),
    (" i've got ", 0.6), (" we've got ", 0.6), (" to spend ", 1.2),
    (" set aside ", 1.2), (" earmarked ", 1.2), (" for the whole ", 0.4), (" this year ", 0.3),
    (" financial year ", 0.4), (" have available ", 1.2), (" stay under ", 1), (" allocated ", 1),
    (" put in for ", 0.9),
    (" the purchase of ", 0.2),
  ]

  /// The first day still to come by which it is to be decided or signed.
  private func close() -> DayMention? {
    for phrase in phrases.days where phrase.mention.day > phrases.today && mail?.isQuoted(phrase.turn) != true
    {
      let turn = turns[phrase.turn]
      let sentence = turn.sentence(at: phrase.mention.range.lowerBound)
      if turn.isPlanted { continue }
      if turn.spaced(sentence).holds(anyOf: [
        " sign ", " signed ", " signature ", " signing ", " decide ", " decision ", " close the deal ",
        " purchase order ", " po ", " the contract ", " order by ",
      ]) {
        return DayMention(finding(sentence, in: turn, confidence: 0.6), day: phrase.mention.day)
      }
    }
    return nil
  }

  /// The words of the day by which it is to be signed or running.
  private func timeline() -> String? {
    for phrase in phrases.days where phrase.mention.day > phrases.today && mail?.isQuoted(phrase.turn) != true
    {
      let turn = turns[phrase.turn]
      if turn.isPlanted { continue }
      let text = turn.spaced(turn.sentence(at: phrase.mention.range.lowerBound))
      if text.holds(anyOf: [
        " live ", " sign ", " start ", " starting ", " launch ", " opening ", " running ", " renewal ",
        " term ", " deadline ",
      ]) {
        return turn.text(phrase.mention.range)
      }
    }
    return nil
  }
}
