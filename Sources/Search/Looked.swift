internal import Bytes
internal import Embedding
internal import Store

/// A candidate whose text was looked at.
struct Looked {
  let text: RecordText
  let nearness: Float?
  let score: Double
  /// Of how many of the newest with its words it is one, where not all were ranked.
  let newest: Int?

  func hit(_ rules: inout Rules) -> Hit {
    Hit(
      type: text.type, id: text.id, title: text.title, score: score, snippet: rules.snippet(of: text),
      reason: Hit.Reason(words: rules.words(in: text), nearness: nearness.map(Double.init), newest: newest))
  }
}

/// What a text is looked at for.
struct Rules {
  private var meaning: Meaning
  private let query: QueryText
  private let entries: [Vocabulary.Entry]
  /// Which entry a stem, and so a word of a text, is of.
  private let byStem: [String: Int]

  /// A snippet has at most so many characters.
  private static let longestSnippet = 200

  init(_ query: QueryText, _ entries: [Vocabulary.Entry], _ request: SearchRequest) {
    self.query = query
    self.entries = entries
    byStem = Dictionary(
      entries.indices.map { (Stem.of(entries[$0].word.key), $0) }, uniquingKeysWith: { first, _ in first })
    meaning = Meaning(request.text)
  }

  /// Whether a text has what it must have, and nothing that it must not.
  func allow(_ text: RecordText) -> Bool {
    if query.required.isEmpty, query.excluded.isEmpty { return true }
    let words = Words.split(text.title) + ["\n"] + Words.split(text.prose)
    func has(_ phrase: [QueryText.Word]) -> Bool {
      words.indices.contains { start in
        words[start...].starts(with: phrase.map(\.key))
      }
    }
    return query.required.allSatisfy(has) && !query.excluded.contains(where: has)
  }

  /// How near the nearest passage of a text is.
  mutating func nearness(of text: RecordText) -> Float {
    var nearest: Float = 0
    var passage = Array((text.title + "\n").utf8)
    let start = passage.count
    var prose = text.prose
    prose.withUTF8 { prose in
      for range in Passages.ranges(of: prose) {
        passage.removeLast(passage.count - start)
        passage.append(contentsOf: prose[range])
        nearest = max(nearest, passage.withUnsafeBufferPointer { meaning.nearness(of: $0) })
      }
    }
    return nearest
  }

  /// Those of the words looked for that a text has.
  func words(in text: RecordText) -> [String] {
    found(in: text.title).union(found(in: text.prose)).sorted().map { entries[$0].word.key }
  }

  /// Which entries a text has, in whatever form.
  private func found(in text: String) -> Set<Int> {
    var found: Set<Int> = []
    for word in Words.split(text) {
      if let index = byStem[Stem.of(word)] { found.insert(index) }
      if let last = entries.indices.last, entries[last].begins(word) { found.insert(last) }
    }
    return found
  }

  /// The sentence with the most of the words looked for; of those, the nearest in meaning.
  mutating func snippet(of text: RecordText) -> String {
    var prose = text.prose
    var best: (score: Float, sentence: String) = (-1, "")
    prose.withUTF8 { prose in
      for (range, _) in Passages.sentences(of: prose) {
        let sentence = UnsafeBufferPointer(rebasing: prose[range])
        let text = String(decoding: sentence, as: UTF8.self)
        let score = Float(found(in: text).count) + meaning.nearness(of: sentence)
        if score > best.score { best = (score, text) }
      }
    }
    return shortened(best.sentence)
  }

  /// A sentence on one line, from where its first word of interest is in sight.
  private func shortened(_ sentence: String) -> String {
    let words = sentence.split { $0.isWhitespace }
    let whole = words.joined(separator: " ")
    if whole.count <= Self.longestSnippet { return whole }
    let first =
      words.firstIndex { !found(in: String($0)).isEmpty } ?? 0
    var start = max(0, first - 8)
    // What is left over behind the word goes before it.
    while start > 0, words[start...].joined(separator: " ").count < Self.longestSnippet { start -= 1 }
    var end = start
    var count = 0
    while end < words.count, count + words[end].count < Self.longestSnippet {
      count += words[end].count + 1
      end += 1
    }
    if end == start { return String(whole.prefix(Self.longestSnippet)) + "…" }
    return (start > 0 ? "… " : "") + words[start..<end].joined(separator: " ")
      + (end < words.count ? " …" : "")
  }
}

extension Vocabulary.Entry {
  /// Whether the word may be the beginning of another.
  fileprivate func begins(_ word: String) -> Bool {
    isOpen && word.hasPrefix(self.word.key)
  }
}
