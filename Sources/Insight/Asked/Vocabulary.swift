/// The words of a conversation, by which a sentence in a model's own words is judged.
struct Vocabulary {
  private var words: Set<String> = []
  private var stems: Set<String> = []
  /// Of those who speak. What they are called is nothing that was said.
  private var names: Set<String> = []

  init(_ conversation: ReadConversation) {
    for turn in conversation.turns where conversation.isStatement(turn.index) {
      names.formUnion(QuoteFinder.words(turn.speaker ?? ""))
      for token in turn.tokens where token.kind != .mark { add(token.word) }
    }
  }

  private mutating func add(_ word: String) {
    words.insert(word)
    stems.insert(Self.stem(word))
  }

  private static func stem(_ word: String) -> String { String(word.prefix(5)) }

  /// Whether a sentence tells of this conversation: names, numbers and addresses in it are the conversation's, and so are
  /// at least half of the other words that mean something. What speaks to programs never does.
  func covers(_ sentence: String) -> Bool {
    let turn = ReadTurn(Conversation.Turn(text: sentence), index: 0)
    if turn.isPlanted { return false }
    var known = 0
    var all = 0
    for (place, token) in turn.tokens.enumerated() where token.kind != .mark {
      let bare = token.word.hasSuffix("'s") ? String(token.word.dropLast(2)) : token.word
      if token.isCapitalised, names.contains(bare) { continue }
      let isName = token.isCapitalised && !turn.sentences.contains { $0.lowerBound == place }
      if token.kind != .word || isName {
        guard words.contains(bare) || FunctionWords.all.contains(bare) else { return false }
      } else if !FunctionWords.all.contains(bare), bare.utf8.count > 3 {
        all += 1
        if stems.contains(Self.stem(bare)) { known += 1 }
      }
    }
    return known * 2 >= all
  }
}
