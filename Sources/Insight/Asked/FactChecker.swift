internal import Bytes
internal import Models

/// Checks what a model says of a quote against the words: who does it, until when, which name it is.
struct FactChecker {
  private let conversation: ReadConversation
  /// Words that are said by people to people, in which a name has to be.
  private let said: Set<String>

  init(_ conversation: ReadConversation) {
    self.conversation = conversation
    var said: Set<String> = []
    for turn in conversation.turns where conversation.isStatement(turn.index) {
      said.formUnion(turn.tokens.map(\.word))
    }
    self.said = said
  }

  // MARK: People

  /// Who will do what a quote says. Who promises in the first person does so, whatever a model says.
  func owner(_ name: String, of place: QuoteFinder.Place) -> String? {
    let turn = conversation.turns[place.turn]
    let reader = ActReader(
      turn: turn, names: conversation.names, addressee: nil,
      hasDay: { range in
        conversation.phrases.days(in: turn.index).contains { range.overlaps($0.range) }
      })
    for sentence in turn.sentences where sentence.overlaps(place.tokens) {
      for act in reader.acts(in: sentence) {
        switch act.kind {
        case .promise: if let person = act.person { return person }
        // Whoever asks others has not said that they do it themselves.
        case .request: return asked(name, by: turn) ?? act.person
        }
      }
    }
    if turn.spaced(place.tokens).holds(anyOf: Self.undertakings),
      let speaker = speaker(of: turn)
    {
      return speaker
    }
    return person(name)
  }

  private static let undertakings = [" i'll ", " i will ", " i'm going to ", " let me ", " i shall "]

  /// Whom "I" means in a turn.
  private func speaker(of turn: ReadTurn) -> String? { turn.speaker ?? conversation.names.mail?.sender }

  /// Who is asked by the speaker of a turn, who is somebody else.
  func asked(_ name: String, by turn: ReadTurn) -> String? {
    let speaker = speaker(of: turn)
    return person(name).flatMap { $0 == speaker ? nil : $0 }
  }

  /// The person whom a name means: somebody who speaks or is spoken of, never anybody else.
  func person(_ name: String) -> String? {
    let name = name.plainLine
    if let speaker = conversation.speakers.first(where: { $0.lowercased() == name.lowercased() }) {
      return speaker
    }
    guard let person = conversation.names.people.named(name) else { return nil }
    let isKnown =
      conversation.speakers.contains(person)
      || conversation.names.mail?.people.contains { $0.name == person } == true
    return isKnown || People.words(person).allSatisfy(said.contains) ? person : nil
  }

  /// A name as it stands in a quote; nil where it does not.
  func name(_ name: String, in place: QuoteFinder.Place) -> String? {
    let turn = conversation.turns[place.turn]
    let words = QuoteFinder.words(name)
    guard !words.isEmpty, let range = turn.range(of: [words]) else { return nil }
    let end = range.last.map { turn.tokens[$0].kind == .mark } == true ? range.dropLast() : range
    return end.isEmpty || !place.tokens.overlaps(end) ? nil : turn.text(end)
  }

  // MARK: Days

  /// So many turns around a quote say when it is due.
  private static let nearby = 2

  /// The day by which something is to be done: one that the reader of days finds in the quote, else in the words that a
  /// model points at. What a model has reckoned itself counts only where somebody names that day.
  func due(_ words: String, of place: QuoteFinder.Place) -> Day? {
    let days = conversation.phrases.days(in: place.turn).filter { $0.range.overlaps(place.tokens) }
    if let day = days.first(where: { isToCome($0.day) })?.day { return day }
    let wanted = QuoteFinder.words(words)
    guard !wanted.isEmpty else { return nil }
    let reckoned = Day(iso: words)
    let turns = conversation.turns.indices
    let near = (place.turn - Self.nearby...place.turn + Self.nearby).filter(turns.contains)
    for turn in near.sorted(by: { abs($0 - place.turn) < abs($1 - place.turn) })
    where conversation.isStatement(turn) {
      let range = conversation.turns[turn].range(of: [wanted])
      for mention in conversation.phrases.days(in: turn) where isToCome(mention.day) {
        if mention.day == reckoned || range?.overlaps(mention.range) == true { return mention.day }
      }
    }
    return nil
  }

  private func isToCome(_ day: Day) -> Bool { day >= conversation.phrases.today }

  /// Whether an act concerns the other side, so that it is a next step of the deal.
  func concernsOthers(_ finding: Finding) -> Bool {
    let turn = ReadTurn(Conversation.Turn(text: finding.quote), index: 0)
    return Agenda.concernsOthers(turn.spaced(turn.tokens.indices))
  }
}
