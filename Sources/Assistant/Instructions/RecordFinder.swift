internal import Bytes
internal import Models
internal import Store

/// Finds the record that words of an instruction mean: by its name or number, as "it", by what it has, by a part of its
/// name, by a name that is written otherwise. What several records are is asked.
struct RecordFinder {
  let store: Store
  let phrase: Phrase
  let finder: ValueFinder
  let selections: SelectionReader
  let memory: Memory

  static let nouned: [RecordType] = [.deal, .contact, .company, .task]
  private static let articles: Set<String> = ["the", "a", "an", "our", "my", "this", "that", "existing"]
  private static let pronouns: Set<String> = [
    "it", "him", "her", "them", "that", "this", "its", "his", "their", "he", "she", "hers", "itself",
  ]
  /// Words that a name rarely goes on behind.
  private static let limits: Set<String> = [
    "'s", ",", "and", "to", "into", "as", "with", "from", "at", "of", "in", "for", "on", "by", "because",
    "about", "is", "are", "was", "has", "", "using", "so", "until", "out", "back", "forward", "saying",
    "that", "now", "=", "over", "due", "regarding", "re", "works", "should", "today", "yesterday", "through",
  ]

  /// The record named from a word on, and the first word behind its name.
  ///
  /// A name that is not written as the record has it ends before one of `stops` or another word that names seldom have.
  func record(_ start: Int, _ types: [RecordType], before stops: Set<String> = []) throws -> (Referent, Int) {
    var place = start
    var types = types
    var noun: Noun?
    if let chosen = try chosen(start) { return chosen }
    while place < phrase.count {
      if let chosen = try chosen(place) { return chosen }
      if isPronoun(place, stops) { return try pronoun(place, types) }
      if place > start, let found = try exact(place, types), found.end - place > 1,
        isLimit(found.end, stops), found.records.count == 1
      {
        return try settle(found.records, place..<found.end, stops)
      }
      if Self.articles.contains(phrase.key(place)), place + 1 < phrase.count {
        place += 1
      } else if noun == nil, let (found, length) = Noun.find(phrase.keys[place...]),
        types.contains(found.type)
      {
        (noun, types) = (found, [found.type])
        place += length
        if phrase.key(place) == "with", phrase.isAny(place + 1, ["id", "number"]) { place += 1 }
        place = phrase.skip(["called", "named", "titled", "id", "number", "no"], place)
        if place == phrase.count || isLimit(place, stops) && !hasName(place) {
          return try unnamed(start, place, found.type, stops)
        }
      } else {
        break
      }
    }
    guard place < phrase.count else { throw Obstacle.refuse("it does not say which record is meant") }
    if let found = try numbered(place, types, isNamed: noun != nil) ?? keyed(place, types) { return found }
    return try named(place, types, stops)
  }

  // MARK: What was spoken of

  private func isPronoun(_ place: Int, _ stops: Set<String>) -> Bool {
    guard Self.pronouns.contains(phrase.key(place)) else { return false }
    // "the IT director" is in no one's place.
    if phrase.tokens[place].text == "IT", phrase.text != phrase.text.uppercased() { return false }
    guard ["that", "this", "her", "his", "its", "their"].contains(phrase.key(place)) else { return true }
    // "that deal", "her", but not "that Acme thing"; "her phone" is hers.
    let next = place + 1
    return next >= phrase.count || isLimit(next, stops)
      || Noun.find(phrase.keys[next...]).map { isLimit(next + $0.length, stops) } == true
      || Self.nouned.contains { Attributes.find(phrase.keys[next...], of: $0) != nil }
  }

  private func pronoun(_ place: Int, _ types: [RecordType]) throws -> (Referent, Int) {
    var end = place + 1
    var types = types
    if ["that", "this"].contains(phrase.key(place)), end < phrase.count,
      let (noun, length) = Noun.find(phrase.keys[end...])
    {
      end += length
      types = [noun.type]
    }
    guard let meant = memory.meaning(of: phrase.key(place), types) else {
      throw Obstacle.clarify(
        "Which record is meant by \"\(phrase.words(place..<end))\"?", words: phrase.words(place..<end), [])
    }
    return (meant, end)
  }

  /// "the deal" alone: the one that was spoken of, else one that is told apart by what it has: "the deal with Globex".
  private func unnamed(_ start: Int, _ end: Int, _ type: RecordType, _ stops: Set<String>) throws -> (
    Referent, Int
  ) {
    if let described = try described(start, [type], stops) { return described }
    if let meant = memory.recent.last(where: { $0.type == type }) { return (meant, end) }
    throw Obstacle.clarify("Which \(type.rawValue) is meant?", words: phrase.words(start..<end), [])
  }

  private func chosen(_ place: Int) throws -> (Referent, Int)? {
    for (words, record) in memory.choices.sorted(by: { $0.key.count > $1.key.count }) {
      guard let end = phrase.endOf(words, at: place) else { continue }
      // "John" was asked about, "John Keller" was not.
      if let exact = try exact(place, Self.nouned), exact.end > end { continue }
      return (Referent(record), trailingNoun(end, record.type))
    }
    return nil
  }

  // MARK: Keys

  /// "task 12", "#12", "deal:12".
  private func numbered(_ place: Int, _ types: [RecordType], isNamed: Bool) throws -> (Referent, Int)? {
    let word = phrase.tokens[place].text
    let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
    guard !phrase.tokens[place].isQuoted, let id = Int64(digits), id > 0, types.count == 1,
      isNamed || digits.count < word.count
    else { return nil }
    guard let record = try store.recordReader(types[0]).read(id) else {
      throw Obstacle.refuse("there is no \(types[0].rawValue) \(id)")
    }
    let name = record[Catalog.of(types[0]).title]?.string ?? ""
    return (Referent(StoreError.Candidate(type: types[0], id: id, name: name)), place + 1)
  }

  /// A contact by an e-mail address, a company by its domain.
  private func keyed(_ place: Int, _ types: [RecordType]) throws -> (Referent, Int)? {
    let word = phrase.tokens[place].text
    let type: RecordType = word.contains("@") ? .contact : .company
    guard word.contains("@") || word.contains("."), !word.contains(" "), types.contains(type) else {
      return nil
    }
    do {
      let id = try store.find(type, word)
      let name = try store.recordReader(type).read(id)?["name"]?.string ?? ""
      return (Referent(StoreError.Candidate(type: type, id: id, name: name)), place + 1)
    } catch StoreError.notFound {
      if type == .company { return nil }
      throw Obstacle.refuse("there is no contact with the address \(word)")
    } catch StoreError.ambiguous(_, _, let candidates) {
      throw Obstacle.clarify("Which one is meant by \"\(word)\"?", words: word, candidates)
    }
  }

  // MARK: Names

  private func named(_ place: Int, _ types: [RecordType], _ stops: Set<String>) throws -> (Referent, Int) {
    let found = try exact(place, types)
    if let found, isLimit(found.end, stops) || isNoun(found.end, found.records[0].type, stops) {
      return try settle(found.records, place..<found.end, stops)
    }
    for (end, last) in extents(place, stops) where end > found?.end ?? place {
      // "the Globex deal": what is called so, or else what belongs to it.
      let kinds = last.map { noun in types.filter { $0 == noun.type } } ?? types
      guard !kinds.isEmpty else { continue }
      let records = try matching(phrase.words(place..<end), kinds)
      if !records.isEmpty { return try settle(records, place..<end, stops) }
    }
    if let described = try described(place, types, stops) { return described }
    if let found { return try settle(found.records, place..<found.end, stops) }
    for (end, last) in extents(place, stops) {
      let kinds = last.map { noun in types.filter { $0 == noun.type } } ?? types
      guard !kinds.isEmpty else { continue }
      if let record = try misspelt(phrase.words(place..<end), kinds) {
        return try settle([record], place..<end, stops)
      }
    }
    let (end, noun) = extents(place, stops).last ?? (phrase.count, nil)
    let kinds = noun.map { noun in types.filter { $0 == noun.type } } ?? types
    throw Obstacle.refuse(
      "there is no \(Self.list(kinds.isEmpty ? types : kinds)) called \"\(phrase.words(place..<end))\"")
  }

  static func list(_ types: [RecordType]) -> String {
    let names = types.map(\.rawValue)
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
  }

  /// The records that are called by the longest run of words from one on.
  func exact(_ place: Int, _ types: [RecordType]) throws -> (records: [Referent], end: Int)? {
    for made in memory.recent.reversed() where made.stored == nil && types.contains(made.type) {
      if let end = phrase.endOf(made.name, at: place) { return ([made], end) }
    }
    for length in stride(from: min(14, phrase.count - place), through: 1, by: -1) {
      if length == 1, !phrase.tokens[place].isQuoted, FillerWords.all.contains(phrase.key(place)) { continue }
      let text = phrase.words(place..<(place + length))
      let records = try types.flatMap { try store.records($0, named: text, limit: 11) }
      if !records.isEmpty { return (records.map(Referent.init), place + length) }
    }
    return nil
  }

  /// Where a name that begins at a word may end, the farthest first, with the noun that stands there.
  private func extents(_ place: Int, _ stops: Set<String>) -> [(end: Int, noun: Noun?)] {
    if phrase.tokens[place].isQuoted { return [(place + 1, nil)] }
    var ends: [(Int, Noun?)] = []
    for end in (place + 1)...min(phrase.count, place + 14) {
      if isLimit(end, stops) {
        ends.append((end, nil))
      } else if let (noun, length) = Noun.find(phrase.keys[end...]), isLimit(end + length, stops) {
        ends.append((end, noun))
      }
    }
    return ends.reversed()
  }

  func isLimit(_ place: Int, _ stops: Set<String>) -> Bool {
    place >= phrase.count || stops.contains(phrase.key(place)) || Self.limits.contains(phrase.key(place))
      || place == phrase.colon
  }

  private func hasName(_ place: Int) -> Bool {
    place < phrase.count
      && (phrase.tokens[place].isQuoted || place == phrase.colon || Int64(phrase.tokens[place].text) != nil)
  }

  private func isNoun(_ place: Int, _ type: RecordType, _ stops: Set<String>) -> Bool {
    guard place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]) else { return false }
    return noun.type == type && isLimit(place + length, stops)
  }

  /// "the Acme renewal deal": the first word behind the noun.
  private func trailingNoun(_ place: Int, _ type: RecordType) -> Int {
    guard place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]), noun.type == type,
      !phrase.key(place).hasSuffix("s")
    else { return place }
    return place + length
  }

  /// The one record of some that is meant, with where it is from where that is said; what is left open is asked.
  private func settle(_ records: [Referent], _ range: Range<Int>, _ stops: Set<String>) throws -> (
    Referent, Int
  ) {
    var records = records
    var end = trailingNoun(range.upperBound, records[0].type)
    if records.count > 1 || !stops.contains(phrase.key(end)),
      let (company, stop) = try origin(end, records[0].type)
    {
      let there = try records.filter { try read($0)["company_id"]?.int64 == company.id }
      if there.isEmpty, records.count == 1, phrase.isAny(end, ["at", "from"]),
        !stops.contains(phrase.key(end))
      {
        throw Obstacle.refuse("\(records[0].name) is not at \(company.name)")
      }
      if !there.isEmpty { (records, end) = (there, stop) }
    }
    if records.count == 1 { return (records[0], end) }
    let words = phrase.words(range)
    throw Obstacle.clarify("Which one is meant by \"\(words)\"?", words: words, records.compactMap(\.stored))
  }

  /// "John from Globex", "John at Globex".
  private func origin(_ place: Int, _ type: RecordType) throws -> (StoreError.Candidate, Int)? {
    let places: Set<String> = ["at", "from", "of", "with"]
    guard type == .contact || type == .deal, places.contains(phrase.key(place)), place + 1 < phrase.count
    else {
      return nil
    }
    if let found = try exact(place + 1, [.company]), found.records.count == 1,
      let company = found.records[0].stored
    {
      return (company, found.end)
    }
    guard let end = extents(place + 1, []).last?.end else { return nil }
    let found = try matching(phrase.words((place + 1)..<end), [.company])
    return found.count == 1 ? found[0].stored.map { ($0, end) } : nil
  }

  private func read(_ record: Referent) throws -> JSONObject {
    guard let stored = record.stored else { return [:] }
    return try store.recordReader(stored.type).read(stored.id) ?? [:]
  }

  // MARK: What it has

  /// The one record that has what words say: "the Globex deal", "the CTO of TechCorp", "the biggest deal of Acme".
  private func described(_ start: Int, _ types: [RecordType], _ stops: Set<String>) throws -> (Referent, Int)?
  {
    guard !phrase.tokens[start].isQuoted else { return nil }
    for end in ends(start, stops.union(["'s"])) {
      guard let description = try selections.description(start, end), description.isTold,
        types.contains(description.selection.type)
      else { continue }
      let type = description.selection.type
      var query = description.selection.query
      query.limit = min(query.limit ?? 11, 11)
      let found = try store.candidates(query)
      let words = phrase.words(start..<end)
      guard let first = found.first else {
        throw Obstacle.refuse("there is no such \(type.rawValue): \(words)")
      }
      if found.count == 1 { return (Referent(first), end) }
      throw Obstacle.clarify("Which one is meant by \"\(words)\"?", words: words, found)
    }
    return nil
  }

  /// Where a description may end: before words that stop it, or with the instruction.
  func ends(_ start: Int, _ stops: Set<String>) -> [Int] {
    let inner = ((start + 1)..<max(start + 1, phrase.count)).filter {
      stops.contains(phrase.key($0)) || $0 == phrase.colon
    }
    let isOpen = !inner.contains { phrase.isAny($0, ["to", "with", "as", "by", "until"]) }
    return isOpen ? inner + [phrase.count] : inner
  }
}

extension SelectionReader {
  /// The records that all words of a range mean, and whether more is said of them than their kind.
  func description(_ start: Int, _ end: Int) throws -> (selection: Selection, isTold: Bool)? {
    let part = SelectionReader(
      tokens: Array(tokens[..<end]), keys: Array(keys[..<end]), finder: finder, time: time, user: user)
    guard let (selection, stop) = try part.selection(from: start), stop >= end else { return nil }
    let nouns = (start..<end).compactMap { Noun.find(keys[$0..<end])?.noun }
    let noun = nouns.last { $0.type == selection.type }
    let own = (noun?.condition == nil ? 0 : 1) + (noun?.leadKind == nil ? 0 : 1)
    return (selection, selection.conditions.count > own || !selection.sort.isEmpty)
  }
}

extension Store {
  /// The records that a Query finds, with their names.
  func candidates(_ query: Query) throws -> [StoreError.Candidate] {
    let title = Catalog.of(query.from).title
    return try rows(query).compactMap { row in
      row["id"]?.int64.map {
        StoreError.Candidate(type: query.from, id: $0, name: row[title]?.string ?? "")
      }
    }
  }
}

extension Phrase {
  /// Where words that are said at a place end.
  func endOf(_ words: String, at place: Int) -> Int? {
    let said = Tokens(words).all.map(\.key)
    guard !said.isEmpty, tokens[min(place, count)...].prefix(said.count).map(\.key) == said else {
      return nil
    }
    return place + said.count
  }
}
