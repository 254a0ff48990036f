internal import Store

/// The words of a search as the records have them: in which forms, and how often.
struct Vocabulary {
  let store: Store

  /// More records than that with a word, and it leads nobody to what is meant.
  static let common = 20_000
  /// What another form of a word is worth beside it.
  private static let otherForm = 0.5
  /// A word of fewer letters that is still being typed begins too many.
  private static let shortestPrefix = 3

  /// A word that was looked for, and all of it that the index is asked for.
  struct Entry {
    let word: QueryText.Word
    let forms: [WordQuery.Form]
    let count: Int
  }

  /// Words of one stem are one. The last one may be the beginning of others.
  func entries(_ query: QueryText) throws -> [Entry] {
    var stems: Set<String> = []
    var entries: [Entry] = []
    for (index, word) in query.words.enumerated() where stems.insert(Stem.of(word.key)).inserted {
      let isLast = index == query.words.count - 1
      entries.append(try entry(word, isOpen: isLast && query.isOpen, isOnly: query.words.count == 1))
    }
    return entries
  }

  private func entry(_ word: QueryText.Word, isOpen: Bool, isOnly: Bool) throws -> Entry {
    var forms = [WordQuery.Form(word.indexed)]
    if word.key != word.indexed { forms.append(WordQuery.Form(word.key)) }
    if isOpen, word.key.count < Self.shortestPrefix, isOnly {
      // Nobody counts what a letter or two begin: it is too much in any case.
      return Entry(word: word, forms: forms + [.init(word.key, isPrefix: true)], count: .max)
    }
    let stem = Stem.of(word.key)
    let begins = isOpen && word.key.count >= Self.shortestPrefix
    var count = 0
    if stem.utf8.count >= 3, stem.allSatisfy(\.isASCII) {
      let front = Stem.front(of: stem)
      let own = Set(forms.map(\.text))
      for (other, records) in try store.indexedWords(from: front, before: front + "\u{10FFFF}") {
        let isSame = Stem.of(other) == stem
        if isSame, !own.contains(other) { forms.append(.init(other, weight: Self.otherForm)) }
        if isSame || own.contains(other) || begins && other.hasPrefix(word.key) { count += records }
      }
    } else {
      count = try forms.reduce(0) { $0 + (try store.recordCount(having: $1.text)) }
    }
    if begins { forms.append(.init(word.key, isPrefix: true, weight: Self.otherForm)) }
    return Entry(word: word, forms: forms, count: count)
  }

  /// A word that the records have and that was probably meant by one that they have not; of several, the one in the most
  /// records.
  func suggestion(for word: String) throws -> String? {
    guard word.utf8.count >= 4, let first = word.unicodeScalars.first,
      let next = Unicode.Scalar(first.value + 1)
    else { return nil }
    let letters = Array(word.unicodeScalars)
    let most = letters.count < 8 ? 1 : 2
    var best: (word: String, distance: Int, count: Int)?
    for (other, count) in try store.indexedWords(from: String(first), before: String(next)) {
      guard abs(other.unicodeScalars.count - letters.count) <= most else { continue }
      let distance = Typing.distance(letters, Array(other.unicodeScalars))
      guard distance <= most else { continue }
      if let known = best, (known.distance, -known.count) <= (distance, -count) { continue }
      best = (other, distance, count)
    }
    return best?.word
  }
}

/// Slips of the keyboard.
enum Typing {
  /// How many letters are wrong, missing, too many, or exchanged with their neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var current = [row + 1]
      for column in b.indices {
        let isSame = a[row] == b[column]
        var least = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      (before, last) = (last, current)
    }
    return last[b.count]
  }
}
