package import Models
internal import Bytes

/// The built-in engine: what a conversation says, by its words alone.
package struct Extractor: Sendable {
  package init() {}

  package func extraction(of conversation: Conversation, _ circumstances: Circumstances) -> Extraction {
    var extraction = Extraction(kind: conversation.kind)
    let turns = conversation.turns.enumerated().map { ReadTurn($1, index: $0) }
    let phrases = Phrases(turns, circumstances)
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
    let names = Names(turns, kind: conversation.kind)
    var speakers: [String] = []
    for turn in turns {
      if let speaker = turn.speaker, !speakers.contains(speaker) { speakers.append(speaker) }
    }
    extraction.participants = names.participants(speakers: speakers)
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

extension ReadTurn {
  /// What some tokens say; the text is the quote unless one is given.
  func finding(_ range: Range<Int>, text words: String? = nil, confidence: Double) -> Finding {
    let quote = text(range)
    return Finding(
      text: words ?? quote, quote: quote, turn: index, speaker: speaker, at: at, confidence: confidence)
  }
}
