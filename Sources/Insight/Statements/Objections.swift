internal import Models

/// Finds the concerns of buyers and partners, with the ground of each.
struct ObjectionReader {
  let turns: [ReadTurn]
  let names: Names
  let phrases: Phrases
  let competitors: Set<String>

  /// With so much evidence a turn is a concern.
  private static let enough = 2.0

  func objections() -> [Objection] {
    var found: [Objection] = []
    for turn in turns where names.mail?.isAside(turn.index) != true && !turn.isPlanted {
      var best: (Objection.Category, Double, Range<Int>)?
      let text = turn.spaced(turn.tokens.indices)
      let concern = Self.concern(text)
      let sentences = turn.sentences.map { (range: $0, words: turn.spaced($0)) }
      for (category, cues) in Self.cues {
        var weight = 0.0
        var place: Range<Int>?
        for sentence in sentences {
          var hits = 0.0
          for cue in cues where sentence.words.holds(cue.phrase) { hits += cue.weight }
          if hits > 0 {
            weight += hits
            place = place ?? sentence.range
          }
        }
        if category == .competitor { weight += rival(turn) }
        if category == .price, phrases.amounts.contains(where: { $0.turn == turn.index }), weight > 0 {
          weight += 0.3
        }
        guard weight > 0 else { continue }
        let total = weight + concern
        if total >= Self.enough, total > best?.1 ?? 0 { best = (category, total, place ?? turn.sentences[0]) }
      }
      guard let best, turn.tokens.count > 6 else { continue }
      found.append(
        Objection(turn.finding(best.2, confidence: min(0.85, 0.25 + 0.12 * best.1)), best.0))
    }
    return found
  }

  /// A rival that is held up: an offer, a sum, a comparison.
  private func rival(_ turn: ReadTurn) -> Double {
    guard names.companies.mentions.contains(where: { $0.turn == turn.index && competitors.contains($0.name) })
    else { return 0 }
    let text = turn.spaced(turn.tokens.indices)
    let hasSum = phrases.amounts.contains { $0.turn == turn.index }
    let isOffer = text.holds(anyOf: [
      " offer ", " quoted ", " came in ", " given us ", " just did ", " cheaper ", " lower ", " proposal ",
    ])
    return (hasSum ? 1.2 : 0) + (isOffer ? 1.4 : 0)
  }

  /// How much a text complains.
  private static func concern(_ text: String) -> Double {
    var weight = 0.0
    for phrase in complaints where text.holds(phrase) { weight += 0.5 }
    if text.holds(anyOf: [
      " not ", " can't ", " cannot ", " don't ", " never ", " won't ", " nobody ", " isn't ", " no more ",
    ]) {
      weight += 0.5
    }
    return min(weight, 1.5)
  }

  private static let complaints = [
    " problem ", " worry ", " worried ", " concern ", " concerned ", " honest ", " honestly ", " too ",
    " issue ", " but ", " afraid ", " struggle ",
    " sorry ", " frustrat", " unhappy ", " again ", " not workable ",
  ]

  private static let cues: [(Objection.Category, [(phrase: String, weight: Double)])] = [
    (
      .price,
      [
        (" price ", 1), (" price was ", 0.7), (" expensive ", 1.5), (" not workable ", 1.2), (" cost ", 0.6),
        (" costs ", 0.6), (" budget ", 0.7),
        (" ceiling ", 1.2), (" paying for ", 1), (" not paying ", 1.2), (" can't pay ", 1.2),
        (" steep ", 1.2), (" discount ", 0.6),
        (" charge of ", 0.8), (" queried ", 0.8), (" margin ", 0.6),
        (" afford ", 1.2), (" per user ", 0.5), (" too much ", 0.8), (" over budget ", 1.5), (" cheaper ", 1),
        (" pricing ", 0.8), (" increase ", 0.5),
        (" extra fees ", 1), (" fees ", 0.5),
      ]
    ),
    (
      .timing,
      [
        (" timing ", 1), (" when would this ", 1.2), (" too soon ", 1.5), (" too late ", 1.5),
        (" slid ", 1.2), (" slipped ", 1.2), (" delayed ", 1.2),
        (" year end ", 0.6), (" busy season ", 1.5), (" bad time ", 1.5), (" not this year ", 1.5),
        (" not this quarter ", 1.5), (" deadline ", 0.8), (" late ", 0.6), (" lead time ", 1.2),
        (" waiting ", 0.5), (" until next ", 0.6),
      ]
    ),
    (
      .authority,
      [
        (" signature ", 1.2), (" has to sign ", 1.6), (" have to sign ", 1), (" goes to our ", 1.2),
        (" only recommend ", 1.6), (" not mine ", 0.6), (" not my decision ", 2),
        (" not my call ", 2), (" sign off ", 0.8), (" needs approval ", 1.5), (" need approval ", 1.5),
        (" my boss ", 0.8), (" the board has to ", 1.5), (" has to approve ", 1.6), (" can't decide ", 1.5),
        (" above my ", 1.2), (" has the final say ", 1.8), (" committee ", 0.7),
        (" procurement has to ", 1.2), (" anything over ", 0.8), (" anything above ", 0.8),
      ]
    ),
    (
      .need,
      [
        (" don't need ", 1.4), (" do not need ", 1.4), (" not useful ", 1.4), (" it's useful ", 0.8),
        (" do we need ", 0.8), (" already have ", 0.8),
        (" not sure we need ", 2), (" closer to ", 0.4), (" don't see the ", 1.2), (" no use for ", 1.5),
        (" overkill ", 1.5), (" happy with what ", 1.5), (" works fine ", 1),
        (" why would we ", 1.2), (" not a priority ", 1.5), (" nice to have ", 1.2),
      ]
    ),
    (
      .competitor,
      [
        (" another offer ", 1.6), (" other vendors ", 1), (" your competitor ", 1.5),
        (" cheaper elsewhere ", 1.5), (" shopping around ", 1.2),
      ]
    ),
    (
      .trust,
      [
        (" trust ", 1.4), (" burned ", 1.5), (" burnt ", 1.2), (" years ago ", 0.7), (" any different ", 1),
        (" nobody'd mentioned ", 1.4), (" nobody had mentioned ", 1.4),
        (" falls over ", 1), (" fell over ", 1), (" nobody could tell me ", 1.2), (" let us down ", 1.6),
        (" bad experience ", 1.6), (" last time ", 0.8), (" broken promises ", 1.6),
        (" why should i believe ", 1.5), (" reliab", 1), (" outage ", 0.8), (" went down ", 0.8),
        (" never heard back ", 1.2), (" promised us ", 1), (" sprung on ", 0.8),
      ]
    ),
    (
      .technical,
      [
        (" integrat", 0.8), (" firewall ", 1.2), (" wi-fi ", 0.8), (" wi - fi ", 0.8), (" offline ", 0.6),
        (" signal ", 0.8), (" server ", 0.6), (" compatible ", 1), (" api ", 0.6), (" drop out ", 1),
        (" doesn't work ", 1), (" does not work ", 1), (" crash", 1), (" bug ", 0.8), (" latency ", 1),
        (" doesn't support ", 1.5), (" performance ", 0.7),
        (" security ", 0.4), (" migration ", 0.5), (" on-premise ", 0.5), (" doesn't talk to ", 1.2),
      ]
    ),
    (
      .legal,
      [
        (" clause ", 1.2), (" liability ", 1.4), (" solicitors ", 1), (" lawyers ", 1), (" auditors ", 1),
        (" compliance ", 1), (" gdpr ", 1.2), (" not allowed to ", 0.9), (" certificate ", 0.7),
        (" regulation ", 0.8),
        (" rules ", 0.6), (" contract terms ", 1.2), (" your terms ", 1), (" accept it ", 0.5), (" dpa ", 1),
        (" data protection ", 1.2), (" legal won't ", 1.5), (" indemnity ", 1.4), (" penalty ", 0.6),
        (" notice period ", 1.2), (" jurisdiction ", 1.2),
      ]
    ),
  ]
}
