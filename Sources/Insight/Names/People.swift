/// The people of a conversation, as far as their names are known.
struct People {
  private(set) var names: [String] = []

  /// Adds a name unless it, or a longer form of it, is known; a longer form takes the place of a shorter one.
  mutating func add(_ name: String) {
    let words = Self.words(name)
    guard let first = words.first else { return }
    for (place, known) in names.enumerated() {
      let knownWords = Self.words(known)
      if knownWords == words || words.count == 1 && knownWords.contains(first) { return }
      if knownWords.count == 1, words.contains(knownWords[0]) {
        names[place] = name
        return
      }
    }
    names.append(name)
  }

  /// The full name of whom a word or name means; nil for strangers, and where it may mean two.
  func named(_ name: String) -> String? {
    let words = Self.words(name)
    guard !words.isEmpty else { return nil }
    let matches = names.filter { known in
      let knownWords = Self.words(known)
      return words.allSatisfy(knownWords.contains)
    }
    return matches.count == 1 ? matches[0] : matches.first { Self.words($0) == words }
  }

  func isKnown(_ word: String) -> Bool {
    names.contains { Self.words($0).contains(word) }
  }

  static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }.map(String.init)
  }
}
