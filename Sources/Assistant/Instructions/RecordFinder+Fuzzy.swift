internal import Bytes
internal import Models
internal import Store

/// Records whose names are not said as they are written.
extension RecordFinder {
  /// So many names are compared one by one; of more only those that begin alike.
  private static let mostCompared = 20_000

  /// The records whose names begin with the words, else have all of them.
  func matching(_ words: String, _ types: [RecordType]) throws -> [Referent] {
    let key = SearchKey.fold(words)
    let said = key.split(separator: " ")
    guard said.contains(where: { $0.count > 1 && !FillerWords.all.contains(String($0)) }) else { return [] }
    let begun = try types.flatMap { try store.records($0, beginningWith: words + " ", limit: 11) }
    if !begun.isEmpty { return begun.map(Referent.init) }
    guard let longest = said.max(by: { $0.count < $1.count }) else { return [] }
    return try types.flatMap { type in
      let title = Path([Catalog.of(type).title])
      let query = Query(
        from: type, condition: .compare(title, .contains, .text(String(longest))), limit: 1000,
        fields: [Path(["id"]), title])
      return try store.rows(query).compactMap { row -> Referent? in
        guard let id = row["id"]?.int64, let name = row[Catalog.of(type).title]?.string,
          NameMatcher.hasAllWords(said, of: SearchKey.fold(name))
        else { return nil }
        return Referent(StoreError.Candidate(type: type, id: id, name: name))
      }
    }
  }

  /// The one record that was meant by a short form or a misspelling of its name; several are asked about.
  func misspelt(_ words: String, _ types: [RecordType]) throws -> Referent? {
    let key = SearchKey.fold(words)
    let said = key.split(separator: " ")
    guard !said.isEmpty, key.count > 2 else { return nil }
    var known: [Referent] = []
    var near: [(record: Referent, distance: Int, isWhole: Bool)] = []
    for type in types {
      for record in try names(type, key) {
        let name = SearchKey.fold(record.name)
        if type == .contact, NameMatcher.isNickname(said, of: name) { known.append(Referent(record)) }
        if let distance = NameMatcher.distance(key, to: name) {
          near.append((Referent(record), distance, true))
        } else if let distance = NameMatcher.distance(key, toPartOf: name) {
          near.append((Referent(record), distance, false))
        }
      }
    }
    if !known.isEmpty {
      return try one(of: known, words)
    }
    // Where the whole of a name is meant, parts of others do not matter.
    let whole = near.filter { $0.isWhole }
    let close = whole.filter { $0.distance <= NameMatcher.allowed(key) }
    if close.count == 1, whole.count == 1 { return close[0].record }
    let asked = close.isEmpty ? near : whole
    if asked.isEmpty { return nil }
    return try one(of: asked.sorted { $0.distance < $1.distance }.map(\.record), words, isSure: false)
  }

  private func one(of records: [Referent], _ words: String, isSure: Bool = true) throws -> Referent {
    if isSure, records.count == 1 { return records[0] }
    throw Obstacle.clarify(
      "Which one is meant by \"\(words)\"?", words: words, records.prefix(11).compactMap(\.stored))
  }

  private func names(_ type: RecordType, _ key: String) throws -> [StoreError.Candidate] {
    guard try store.count(Query(from: type)) <= Self.mostCompared else {
      return try store.records(type, beginningWith: String(key.prefix(2)), limit: Self.mostCompared)
    }
    let title = Catalog.of(type).title
    return try store.rows(Query(from: type, fields: [Path(["id"]), Path([title])])).compactMap { row in
      guard let id = row["id"]?.int64, let name = row[title]?.string else { return nil }
      return StoreError.Candidate(type: type, id: id, name: name)
    }
  }
}
