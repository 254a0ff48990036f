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

  /// The instruction that is complete with an answer; nil when what was said answers something else.
  func answered(by text: String, _ setting: inout Setting) -> String? {
    if words.hasPrefix("+") {
      setting.choices.merge(choices) { $1 }
      // "The second one" would say nothing there.
      return "\(instruction) \(words.dropFirst()) \(choice(text)?.name ?? text)"
    }
    guard let chosen = choice(text) else { return nil }
    setting.choices.merge(choices) { $1 }
    setting.choices[words] = chosen
    return instruction
  }

  /// The candidate that an answer names: by name, id, or place in the list.
  private func choice(_ text: String) -> StoreError.Candidate? {
    let said = SearchKey.fold(text)
    let exact = candidates.filter { SearchKey.fold($0.name) == said }
    if exact.count == 1 { return exact[0] }
    let digits = said.split(separator: ":").last.flatMap { Int64($0) }
    if let digits, let found = candidates.first(where: { $0.id == digits }) { return found }
    let places = [
      "the first one": 0, "the first": 0, "first": 0, "the second one": 1, "the second": 1, "second": 1,
      "the third": 2, "third": 2,
    ]
    if let place = places[said], candidates.indices.contains(place) { return candidates[place] }
    let near = candidates.filter { candidate in
      let name = SearchKey.fold(candidate.name)
      return name.hasPrefix(said) || name.split(separator: " ").contains(Substring(said))
        || said.contains(name)
    }
    return near.count == 1 ? near[0] : nil
  }
}
