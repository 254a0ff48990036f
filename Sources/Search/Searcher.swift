internal import Embedding
package import Models
package import Store

/// Finds records by their words and by what they mean.
///
/// The index and the vectors give candidates; the texts of those are then looked at once more, passage by passage. A
/// record's place is the share of the best possible score of its words, in which words that nobody has count as missing,
/// plus its nearness in meaning: where the words of a search are rare and found they decide, else the meaning does.
package struct Searcher {
  /// What makes the vector of a search.
  package enum Vectors {
    /// The table that is built in.
    case table
    /// A server's model, whose vectors the database has.
    case model((String) throws -> [Float])
  }

  let store: Store
  private let vectors: Vectors
  /// Whether the vectors of the database can be compared with those of a search.
  private let hasVectors: Bool

  private let limits: Limits

  /// How far a search goes.
  package struct Limits: Sendable {
    /// So many of the best by their words, and by their meaning, are looked at again.
    var candidates = 100
    /// More records than that with a word, and it leads nobody to what is meant.
    var common = 20_000
    /// Of records with common words alone, so many of each kind are ranked.
    package var newest = 2000

    package init() {}
  }

  /// What nearness counts beside words.
  private static let weightOfMeaning = 1.5

  /// `space` is that of the vectors that are made.
  package init(_ store: Store, space: VectorSpace, vectors: Vectors, limits: Limits = Limits()) throws {
    self.store = store
    self.limits = limits
    self.vectors = vectors
    hasVectors = try store.vectorSpace() == space
  }

  package func findings(_ request: SearchRequest) throws -> Findings {
    let query = QueryText(request.text)
    let entries =
      request.mode == .semantic ? [] : try Vocabulary(store: store, common: limits.common).entries(query)
    var candidates = Candidates()
    if request.mode != .semantic { try addMatches(query, entries, request, to: &candidates) }
    if request.mode != .keyword { try addNearest(request, to: &candidates) }
    var rules = Rules(query, entries, request)
    let looked = try look(at: candidates, request, &rules)
    return Findings(
      hits: looked.prefix(request.limit).map { $0.hit(&rules) },
      unknown: entries.filter { $0.count == 0 }.map(\.word.key))
  }

  /// A word that records have and that was probably meant by one that they have not.
  package func suggestion(for word: String) throws -> String? {
    try Vocabulary(store: store, common: limits.common).suggestion(for: word)
  }

  /// The records that mean something similar to a text, but for the one that the text is of.
  package func similar(
    to text: RecordText, types: [RecordType], ids: [RecordType: [Int64]], limit: Int
  ) throws -> Findings {
    // What comes first says what a long text is about.
    let words = (text.title + "\n" + text.prose).split { $0.isWhitespace }.prefix(Self.wordsOfSimilar)
    var request = SearchRequest(words.joined(separator: " "), types: types)
    request.mode = .semantic
    request.ids = ids
    request.limit = limit + 1
    var candidates = Candidates()
    try addNearest(request, to: &candidates)
    candidates.remove(text.type, text.id)
    var rules = Rules(QueryText(""), [], request)
    let looked = try look(at: candidates, request, &rules)
    return Findings(hits: looked.prefix(limit).map { $0.hit(&rules) }, unknown: [])
  }

  private static let wordsOfSimilar = 200

  // MARK: Candidates

  /// What is known of a record before its text is looked at.
  private struct Candidates {
    struct Known {
      var words = 0.0
      var nearness: Float?
      /// Whether only the newest of those with the words were ranked.
      var isAmongNewest = false
    }

    var records: [RecordType: [Int64: Known]] = [:]

    mutating func add(_ matches: [WordMatch], areNewest: Bool = false) {
      for match in matches where records[match.type]?[match.id] == nil {
        records[match.type, default: [:]][match.id] = Known(words: match.score, isAmongNewest: areNewest)
      }
    }

    mutating func remove(_ type: RecordType, _ id: Int64) { records[type]?[id] = nil }
  }

  /// Adds the best by their words. Common words alone would be in too many records: there the newest are ranked.
  private func addMatches(
    _ query: QueryText, _ entries: [Vocabulary.Entry], _ request: SearchRequest,
    to candidates: inout Candidates
  ) throws {
    var words = WordQuery()
    words.words = entries.map { WordQuery.Word($0.forms, count: $0.count) }
    words.required = query.required.map { .init($0.map(\.indexed).joined(separator: " ")) }
    words.excluded = query.excluded.map { .init($0.map(\.indexed).joined(separator: " ")) }
    // Words that are in many records find too many, where there are others.
    words.leading = entries.indices.filter { entries[$0].count ?? 0 > 0 }
    let isWithCommon = entries.contains { $0.count == nil }

    var limit = max(limits.candidates, request.limit)
    if !words.leading.isEmpty || !isWithCommon || !words.required.isEmpty {
      let found = try store.matches(words, among: request.types, limitedTo: request.ids, limit: limit)
      candidates.add(found)
      limit -= found.count
    }
    guard isWithCommon, words.required.isEmpty, limit > 0 else { return }
    words.leading = []
    candidates.add(try newest(words, entries, request, limit: limit), areNewest: true)
  }

  /// The best of the newest records with common words.
  private func newest(
    _ words: WordQuery, _ entries: [Vocabulary.Entry], _ request: SearchRequest, limit: Int
  ) throws -> [WordMatch] {
    guard let only = entries.first, only.isMereBeginning else {
      return try store.matches(
        words, among: request.types, limitedTo: request.ids, limit: limit, newest: limits.newest)
    }
    var found: [WordMatch] = []
    var others: [RecordType] = []
    for type in request.types {
      let matches = try store.newestMatches(
        beginning: only.word.key, of: type, limitedTo: request.ids[type], limit: limit, newest: limits.newest)
      if let matches { found += matches } else { others.append(type) }
    }
    if !others.isEmpty {
      // Few begin with it: the index is the shorter way.
      var words = words
      words.words = [.init(only.forms + [.init(only.word.key, isPrefix: true)], count: nil)]
      found += try store.matches(
        words, among: others, limitedTo: request.ids, limit: limit, newest: limits.newest)
    }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  private func addNearest(_ request: SearchRequest, to candidates: inout Candidates) throws {
    guard hasVectors else { return }
    let limit = max(limits.candidates, request.limit)
    let query = CompactVector(try vector(of: request.text))
    for found in try store.nearest(to: query, among: request.types, limitedTo: request.ids, limit: limit) {
      candidates.records[found.type, default: [:]][found.id, default: .init()].nearness = found.score
    }
    guard case .model = vectors else { return }
    // Those found by their words get the nearness of their vectors, too.
    let missing = candidates.records.mapValues { $0.filter { $0.value.nearness == nil }.map(\.key).sorted() }
      .filter { !$0.value.isEmpty }
    let others = try store.nearest(
      to: query, among: missing.keys.sorted { $0.rawValue < $1.rawValue }, limitedTo: missing,
      limit: 2 * limit)
    for found in others { candidates.records[found.type]?[found.id]?.nearness = found.score }
  }

  private func vector(of text: String) throws -> [Float] {
    switch vectors {
    case .table: Embedder().vector(of: text)
    case .model(let make): try make(text)
    }
  }

  // MARK: The second look

  /// The candidates as their texts are, best first; of equals, the newest first.
  private func look(
    at candidates: Candidates, _ request: SearchRequest, _ rules: inout Rules
  ) throws -> [Looked] {
    var looked: [Looked] = []
    for (type, records) in candidates.records {
      for text in try store.texts(of: type, records.keys) where rules.allow(text) {
        let known = records[text.id] ?? .init()
        var nearness = known.nearness
        if request.mode != .keyword, case .table = vectors { nearness = rules.nearness(of: text) }
        if request.mode == .keyword { nearness = nil }
        let score =
          switch request.mode {
          case .keyword: known.words
          case .semantic: Double(nearness ?? 0)
          case .hybrid: known.words + Self.weightOfMeaning * Double(nearness ?? 0)
          }
        looked.append(
          Looked(
            text: text, nearness: nearness, score: score,
            newest: known.isAmongNewest ? limits.newest : nil))
      }
    }
    return looked.sorted { ($0.score, $0.text.time, $0.text.id) > ($1.score, $1.text.time, $1.text.id) }
  }
}
