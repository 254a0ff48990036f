internal import Bytes
internal import Identity

/// How the name of a record may be said otherwise than it is written.
enum NameMatcher {
  /// Whether all words said are words of the name, in any order.
  static func hasAllWords(_ said: [Substring], of name: String) -> Bool {
    pairs(said, name) { $0 == $1 } != nil
  }

  /// Whether the words said are those of the name but for a form of the given name: Bill for William.
  static func isNickname(_ said: [Substring], of name: String) -> Bool {
    let words = name.split(separator: " ")
    guard let first = said.first, let given = words.first, first != given,
      !Set(Nicknames.groups(of: String(first))).isDisjoint(with: Nicknames.groups(of: String(given)))
    else { return false }
    return said.dropFirst().allSatisfy(words.dropFirst().contains)
  }

  /// How many letters have to be changed to make what was said of the whole name; nil for more than a misspelling and one
  /// letter more. Numbers are never misspelt.
  static func distance(_ key: String, to name: String) -> Int? {
    guard digits(key) == digits(name), isAlike(key.split(separator: " "), name.split(separator: " ")) else {
      return nil
    }
    let most = allowed(key) + 1
    let whole = EditDistance.between(key, name, most: most)
    return whole <= most ? whole : nil
  }

  /// Whether no word is another altogether: "Pria" is no "Leila".
  private static func isAlike(_ said: [Substring], _ words: [Substring]) -> Bool {
    guard said.count == words.count else { return true }
    return zip(said, words).allSatisfy { word, other in
      let most = max(1, other.count / 3)
      return EditDistance.between(String(word), String(other), most: most) <= most
    }
  }

  /// How many letters of a text may be wrong.
  static func allowed(_ key: String) -> Int { key.count < 4 ? 0 : key.count < 6 ? 1 : 2 }

  /// The same of some words of the name.
  static func distance(_ key: String, toPartOf name: String) -> Int? {
    let said = key.split(separator: " ")
    var sum = 0
    let found = pairs(said, name) { word, other in
      if word == other { return true }
      if digits(String(word)) != digits(String(other)) || word.count < 4 { return false }
      let distance = EditDistance.between(String(word), String(other), most: word.count < 6 ? 1 : 2)
      guard distance <= (word.count < 6 ? 1 : 2) else { return false }
      sum += distance
      return true
    }
    return found != nil && sum <= 2 ? sum : nil
  }

  private static func digits(_ text: String) -> String { text.filter(\.isNumber) }

  /// A word of the name for every word said.
  private static func pairs(
    _ said: [Substring], _ name: String, _ isAlike: (Substring, Substring) -> Bool
  ) -> [Substring]? {
    var left = name.split(separator: " ")
    var taken: [Substring] = []
    for word in said {
      guard let index = left.firstIndex(where: { isAlike(word, $0) }) else { return nil }
      taken.append(left.remove(at: index))
    }
    return said.isEmpty ? nil : taken
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
