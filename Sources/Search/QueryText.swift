internal import Bytes

/// What a person types to search: words, "words one after another" that must be there, and -words that must not.
struct QueryText {
  /// A word as the index may have it.
  struct Word: Hashable {
    /// As names are folded.
    let key: String
    /// As the word index folds it, which leaves some letters that are no others with marks: ß, ø, ł.
    let indexed: String
  }

  private(set) var words: [Word] = []
  private(set) var required: [[Word]] = []
  private(set) var excluded: [[Word]] = []
  /// Whether the last word may be one that is still being typed.
  private(set) var isOpen = false

  init(_ text: String) {
    var rest = Substring(text)
    while let character = rest.first {
      if character.isWhitespace {
        rest.removeFirst()
        continue
      }
      let excludes = character == "-" && rest.dropFirst().first.map { !$0.isWhitespace && $0 != "-" } ?? false
      if excludes { rest.removeFirst() }
      let isPhrase = rest.first == "\""
      if isPhrase { rest.removeFirst() }
      let part = rest.prefix { isPhrase ? $0 != "\"" : !$0.isWhitespace && $0 != "\"" }
      rest = rest.dropFirst(part.count)
      if isPhrase { rest = rest.dropFirst() }
      let found = Self.words(of: String(part))
      if found.isEmpty { continue }
      if excludes {
        excluded.append(found)
      } else {
        words += found
        if isPhrase { required.append(found) }
        isOpen = !isPhrase && rest.isEmpty && (part.last?.isLetter == true || part.last?.isNumber == true)
      }
    }
    var seen: Set<String> = []
    words = words.filter { seen.insert($0.key).inserted }
  }

  private static func words(of text: String) -> [Word] {
    Words.split(text).count == text.indexedWords.count
      ? zip(Words.split(text), text.indexedWords).map { Word(key: $0, indexed: $1) }
      : Words.split(text).map { Word(key: $0, indexed: $0) }
  }
}

extension String {
  /// The words in small letters without marks.
  fileprivate var indexedWords: [String] {
    var plain = ""
    for scalar in lowercased().unicodeScalars {
      scalar.decompose { part in
        if part.properties.generalCategory != .nonspacingMark { plain.unicodeScalars.append(part) }
      }
    }
    return plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
