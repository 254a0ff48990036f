internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// A question that was asked back about an instruction, to be answered by the next turn of the conversation.
struct OpenQuestion {
  private let instruction: String
  /// The words that mean one of the candidates; after a plus, what has to stand before the answer in the instruction.
  private let words: String
  private let candidates: [StoreError.Candidate]
  /// What was chosen in turns before.
  private let choices: [String: StoreError.Candidate]

  /// What comes of something that is said next.
  enum Answered {
    /// The instruction that is complete with it.
    case instruction(String)
    /// Nothing is to be done.
    case declined
    /// It is no answer.
    case other
  }

  init(
    _ instruction: String, about words: String, _ candidates: [StoreError.Candidate],
    _ choices: [String: StoreError.Candidate]
  ) {
    self.instruction = instruction
    self.words = words
    self.candidates = candidates
    self.choices = choices
  }

  init?(_ json: JSON) {
    guard let instruction = json["instruction"]?.string, let words = json["words"]?.string else { return nil }
    self.instruction = instruction
    self.words = words
    candidates = (json["candidates"]?.array ?? []).compactMap(StoreError.Candidate.init(json:))
    var choices: [String: StoreError.Candidate] = [:]
    for (name, value) in json["choices"]?.object ?? [:] {
      choices[name] = StoreError.Candidate(json: value)
    }
    self.choices = choices
  }

  var json: JSON {
    [
      "instruction": .string(instruction), "words": .string(words),
      "candidates": .array(candidates.map(\.json)),
      "choices": .object(JSONObject(choices.map { ($0.key, $0.value.json) })),
    ]
  }

  /// Takes what was said for the answer, if it is one, with what was chosen before.
  func answered(
    by text: String, _ setting: inout Setting, _ instructor: Instructor
  ) throws -> Answered {
    // "The second one" would say nothing in an instruction that goes on with the answer.
    if words.hasPrefix("+"), !candidates.isEmpty,
      case .chosen(let record) = try instructor.reply(text, about: "", among: candidates)
    {
      return complete(with: record.name, &setting)
    }
    switch try instructor.reply(text, about: words, among: candidates) {
    case .words(let said): return complete(with: said, &setting)
    case .chosen(let record):
      setting.choices.merge(choices) { $1 }
      setting.choices[words] = record
      return .instruction(instruction)
    case .declined: return .declined
    case .other: return .other
    }
  }

  private func complete(with said: String, _ setting: inout Setting) -> Answered {
    setting.choices.merge(choices) { $1 }
    return .instruction("\(instruction) \(words.dropFirst()) \(said)")
  }
}
