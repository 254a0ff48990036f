internal import Bytes
internal import Models
internal import Store

/// Finds the record that words of an instruction name: by name, by the beginning of one, by a name that differs in a letter
/// or two. What several records are is asked.
struct RecordFinder {
  let store: Store
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let setting: Setting

  private static let articles: Set<String> = [
    "the", "a", "an", "our", "my", "that", "this", "of", "for", "with", "to", "on",
  ]
  private static let pronouns: Set<String> = [
    "it", "him", "her", "them", "that", "this", "one", "its", "his", "their",
  ]

  /// The record named from a word on, and the first word behind its name. The name ends before one of `stops` where it is
  /// not written as the record has it.
  func record(_ start: Int, _ types: [RecordType], before stops: Set<String>) throws -> (
    StoreError.Candidate, Int
  ) {
    var place = start
    var types = types
    while place < keys.count {
      if Self.articles.contains(keys[place]), place + 1 < keys.count, !isPronoun(place) {
        place += 1
      } else if let (noun, length) = Noun.find(keys[place...]), noun.type != .activity,
        !tokens[place].isQuoted,
        place + length < keys.count, !stops.contains(keys[place + length])
      {
        types = [noun.type]
        place += length
        if place < keys.count, ["called", "named", "titled"].contains(keys[place]) { place += 1 }
      } else {
        break
      }
    }
    guard place < tokens.count else { throw Obstacle.refuse("it does not say which record is meant") }
    if isPronoun(place) {
      guard let subject = setting.subject else {
        throw Obstacle.clarify(
          "Which record is meant by \"\(tokens[place].text)\"?", words: tokens[place].text, [])
      }
      var end = place + 1
      if end < keys.count, Noun.find(keys[end...]) != nil, keys[place] != "it" { end += 1 }
      return (subject, end)
    }
    if let chosen = chosen(place) { return chosen }
    if let name = try finder.name(tokens[place...], types) {
      let end = trailingNoun(place + name.length)
      let words = tokens[place..<(place + name.length)].map(\.text).joined(separator: " ")
      let isWhole = name.records.contains { SearchKey.fold($0.name) == SearchKey.fold(words) }
      // The beginning of a name, and then a word that no name goes on with, is a name that is written otherwise.
      if !isWhole, end < tokens.count, !stops.contains(keys[end]), !["'s", ","].contains(keys[end]) {
        return try misspelt(place, types, before: stops)
      }
      if name.records.count == 1 { return (name.records[0], end) }
      throw Obstacle.clarify("Which one is meant by \"\(words)\"?", words: words, name.records)
    }
    return try misspelt(place, types, before: stops)
  }

  private func isPronoun(_ place: Int) -> Bool {
    guard Self.pronouns.contains(keys[place]) else { return false }
    return keys[place] != "that" && keys[place] != "this" || place + 1 >= keys.count
      || Noun.find(keys[(place + 1)...]) != nil
  }

  /// "the Acme renewal deal".
  private func trailingNoun(_ place: Int) -> Int {
    place < keys.count && ["deal", "contact", "company", "task", "account"].contains(keys[place])
      ? place + 1 : place
  }

  private func chosen(_ place: Int) -> (StoreError.Candidate, Int)? {
    for (words, record) in setting.choices {
      let parts = words.split(separator: " ").map(String.init)
      if tokens[place...].prefix(parts.count).map(\.text) == parts {
        return (record, trailingNoun(place + parts.count))
      }
    }
    return nil
  }

  // MARK: Misspelt

  private func misspelt(
    _ place: Int, _ types: [RecordType], before stops: Set<String>
  ) throws -> (StoreError.Candidate, Int) {
    let end =
      tokens[place...].firstIndex { stops.contains($0.key) || $0.key == "'s" || $0.key == "," }
      ?? tokens.count
    let words = tokens[place..<end].map(\.text).joined(separator: " ")
    guard !words.isEmpty else { throw Obstacle.refuse("it does not say which record is meant") }
    let key = SearchKey.fold(words)
    // A short word with two other letters is another word.
    let most = key.count < 6 ? 1 : 2
    var near: [(record: StoreError.Candidate, distance: Int)] = []
    for type in types {
      for record in try store.records(type, beginningWith: String(key.prefix(2)), limit: 20_000) {
        let distance = EditDistance.between(key, SearchKey.fold(record.name), most: most + 1)
        if distance <= most + 1 { near.append((record, distance)) }
      }
    }
    let close = near.filter { $0.distance <= most }
    if close.count == 1, near.count == 1 { return (close[0].record, end) }
    if near.isEmpty {
      let kinds = types.map(\.rawValue).joined(separator: ", ")
      throw Obstacle.refuse("there is no \(kinds) called \"\(words)\"")
    }
    throw Obstacle.clarify("Which one is meant by \"\(words)\"?", words: words, near.map(\.record))
  }
}

/// How many letters have to be changed, put in, left out or swapped to make one word of another.
enum EditDistance {
  /// `most` + 1 for more than that.
  static func between(_ one: String, _ other: String, most: Int) -> Int {
    let (first, second) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
    guard abs(first.count - second.count) <= most else { return most + 1 }
    var before = [Int](repeating: 0, count: second.count + 1)
    var row = Array(0...second.count)
    for i in first.indices {
      var next = [Int](repeating: i + 1, count: second.count + 1)
      for j in second.indices {
        let change = first[i] == second[j] ? 0 : 1
        next[j + 1] = min(row[j] + change, row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          next[j + 1] = min(next[j + 1], before[j - 1] + 1)
        }
      }
      (before, row) = (row, next)
    }
    return min(row[second.count], most + 1)
  }
}
