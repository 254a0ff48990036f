internal import Bytes
internal import Models
internal import Store

/// Records whose names are nearly what somebody wrote: a letter or two otherwise, the words in another order, a short form
/// of the first name.
final class NearNames {
  private let store: Store
  /// What names begin with the letters that were asked for before.
  private var known: [String: [(name: String, id: Int64)]] = [:]

  init(_ store: Store) {
    self.store = store
  }

  /// Whether words may be a name at all: a word alone has a capital and no meaning of its own; of several the first has
  /// none, and the others have neither or a capital.
  static func mayBeName(_ words: ArraySlice<Token>) -> Bool {
    words.enumerated().allSatisfy { place, word in
      if word.isQuoted { return true }
      let isCapital = word.text.first?.isUppercase == true
      guard word.key.count > 2, word.number == nil, !FillerWords.all.contains(word.key) else { return false }
      if place > 0, isCapital { return true }
      return (isCapital || words.count > 1) && !hasMeaning(word.key)
    }
  }

  private static func hasMeaning(_ key: String) -> Bool {
    FillerWords.opening.contains(key) || Noun.find([key][...]) != nil
      || Attributes.find([key][...], of: .deal) != nil || Attributes.find([key][...], of: .contact) != nil
      || SelectionReader.adjectives.contains(key) || SelectionReader.acts[key] != nil
      || SelectionReader.talking.contains(key)
  }

  func records(_ words: ArraySlice<Token>, _ types: [RecordType]) throws -> [StoreError.Candidate] {
    let keys = words.map(\.key)
    let key = keys.joined(separator: " ")
    // "Smith John" and "Smith, John" are written by lists.
    if keys.count == 2 {
      for type in types {
        let found = try store.records(type, named: "\(keys[1]) \(keys[0])", limit: 3)
        if !found.isEmpty { return found }
      }
    }
    // A short word with two other letters is another word.
    let most = key.count < 6 ? 1 : 2
    // Nearly all begin as they should; where none does, the second letter may be the wrong one.
    for letters in [2, 1] {
      var near: [(record: StoreError.Candidate, distance: Int)] = []
      for type in types {
        for (name, id) in try names(type, near: key, letters) {
          let distance = isShort(keys, of: name) ? 1 : EditDistance.between(key, name, most: most + 1)
          if distance <= most + 1 {
            near.append((StoreError.Candidate(type: type, id: id, name: name), distance))
          }
        }
      }
      // What comes no nearer than that is not meant, but makes another one doubtful.
      if near.contains(where: { $0.distance <= most }) { return try near.map { try written($0.record) } }
    }
    return []
  }

  /// So many names are compared. Where more begin with the same letters, those with one letter more in common are.
  private static let mostNames = 2000

  private func names(_ type: RecordType, near key: String, _ letters: Int) throws -> [(
    name: String, id: Int64
  )] {
    for count in letters..<max(letters + 1, key.count) {
      let beginning = String(key.prefix(count))
      let place = "\(type.rawValue) \(beginning)"
      let names =
        try known[place] ?? store.names(type, beginningWith: beginning, limit: Self.mostNames + 1)
      known[place] = names
      if names.count <= Self.mostNames { return names }
    }
    return []
  }

  /// A record with its name as it is written.
  private func written(_ record: StoreError.Candidate) throws -> StoreError.Candidate {
    let row = try store.recordReader(record.type).read(record.id)
    return StoreError.Candidate(
      type: record.type, id: record.id, name: row?[Catalog.of(record.type).title]?.string ?? record.name)
  }

  /// "Tom Novak" for Tomas Novak: the same family name, and a first name that begins so.
  private func isShort(_ keys: [String], of name: String) -> Bool {
    let parts = name.split(separator: " ")
    return keys.count == 2 && parts.count == 2 && parts[1] == keys[1] && keys[0].count >= 3
      && parts[0].hasPrefix(keys[0])
  }
}
