/// The people of a conversation, as far as their names are known.
struct People {
  private(set) var names: [String] = []
  /// The words of each name.
  private var parts: [[String]] = []
  private var known: Set<String> = []

  /// Adds a name unless it, or a longer form of it, is known; a longer form takes the place of a shorter one.
  mutating func add(_ name: String) {
    let words = Self.words(name)
    guard let first = words.first else { return }
    for (place, knownWords) in parts.enumerated() {
      if knownWords == words || words.count == 1 && knownWords.contains(first) { return }
      if knownWords.count == 1, words.contains(knownWords[0]) {
        names[place] = name
        parts[place] = words
        known.formUnion(words)
        return
      }
    }
    names.append(name)
    parts.append(words)
    known.formUnion(words)
  }

  /// The full name of whom a word or name means; nil for strangers, and where it may mean two.
  func named(_ name: String) -> String? {
    let words = Self.words(name)
    guard !words.isEmpty else { return nil }
    guard words.allSatisfy(known.contains) else { return nil }
    let matches = parts.indices.filter { words.allSatisfy(parts[$0].contains) }
    if matches.count == 1 { return names[matches[0]] }
    return matches.first { parts[$0] == words }.map { names[$0] }
  }

  func isKnown(_ word: String) -> Bool { known.contains(word) }

  static func words(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }.map(String.init)
  }
}
