internal import Bytes
internal import Models
internal import Store

/// Records whose names are nearly what somebody wrote: a letter or two otherwise, the words in another order, a short form
/// of the first name.
struct NearNames {
  let store: Store

  /// Whether words may be a name at all: they have capitals, and no word that has a meaning of its own.
  static func mayBeName(_ words: ArraySlice<Token>) -> Bool {
    words.enumerated().allSatisfy { place, word in
      word.isQuoted
        || (place > 0 && word.key.count > 3 || word.text.first?.isUppercase == true) && word.key.count > 2
          && word.number == nil
          && !FillerWords.all.contains(word.key) && !FillerWords.opening.contains(word.key)
          && Noun.find([word.key][...]) == nil && Attributes.find([word.key][...], of: .deal) == nil
          && Attributes.find([word.key][...], of: .contact) == nil
          && !SelectionReader.adjectives.contains(word.key) && SelectionReader.acts[word.key] == nil
    }
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
    var near: [StoreError.Candidate] = []
    for type in types {
      for record in try store.records(type, beginningWith: String(key.prefix(2)), limit: 20_000) {
        let name = SearchKey.fold(record.name)
        if EditDistance.between(key, name, most: most) <= most || isShort(keys, of: name) {
          near.append(record)
        }
      }
    }
    return near
  }

  /// "Tom Novak" for Tomas Novak: the same family name, and a first name that begins so.
  private func isShort(_ keys: [String], of name: String) -> Bool {
    let parts = name.split(separator: " ")
    return keys.count == 2 && parts.count == 2 && parts[1] == keys[1] && keys[0].count >= 3
      && parts[0].hasPrefix(keys[0])
  }
}
