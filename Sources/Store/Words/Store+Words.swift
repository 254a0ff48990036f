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
  /// many of each kind are ranked, the newest ones.
  package func matches(
    _ query: WordQuery, among types: [RecordType], limitedTo ids: [RecordType: [Int64]] = [:], limit: Int,
    newest: Int? = nil
  ) throws -> [WordMatch] {
    guard !(query.words.isEmpty && query.required.isEmpty) else { return [] }
    let kinds = types.compactMap { type in
      SearchText.of(type).map {
        WordPass.Kind(type: type, text: $0, allowed: ids[type].map { RowSet.list($0) })
      }
    }.sorted { $0.text.base > $1.text.base }
    let score = try wordScore()
    score.begin(query)
    var pass = WordPass(limit: limit, newest: newest)
    // To begin a query costs as much as hundreds of records, and to gather what letters begin as thousands; but a word has
    // its newest records of a kind at once, where one pass would go through those of all others.
    if newest == nil || query.hasPrefix {
      try pass.run(kinds, query, score, database)
    } else {
      for kind in kinds { try pass.run([kind], query, score, database) }
    }
    return pass.best.sorted
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
