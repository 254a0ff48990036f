internal import Bytes
internal import Models

/// Who does what until when: promises and requests put together with the answers to them.
struct Agenda {
  private(set) var actionItems: [Commitment] = []
  private(set) var nextSteps: [Commitment] = []
  private(set) var requests: [Request] = []

  private let turns: [ReadTurn]
  private let names: Names
  private let phrases: Phrases
  private let kind: Extraction.Kind

  init(_ turns: [ReadTurn], kind: Extraction.Kind, names: Names, phrases: Phrases) {
    self.turns = turns
    self.names = names
    self.phrases = phrases
    self.kind = kind
    let acts = turns.map(self.acts)
    for turn in turns {
      for act in acts[turn.index] { take(act, acts) }
      if kind == .email { takeAsks(of: turn) }
    }
  }

  /// Asks of a mail that no rule knows, by the model of such sentences.
  private mutating func takeAsks(of turn: ReadTurn) {
    if names.mail?.isAside(turn.index) == true || turn.isPlanted { return }
    if actionItems.last?.finding.turn == turn.index { return }
    for range in Self.passages(of: turn) {
      let score = LinearModel.asks.score { Features.ofSentence(turn.bytes(range), $0) }
      guard score >= LinearModel.asks.threshold else { continue }
      let finding = turn.finding(range, confidence: LinearModel.asks.probability(score))
      requests.append(Request(finding, asked: addressee(of: turn)))
    }
  }

  /// A short line is judged as a whole, as the model has learned them; of a paragraph each sentence.
  private static func passages(of turn: ReadTurn) -> [Range<Int>] {
    turn.tokens.count <= 40 ? [turn.tokens.indices] : turn.sentences
  }

  /// Whether the model of asks thinks an act of a mail possible at all: "Click below" is an order to nobody. Who says
  /// "I will" is doubted less.
  private func isPlausible(_ act: Act) -> Bool {
    if kind != .email { return true }
    let turn = turns[act.turn]
    let range = turn.tokens.count <= 40 ? turn.tokens.indices : act.sentence
    let score = LinearModel.asks.score { Features.ofSentence(turn.bytes(range), $0) }
    return score >= LinearModel.asks.threshold - (act.kind == .promise ? 2 : 0.3)
  }

  // MARK: Acts

  private func acts(of turn: ReadTurn) -> [Act] {
    if names.mail?.isAside(turn.index) == true || turn.isPlanted { return [] }
    let days = phrases.days(in: turn.index)
    let reader = ActReader(
      turn: turn, names: names, addressee: addressee(of: turn),
      hasDay: { range in days.contains { range.overlaps($0.range) } })
    var acts: [Act] = []
    for sentence in turn.sentences { acts += reader.acts(in: sentence) }
    return acts
  }

  /// Whom "you" in a turn means: in a mail the addressee, else who is called by name, else the next to speak.
  private func addressee(of turn: ReadTurn) -> String? {
    if let mail = names.mail { return mail.addressees.first { $0 != mail.sender } }
    return nil
  }

  // MARK: Putting them together

  private mutating func take(_ act: Act, _ acts: [[Act]]) {
    if !isPlausible(act) { return }
    switch act.kind {
    case .promise:
      if isRefusedLater(act) { return }
      add(act, owner: act.person)
    case .request:
      let answer = kind == .meeting ? answer(to: act) : .none(open: true)
      switch answer {
      case .taken(let by):
        // Who answers in words of their own has promised there.
        let own = acts[(act.turn + 1)..<min(act.turn + 4, turns.count)].joined()
          .contains { $0.kind == .promise && $0.person == by }
        if own { return }
        add(act, owner: act.person ?? by)
      case .refused: return
      case .none:
        if kind != .meeting, names.mail != nil || kind == .note {
          add(act, owner: act.person)
        } else {
          requests.append(Request(finding(act), asked: act.person))
        }
      }
    }
  }

  private enum Answer {
    case taken(by: String?)
    case refused
    case none(open: Bool)
  }

  /// What the first others who speak say to a request.
  private func answer(to act: Act) -> Answer {
    let asker = turns[act.turn].speaker
    for turn in turns[(act.turn + 1)...].prefix(3) where turn.speaker != asker {
      let words = turn.tokens.prefix(12).filter { $0.kind != .mark }.map(\.word)
      if let first = words.first {
        let start = words.prefix(5)
        if start.contains(where: ActWords.refusing.contains)
          || turn.spaced(turn.tokens.indices.prefix(8)).holds(anyOf: [
            " not possible ", " not yet ", " i'd rather ", " i don't ",
          ])
        {
          return .refused
        }
        if ActWords.accepting.contains(first)
          || start.contains(where: { ["sure", "course", "noted", "absolutely", "should"].contains($0) })
          || turn.spaced(turn.tokens.indices.prefix(8)).holds(anyOf: [
            " i can ", " i ask ", " i do ", " i'll ", " will do ", " no problem ", " you'll have ",
          ])
        {
          return .taken(by: turn.speaker)
        }
      }
      if let person = act.person, person != turn.speaker { continue }
      break
    }
    return .none(open: true)
  }

  /// Whether the others wave a promise away in the next turn: "no need", "please don't".
  private func isRefusedLater(_ act: Act) -> Bool {
    guard kind == .meeting, act.turn + 1 < turns.count else { return false }
    let next = turns[act.turn + 1]
    guard next.speaker != turns[act.turn].speaker else { return false }
    let answer = next.spaced(next.tokens.indices.prefix(10))
    if answer.holds(anyOf: [" you don't have to ", " you don't need to "]) {
      return answer.holds(" \(turns[act.turn].word(act.verb)) ")
    }
    return answer.holds(anyOf: [
      " no need ", " please don't ", " don't bother ", " please not ", " not necessary ",
    ])
  }

  private mutating func add(_ act: Act, owner: String?) {
    let turn = turns[act.turn]
    let due = due(of: act)
    // Who promises twice in a turn says more of the same: "I'll prepare a list. I'll send it on Friday."
    if let last = actionItems.last, last.finding.turn == act.turn, last.owner == owner,
      kind == .meeting || last.due == due
    {
      actionItems[actionItems.count - 1].due = last.due ?? due
      return
    }
    let item = Commitment(finding(act), owner: owner, due: due)
    actionItems.append(item)
    let text = turn.spaced(act.sentence)
    if Self.concernsOthers(text) { nextSteps.append(item) }
  }

  /// Whether the words of an act concern the other side, so that it is a step of the deal.
  static func concernsOthers(_ text: String) -> Bool {
    text.holds(anyOf: [
      " you ", " your ", " us ", " me ", " them ", " her ", " him ", " demo ", " visit ", " come to ",
      " trial ",
    ])
  }

  private func finding(_ act: Act) -> Finding {
    turns[act.turn].finding(act.sentence, confidence: Calibration.act(act.confidence))
  }

  /// The day that is named for an act: in its sentence, else in its turn, else right behind it.
  private func due(of act: Act) -> Day? {
    let days = phrases.days(in: act.turn)
    func latest(_ mentions: [DayReader.Mention]) -> Day? {
      // What the act is about may be over; it is due on a day to come.
      mentions.last { $0.day >= phrases.today }?.day
    }
    let behind = days.filter { $0.range.lowerBound >= act.verb && act.sentence.contains($0.range.lowerBound) }
    if let day = behind.first(where: { $0.day >= phrases.today })?.day { return day }
    if let day = latest(days.filter { act.sentence.contains($0.range.lowerBound) }) { return day }
    if let next = turns[act.turn].sentences.first(where: { $0.lowerBound == act.sentence.upperBound }),
      let day = latest(days.filter { next.contains($0.range.lowerBound) }), next.count < 8
    {
      return day
    }
    return nil
  }
}
