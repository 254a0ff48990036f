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

  /// In how many records a word is.
  package func recordCount(having word: String) throws -> Int {
    try prepareVocabulary()
    return try database.value("SELECT doc FROM temp.search_words WHERE term = \(word)") ?? 0
  }

  private func prepareVocabulary() throws {
    try database.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, row)")
  }

  /// The records of a kind that a query of words finds, best first, newer ones before equals. With `newest` only so many
  /// are looked at, the newest ones.
  package func matches(
    _ query: WordQuery, of type: RecordType, limitedTo ids: [Int64]? = nil, limit: Int, newest: Int? = nil
  ) throws -> [WordMatch] {
    guard let text = SearchText.of(type), !(query.words.isEmpty && query.required.isEmpty) else { return [] }
    let score = try wordScore()
    score.begin(query)
    let allowed = ids.map { RowSet.list($0) }
    var matches: [WordMatch] = []
    var seen = 0
    let statement = try database.statement(
      """
      SELECT rowid, \(raw: WordScore.name)(search) FROM search WHERE search MATCH \(query.compiled.expression)
      AND rowid BETWEEN \(text.rows.lowerBound) AND \(text.rows.upperBound - 1) ORDER BY rowid DESC
      """)
    while seen < newest ?? .max, try statement.step() {
      let id = statement.row.integer(0) - text.base
      if let allowed, !allowed.contains(id) { continue }
      seen += 1
      matches.append(WordMatch(type: type, id: id, score: statement.row.real(1)))
      if matches.count >= 16 * limit { matches = Self.best(matches, limit) }
    }
    return Self.best(matches, limit)
  }

  private static func best(_ matches: [WordMatch], _ limit: Int) -> [WordMatch] {
    Array(matches.sorted { ($0.score, $0.id) > ($1.score, $1.id) }.prefix(limit))
  }
}
