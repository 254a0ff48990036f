package import Models

/// The built-in engine: what a conversation says, by its words alone.
package struct Extractor: Sendable {
  package init() {}

  package func extraction(of conversation: Conversation, _ circumstances: Circumstances) -> Extraction {
    extraction(of: ReadConversation(conversation, circumstances))
  }

  func extraction(of conversation: ReadConversation) -> Extraction {
    let (turns, names, phrases) = (conversation.turns, conversation.names, conversation.phrases)
    var extraction = Extraction(kind: conversation.kind)
    extraction.dates = phrases.days.map { phrase in
      DayMention(
        turns[phrase.turn].finding(phrase.mention.range, confidence: 0.9), day: phrase.mention.day)
    }
    extraction.amounts = phrases.amounts.map { phrase in
      Sum(
        turns[phrase.turn].finding(
          phrase.amount.range, confidence: phrase.amount.currency == nil ? 0.6 : 0.9),
        value: phrase.amount.value, currency: phrase.amount.currency)
    }
    extraction.participants = names.participants(speakers: conversation.speakers)
    extraction.contacts = names.persons()
    extraction.companies = names.organisations()
    extraction.competitors = names.competitors()
    let agenda = Agenda(turns, kind: conversation.kind, names: names, phrases: phrases)
    extraction.actionItems = agenda.actionItems
    extraction.nextSteps = agenda.nextSteps
    extraction.requests = agenda.requests
    extraction.decisions = DecisionReader(turns: turns, mail: names.mail).decisions()
    if conversation.kind == .meeting, RawSpeech.isRaw(turns) {
      let speech = RawSpeech(turns, names: names, phrases: phrases)
      extraction.actionItems = speech.actionItems()
      extraction.nextSteps = []
      extraction.requests = []
      extraction.decisions = speech.decisions()
    }
    extraction.questions = QuestionReader(turns: turns, mail: names.mail).questions()
    extraction.objections = ObjectionReader(
      turns: turns, names: names, phrases: phrases, competitors: Set(extraction.competitors.map(\.text))
    ).objections()
    extraction.sentiment = MoodReader(turns: turns, mail: names.mail).sentiment()
    extraction.deal = DealReader(turns: turns, mail: names.mail, phrases: phrases).signals()
    let digest = Digest(turns, mail: names.mail, extraction: extraction)
    extraction.keyPoints = digest.keyPoints()
    extraction.summary = digest.summary()
    return extraction
  }
}

/// A conversation with its words, names, days and sums, which every engine begins with.
struct ReadConversation {
  let kind: Extraction.Kind
  let turns: [ReadTurn]
  let phrases: Phrases
  let names: Names
  /// Those who speak, in the order in which they do so first.
  let speakers: [String]

  init(_ conversation: Conversation, _ circumstances: Circumstances) {
    kind = conversation.kind
    turns = conversation.turns.enumerated().map { ReadTurn($1, index: $0) }
    phrases = Phrases(turns, circumstances)
    names = Names(turns, kind: conversation.kind, participants: conversation.participants)
    var known: Set<String> = []
    speakers = turns.compactMap(\.speaker).filter { known.insert($0).inserted }
  }

  /// Whether a turn is a statement of those who talk: not the head of a mail, and nothing that speaks to programs.
  func isStatement(_ turn: Int) -> Bool {
    !turns[turn].isPlanted && names.mail?.isAside(turn) != true
  }
}

extension ReadTurn {
  /// What some tokens say; the text is the quote unless one is given.
  func finding(_ range: Range<Int>, text words: String? = nil, confidence: Double) -> Finding {
    let quote = text(range)
    return Finding(
      text: words ?? quote, quote: quote, turn: index, speaker: speaker, at: at, confidence: confidence)
  }
}
