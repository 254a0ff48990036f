internal import Store

/// The words of a search as the records have them: in which forms, and how often.
struct Vocabulary {
  let store: Store
  /// Records with a word are counted up to this number.
  let common: Int

  /// What another form of a word is worth beside it.
  private static let otherForm = 0.5
  /// Fewer letters of a word that is still being typed begin too many.
  private static let shortestBeginning = 3
  /// A beginning stands for so many words, those in the most records.
  private static let mostBegun = 64

  /// A word that was looked for, and all of it that the index is asked for.
  struct Entry {
    let word: QueryText.Word
    var forms: [WordQuery.Form]
    /// In how many records it is; nil when in too many to be counted.
    var count: Int?
    /// Whether it may be the beginning of other words.
    var isOpen = false

    /// A letter or two, which begin more words than anybody counts.
    var isMereBeginning: Bool { isOpen && word.key.count < shortestBeginning }
  }

  /// Words of one stem are one. The last one may be the beginning of others.
  func entries(_ query: QueryText) throws -> [Entry] {
    var stems: Set<String> = []
    var entries: [Entry] = []
    for (index, word) in query.words.enumerated() where stems.insert(Stem.of(word.key)).inserted {
      let isLast = index == query.words.count - 1
      let isLong = word.key.count >= Self.shortestBeginning
      entries.append(try entry(word, isOpen: isLast && query.isOpen && (isLong || query.words.count == 1)))
    }
    return entries
  }

  private func entry(_ word: QueryText.Word, isOpen: Bool) throws -> Entry {
    let own = Set([word.indexed, word.key])
    var entry = Entry(word: word, forms: own.sorted().map { .init($0) }, count: 0, isOpen: isOpen)
    let isCommon = try store.recordCount(having: entry.forms, upTo: common) == common
    if isCommon || entry.isMereBeginning {
      // Other forms add little to a word that is everywhere, and are long in finding.
      entry.count = nil
      return entry
    }
    let stem = Stem.of(word.key)
    let front = isOpen && !word.key.hasPrefix(Stem.front(of: stem)) ? word.key : Stem.front(of: stem)
    var begun: [(word: String, count: Int)] = []
    for (other, records) in try store.indexedWords(from: front, before: front + "\u{10FFFF}")
    where !own.contains(other) {
      if Stem.of(other) == stem {
        entry.forms.append(.init(other, weight: Self.otherForm))
      } else if isOpen, other.hasPrefix(word.key) {
        begun.append((other, records))
      }
    }
    begun.sort { $0.count > $1.count }
    entry.forms += begun.prefix(Self.mostBegun).map { .init($0.word, weight: Self.otherForm) }
    let count = try store.recordCount(having: entry.forms, upTo: common)
    entry.count = count < common ? count : nil
    return entry
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
