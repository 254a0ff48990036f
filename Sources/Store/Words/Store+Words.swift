internal import Bytes
package import Models
internal import SQLite

/// A record that has words that were looked for.
package struct WordMatch: Sendable {
  package let type: RecordType
  package let id: Int64
  /// Of the most that is possible, about 1.
  package let score: Double
}

extension Store {
  /// Words of the word index from one on and before another, with the number of records that have each.
  package func indexedWords(from first: String, before last: String) throws -> [(word: String, count: Int)] {
    try prepareVocabulary()
    return try database.all(
      "SELECT term, doc FROM temp.search_words WHERE term >= \(first) AND term < \(last)"
    ) { (try $0[0], try $0[1]) }
  }

  private func prepareVocabulary() throws {
    try database.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, row)")
  }

  /// How many records have one of some forms; counted up to a number, which then means that many or more.
  package func recordCount(having forms: [WordQuery.Form], upTo most: Int) throws -> Int {
    let expression = WordQuery.any(forms)
    return try database.value(
      "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH \(expression) LIMIT \(most))") ?? 0
  }

  /// The records of some kinds that a query of words finds, best first, newer ones before equals. With `newest` only so
  /// many of each kind are looked at, the newest ones.
  package func matches(
    _ query: WordQuery, among types: [RecordType], limitedTo ids: [RecordType: [Int64]] = [:], limit: Int,
    newest: Int? = nil
  ) throws -> [WordMatch] {
    guard !(query.words.isEmpty && query.required.isEmpty) else { return [] }
    var best = BestMatches(limit: limit)
    let kinds = types.compactMap { type in
      SearchText.of(type).map { (type: type, text: $0, allowed: ids[type].map { RowSet.list($0) }) }
    }.sorted { $0.text.base > $1.text.base }
    let score = try wordScore()
    score.begin(query)
    let select: SQL =
      "SELECT rowid, \(raw: WordScore.name)(search) FROM search WHERE search MATCH \(query.compiled.expression)"
    if let newest {
      for kind in kinds {
        let rows = kind.text.rows
        let statement = try database.statement(
          select + " AND rowid BETWEEN \(rows.lowerBound) AND \(rows.upperBound - 1) ORDER BY rowid DESC")
        var seen = 0
        while seen < newest, try statement.step() {
          let id = statement.row.integer(0) - kind.text.base
          if let allowed = kind.allowed, !allowed.contains(id) { continue }
          seen += 1
          best.add(WordMatch(type: kind.type, id: id, score: statement.row.real(1)))
        }
      }
    } else if let first = kinds.last, let last = kinds.first {
      // One pass for all kinds: to begin a query costs as much as hundreds of records.
      try database.forEach(
        select + " AND rowid BETWEEN \(first.text.rows.lowerBound) AND \(last.text.rows.upperBound - 1)"
      ) { row in
        let place = row.integer(0)
        guard let kind = kinds.first(where: { $0.text.rows.contains(place) }) else { return }
        let id = place - kind.text.base
        if let allowed = kind.allowed, !allowed.contains(id) { return }
        best.add(WordMatch(type: kind.type, id: id, score: row.real(1)))
      }
    }
    return best.sorted
  }

  /// The newest records of a kind with a word that begins with some letters, so many at most, best first. Nil when among
  /// the newest records they are too few to be found by going through them.
  package func newestMatches(
    beginning letters: String, of type: RecordType, limitedTo ids: [Int64]? = nil, limit: Int, newest: Int
  ) throws -> [WordMatch]? {
    guard let text = SearchText.of(type) else { return [] }
    let allowed = ids.map { RowSet.list($0) }
    var best = BestMatches(limit: limit)
    var seen = 0
    var found = 0
    let statement = try database.statement(
      """
      SELECT rowid, title, folded, body FROM search
      WHERE rowid BETWEEN \(text.rows.lowerBound) AND \(text.rows.upperBound - 1) ORDER BY rowid DESC
      """)
    while found < newest, try statement.step() {
      seen += 1
      // One in eight has such a word, or it is a long way to as many as are wanted.
      if seen.isMultiple(of: 1000), found * 8 < seen { return nil }
      let id = statement.row.integer(0) - text.base
      if let allowed, !allowed.contains(id) { continue }
      func count(_ column: Int) throws -> Int {
        let value: String? = try statement.row[column]
        return value.map { Words.split($0).count { $0.hasPrefix(letters) } } ?? 0
      }
      let inTitle = try max(count(1), count(2))
      let inBody = try count(3)
      if inTitle + inBody == 0 { continue }
      found += 1
      // What begins a name is mostly meant.
      best.add(WordMatch(type: type, id: id, score: inTitle > 0 ? (inBody > 0 ? 1 : 0.9) : 0.4))
    }
    return best.sorted
  }
}

/// The best of many, of which few are kept.
private struct BestMatches {
  let limit: Int
  private var matches: [WordMatch] = []

  init(limit: Int) {
    self.limit = limit
  }

  mutating func add(_ match: WordMatch) {
    matches.append(match)
    if matches.count >= 16 * limit { matches = sorted }
  }

  var sorted: [WordMatch] {
    Array(matches.sorted { ($0.score, $0.id) > ($1.score, $1.id) }.prefix(limit))
  }
}
