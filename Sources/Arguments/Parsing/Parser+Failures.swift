/// What is wrong with the present word, and how the line was probably meant.
extension Parser {
  func failure(_ problem: UsageError.Problem, correction: [String]? = nil) -> UsageError {
    UsageError(
      path: invocation.path, problem: problem, correction: correction.map { [tree.root.name] + $0 })
  }

  func unknownCommand(_ word: String) -> UsageError {
    let names = children.map(\.name)
    var nearest = Suggestion.nearest(to: word, among: names)
    for child in children where child.synonyms.contains(word) {
      nearest.removeAll { $0 == child.name }
      nearest.insert(child.name, at: 0)
    }
    var correction = nearest.first.map(replaced(by:))
    // The verb before its noun, as in English.
    if nearest.isEmpty, position + 1 < words.count,
      let noun = children.first(where: { $0.name == words[position + 1] }),
      noun.children.contains(where: { $0.name == word })
    {
      correction = moved(from: position + 1, to: position)
    }
    return failure(.unknownCommand(word, nearest: nearest, among: names), correction: correction)
  }

  func unknownOption(_ spelled: String) -> UsageError {
    // All of the word: a long option may have been given one hyphen, and its first letter failed.
    let typed = words[position].drop { $0 == "-" }
    let end = typed.firstIndex(of: "=") ?? typed.endIndex
    var nearest: [String] = []
    if typed[..<end].utf8.count > 1 {
      nearest = Suggestion.nearest(to: String(typed[..<end]), among: options.flatMap(\.longNames))
        .map { "--" + $0 }
    }
    return failure(
      .unknownOption(spelled, nearest: nearest),
      correction: nearest.first.map { replaced(by: $0 + typed[end...]) })
  }

  /// The command line with another word in place of the present one.
  func replaced(by word: String) -> [String] {
    var words = words
    words[position] = word
    return words
  }

  /// The command line with a word put somewhere else.
  func moved(from: Int, to: Int) -> [String] {
    var words = words
    words.insert(words.remove(at: from), at: to)
    return words
  }
}
