package import Language
package import Models

/// The engine of language models: what a conversation says, found by a model and checked by its words.
///
/// People, sums and days are found by the words in every engine; what was promised, asked, decided and objected is the
/// model's, as far as its quotes are the conversation's.
package struct AskedExtractor {
  /// The version of the words in which a model is asked.
  package static var promptVersion: String { ExtractionPrompt.version }

  private let model: LanguageModel

  package init(_ model: LanguageModel) {
    self.model = model
  }

  /// What was found, and which parts of the conversation were not read.
  package struct Reading {
    package let extraction: Extraction
    package let unread: [(turns: ClosedRange<Int>, reason: any Error)]
  }

  /// So many parts are asked about at a time.
  private static let atOnce = 4
  /// So often a part is halved: a server that finds everything too long is not asked without end.
  private static let mostHalvings = 3
  /// A part of fewer tokens is not worth a question.
  private static let leastBudget = 200

  /// Asks about all parts. One that gets no good answer is left out and told of; fails when none gets one.
  package func reading(of conversation: Conversation, _ circumstances: Circumstances) throws -> Reading {
    let read = ReadConversation(conversation, circumstances)
    let prompt = ExtractionPrompt(kind: read.kind, day: circumstances.day)
    var open = try Chunker(budget: budget(prompt)).chunks(of: read.turns)
    var answers = AnswerReader(read)
    var unread: [(turns: ClosedRange<Int>, reason: any Error)] = []
    var halvings = 0
    while !open.isEmpty {
      var smaller: [Chunk] = []
      try model.objects(open.lazy.map(prompt.question), of: ExtractionPrompt.schema, atOnce: Self.atOnce) {
        index, result in
        switch result {
        case .success(let (object, _)): answers.take(object, of: open[index])
        case .failure(let error):
          if halvings < Self.mostHalvings, Self.isTooMuch(error), let halves = open[index].halves {
            smaller += halves
          } else {
            unread.append((open[index].turns, error))
          }
        }
      }
      open = smaller
      halvings += 1
    }
    if let first = unread.first, answers.count == 0 { throw first.reason }
    unread.sort { $0.turns.lowerBound < $1.turns.lowerBound }
    return Reading(extraction: answers.extraction(isPartial: !unread.isEmpty), unread: unread)
  }

  /// The tokens of a part. What is found in it has to fit into an answer, so it has at most twice as many.
  private func budget(_ prompt: ExtractionPrompt) throws(LanguageError) -> Int {
    let room = model.options.contextLength - model.options.answerLimit
    let overhead = prompt.overhead(model)
    guard room - overhead >= Self.leastBudget else {
      throw .promptTooLong(tokens: overhead + Self.leastBudget, limit: room)
    }
    return min(room - overhead, max(Self.leastBudget, 2 * model.options.answerLimit))
  }

  /// Whether a smaller part may be answered.
  private static func isTooMuch(_ error: any Error) -> Bool {
    switch error {
    case LanguageError.incomplete(.tooLong), LanguageError.promptTooLong, LanguageError.promptCut: true
    default: false
    }
  }
}
