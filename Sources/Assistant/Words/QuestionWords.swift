internal import Bytes

/// The words of a question: short forms in full, and a number that is spelt in several words as one.
enum QuestionWords {
  static func tokens(_ text: String) -> [Token] {
    let words = Tokens(text).all.flatMap(full)
    var merged: [Token] = []
    var place = 0
    while place < words.count {
      if let (number, length) = SpeltNumber.read(words[place...]) {
        let text = words[place..<(place + length)].map(\.text).joined(separator: " ")
        merged.append(Token(text, number: number, currency: words[place].currency))
        place += length
      } else {
        merged.append(words[place])
        place += 1
      }
    }
    return merged
  }

  private static let endings = ["'ve": "have", "'re": "are", "'ll": "will", "'d": "would", "'m": "am"]
  private static let bare: [String: [String]] = [
    "whats": ["what", "'s"], "whos": ["who", "'s"], "whens": ["when", "'s"], "wheres": ["where", "'s"],
    "dont": ["do", "not"], "doesnt": ["does", "not"], "didnt": ["did", "not"], "havent": ["have", "not"],
    "hasnt": ["has", "not"], "isnt": ["is", "not"], "arent": ["are", "not"], "wasnt": ["was", "not"],
    "werent": ["were", "not"], "ive": ["i", "have"], "weve": ["we", "have"], "cant": ["can", "not"],
    "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"], "vs": ["versus"],
    "youve": ["you", "have"],
  ]

  /// A short form as the words it stands for: "haven't", "we've", "non-vip".
  private static func full(_ token: Token) -> [Token] {
    if token.isQuoted { return [token] }
    let key = token.key.replacing("’", with: "'")
    if let words = bare[key] { return words.map { Token($0) } }
    if key.hasSuffix("n't") { return [Token(String(token.text.dropLast(3))), Token("not")] }
    for (ending, word) in endings where key.count > ending.count && key.hasSuffix(ending) {
      return [Token(String(token.text.dropLast(ending.count))), Token(word)]
    }
    let folded = SearchKey.fold(token.text)
    if folded.hasPrefix("non-"), folded.count > 4 {
      return [Token("not"), Token(String(token.text.dropFirst(4)))]
    }
    return [token]
  }
}

/// A number in words: "half a million", "100 thousand", "two hundred".
private enum SpeltNumber {
  private static let scales: [String: Double] = [
    "hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000, "millions": 1_000_000,
    "billion": 1_000_000_000, "k": 1000,
  ]
  private static let counts: [String: Double] = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twentyfive": 25, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "seventyfive": 75, "eighty": 80, "ninety": 90,
  ]

  /// The number that begins at a word and ends with a scale, and how many words it takes.
  static func read(_ words: ArraySlice<Token>) -> (number: Double, length: Int)? {
    var place = words.startIndex
    guard let first = words.first, !first.isQuoted else { return nil }
    var number: Double
    if first.key == "half" || first.key == "quarter" {
      number = first.key == "half" ? 0.5 : 0.25
      place += 1
      if place < words.endIndex, words[place].key == "of" { place += 1 }
      guard place < words.endIndex, words[place].key == "a" else { return nil }
    } else if let value = first.number ?? counts[first.key] {
      number = value
    } else {
      return nil
    }
    place += 1
    guard place < words.endIndex, let scale = scales[words[place].key] else { return nil }
    number *= scale
    place += 1
    // "two hundred thousand".
    if place < words.endIndex, scale == 100, let scale = scales[words[place].key] {
      number *= scale
      place += 1
    }
    return (number, place - words.startIndex)
  }
}
