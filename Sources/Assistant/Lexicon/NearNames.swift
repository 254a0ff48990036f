internal import Bytes
internal import Models
internal import Store

/// Records whose names are nearly what somebody wrote: a letter or two otherwise, the words in another order, a short form
/// of the first name.
struct NearNames {
  let store: Store

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
        for record in try store.records(type, beginningWith: String(key.prefix(letters)), limit: 20_000) {
          let name = SearchKey.fold(record.name)
          let distance = isShort(keys, of: name) ? 1 : EditDistance.between(key, name, most: most + 1)
          if distance <= most + 1 { near.append((record, distance)) }
        }
      }
      // What comes no nearer than that is not meant, but makes another one doubtful.
      if near.contains(where: { $0.distance <= most }) { return near.map(\.record) }
    }
    return []
  }

  /// "Tom Novak" for Tomas Novak: the same family name, and a first name that begins so.
  private func isShort(_ keys: [String], of name: String) -> Bool {
    let parts = name.split(separator: " ")
    return keys.count == 2 && parts.count == 2 && parts[1] == keys[1] && keys[0].count >= 3
      && parts[0].hasPrefix(keys[0])
  }
}
