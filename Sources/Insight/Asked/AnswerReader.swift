internal import Bytes
internal import Models

/// Takes from a model's answers what the conversation bears out, and puts the parts together.
struct AnswerReader {
  private let conversation: ReadConversation
  private let finder: QuoteFinder
  private let checker: FactChecker
  private let vocabulary: Vocabulary
  /// What the words alone tell: people, sums and days, and what a model's findings are compared with.
  private let builtin: Extraction
  private var found: Extraction
  private var summaries: [(turn: Int, sentences: [String])] = []
  private var moods: [Double] = []
  private var stage: (stage: DealSignals.Stage, finding: Finding)?

  /// How many answers were taken.
  var count: Int { summaries.count }

  init(_ conversation: ReadConversation) {
    self.conversation = conversation
    finder = QuoteFinder(turns: conversation.turns)
    checker = FactChecker(conversation)
    vocabulary = Vocabulary(conversation)
    builtin = Extractor().extraction(of: conversation)
    found = Extraction(kind: conversation.kind)
  }

  // MARK: Taking answers

  mutating func take(_ answer: JSONObject, of chunk: Chunk) {
    let turns = chunk.turns
    func each(_ list: String, _ like: [Finding], _ body: (JSONObject, QuoteFinder.Place, Finding) -> Void) {
      for item in answer[list]?.array ?? [] {
        guard let item = item.object, let place = place(of: item, in: turns) else { continue }
        body(item, place, finding(item, place, like: like))
      }
    }
    each("key_points", builtin.keyPoints) { found.keyPoints.append($2) }
    each("decisions", builtin.decisions) { found.decisions.append($2) }
    each("questions", builtin.questions) { found.questions.append($2) }
    each("action_items", builtin.actionItems.map(\.finding)) { item, place, finding in
      let item = Commitment(
        finding, owner: checker.owner(Self.text(item["owner"]), of: place),
        due: checker.due(Self.text(item["due"]), of: place))
      found.actionItems.append(item)
    }
    each("requests", builtin.requests.map(\.finding)) { item, place, finding in
      let asked = checker.asked(Self.text(item["of"]), by: conversation.turns[place.turn])
      found.requests.append(Request(finding, asked: asked))
    }
    each("objections", builtin.objections.map(\.finding)) { item, _, finding in
      let category = Objection.Category(rawValue: Self.text(item["category"])) ?? .other
      found.objections.append(Objection(finding, category))
    }
    each("competitors", builtin.competitors) { item, place, finding in
      guard let name = checker.name(Self.text(item["name"]), in: place) else { return }
      var finding = finding
      finding.text = name
      found.competitors.append(finding)
    }
    takeDeal(answer["deal"]?.object ?? [:], turns)
    moods.append(["positive": 0.5, "negative": -0.5][Self.text(answer["sentiment"])] ?? 0)
    summaries.append((turns.lowerBound, sentences(of: Self.text(answer["summary"]))))
  }

  /// Where the words of an item were said; nil where nobody said them, and where they are no statement.
  private func place(of item: JSONObject, in turns: ClosedRange<Int>) -> QuoteFinder.Place? {
    let number = item["turn"]?.int64.flatMap(Int.init(exactly:)) ?? turns.lowerBound
    let named = min(max(number, turns.lowerBound), turns.upperBound)
    let place = finder.place(of: Self.text(item["quote"]), near: named, in: turns)
    return place.flatMap { conversation.isStatement($0.turn) ? $0 : nil }
  }

  /// A finding with the quote as it was said. Its text is the model's where that tells of the conversation, else the
  /// quote.
  private func finding(_ item: JSONObject, _ place: QuoteFinder.Place, like known: [Finding]) -> Finding {
    let text = Self.text(item["text"]).plainLine
    let isTold = !text.isEmpty && text.utf8.count <= Self.longestText && vocabulary.covers(text)
    return conversation.turns[place.turn].finding(
      place.tokens, text: isTold ? text : nil,
      confidence: AskedConfidence.of(place, isKnown: known.contains { abs($0.turn - place.turn) <= 1 }))
  }

  private static let longestText = 400

  private mutating func takeDeal(_ deal: JSONObject, _ turns: ClosedRange<Int>) {
    guard let named = DealSignals.Stage(rawValue: Self.text(deal["stage"])),
      let place = place(of: deal, in: turns), place.turn >= stage?.finding.turn ?? 0
    else { return }
    let confidence = AskedConfidence.of(place, isKnown: builtin.deal.stage == named)
    stage = (named, conversation.turns[place.turn].finding(place.tokens, confidence: confidence))
  }

  private func sentences(of summary: String) -> [String] {
    let turn = ReadTurn(Conversation.Turn(text: summary.plainLine), index: 0)
    return turn.sentences.map(turn.text).filter { $0.utf8.count <= Self.longestText && vocabulary.covers($0) }
  }

  private static func text(_ value: JSON?) -> String { value?.string ?? "" }

  // MARK: The whole

  /// All that was found, with what overlapping parts tell twice told once.
  func extraction(isPartial: Bool) -> Extraction {
    var whole = builtin
    whole.isPartial = isPartial
    whole.keyPoints = Merging.merged(found.keyPoints, \.self)
    whole.decisions = Merging.merged(found.decisions, \.self)
    whole.questions = Merging.merged(found.questions, \.self)
    whole.actionItems = Merging.merged(found.actionItems, \.finding)
    whole.requests = Merging.merged(found.requests, \.finding).filter { request in
      // A part that ends before the answer takes for open what is taken up in the next one.
      !whole.actionItems.contains { Merging.isSame($0.finding, request.finding) }
    }
    whole.objections = Merging.merged(found.objections, \.finding)
    whole.competitors = Merging.once(Merging.merged(found.competitors, \.self))
    whole.nextSteps = whole.actionItems.filter { checker.concernsOthers($0.finding) }
    if !moods.isEmpty { whole.sentiment.score = moods.reduce(0, +) / Double(moods.count) }
    if let stage {
      whole.deal.stage = stage.stage
      whole.deal.stageFinding = stage.finding
      whole.deal.confidence = stage.finding.confidence
    }
    let summary = summary()
    if !summary.isEmpty { whole.summary = summary }
    return whole
  }

  /// A summary has so many sentences, unless there are more parts.
  private static let longestSummary = 4

  /// The summaries of all parts, of each the shorter the more there are.
  private func summary() -> String {
    let most = max(1, Self.longestSummary / max(1, summaries.count))
    let inOrder = summaries.sorted { $0.turn < $1.turn }
    return inOrder.flatMap { $0.sentences.prefix(most) }.joined(separator: " ")
  }
}

/// How probable it is that what a model found is so. Nobody has measured it: a finding is trusted more when its words were
/// copied faithfully, and most when rules find the same.
enum AskedConfidence {
  static func of(_ place: QuoteFinder.Place, isKnown: Bool) -> Double {
    isKnown ? (place.isExact ? 0.9 : 0.8) : (place.isExact ? 0.7 : 0.6)
  }
}
