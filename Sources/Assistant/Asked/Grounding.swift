internal import Bytes

/// What may be said because some texts say it: a model's words are taken as far as their numbers and names are in what it
/// was shown.
package struct Grounding: Sendable {
  private var words: Set<String> = []
  private var stems: Set<Substring> = []
  private var numbers: [Double] = []

  package init(_ facts: String = "") {
    add(facts)
  }

  package mutating func add(_ facts: String) {
    for word in Self.words(of: facts) where !Self.isMark(word) {
      if let number = Self.number(word) { numbers.append(number) }
      learn(word)
      if word.contains(where: { "-._@/".contains($0) }) {
        for part in word.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) { learn(String(part)) }
        if let day = Day(iso: String(word.prefix(10))) { add(day) }
      }
    }
  }

  /// A day may be told in words.
  private mutating func add(_ day: Day) {
    let (year, month, dayOfMonth) = day.components
    numbers += [Double(dayOfMonth), Double(year)]
    let name = Self.months[month - 1]
    learn(name)
    learn(String(name.prefix(3)))
  }

  private mutating func learn(_ word: String) {
    let key = SearchKey.fold(word)
    words.insert(key)
    if key.count > 4 { stems.insert(key.prefix(5)) }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// Whether a text tells nothing but the facts: each of its numbers and names is theirs, and so are some of the other
  /// words that mean something.
  package func tells(_ text: String) -> Bool {
    var isStart = true
    var (all, told) = (0, 0)
    for word in Self.words(of: text) {
      if Self.isMark(word) {
        isStart = true
        continue
      }
      let key = SearchKey.fold(word)
      defer { isStart = false }
      if let number = Self.number(word) {
        guard words.contains(key) || isKnown(number, word) else { return false }
      } else if word.contains(where: \.isNumber) || word.contains("@") {
        guard words.contains(key) else { return false }
      } else if let first = word.first, first.isUppercase, !isStart, key.count > 1 {
        guard isKnown(name: key) else { return false }
      } else if key.count > 4 {
        all += 1
        if stems.contains(key.prefix(5)) { told += 1 }
      }
    }
    return told * 3 >= all
  }

  /// A name, or what belongs to one: "Acme's".
  private func isKnown(name key: String) -> Bool {
    words.contains(key) || key.hasSuffix("s") && words.contains(String(key.dropLast()))
  }

  /// Whether a number is one of the facts', perhaps rounded to fewer places.
  private func isKnown(_ number: Double, _ word: String) -> Bool {
    let places = word.firstIndex(of: ".").map { word.distance(from: $0, to: word.endIndex) - 1 } ?? 0
    // What is written as 12k or 1.5m has lost what is less.
    let unit = Self.factor(word)
    let tolerance = unit > 1 ? unit * 0.5 * Self.power(-places) : 0.5 * Self.power(-places) + 1e-9
    return numbers.contains { $0 == number || abs($0 - number) <= tolerance && ($0 != $0.rounded() || unit > 1) }
  }

  private static func power(_ exponent: Int) -> Double {
    var value = 1.0
    for _ in 0..<abs(min(max(exponent, -12), 12)) { value *= exponent < 0 ? 0.1 : 10 }
    return value
  }

  /// The number that a word is, as 1,200.50, 12k, 3rd, $5; nil for other words.
  private static func number(_ word: String) -> Double? {
    var text = word.filter { !",$€£%".contains($0) }.lowercased()
    let unit = factor(word)
    if unit > 1 { text.removeLast() }
    for ending in ["st", "nd", "rd", "th"] where text.hasSuffix(ending) { text.removeLast(2) }
    guard let first = text.first, first.isNumber || first == "-" else { return nil }
    return Double(text).map { $0 * unit }
  }

  private static func factor(_ word: String) -> Double {
    guard let last = word.last, word.dropLast().last?.isNumber == true else { return 1 }
    return ["k": 1000, "m": 1_000_000][last.lowercased()] ?? 1
  }

  private static func isMark(_ word: String) -> Bool { word.count == 1 && ".!?:\n".contains(word) }

  /// The words of a text; a mark at the end of a sentence is one of its own, since the next word may be capital.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      while let last = word.last, ".-,@/_".contains(last) { word.removeLast() }
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for (character, next) in zip(text, text.dropFirst() + " ") {
      let joins = ".-@/_".contains(character) || character == "," && next.isNumber
      let isWord = character.isLetter || character.isNumber || "$€£%".contains(character)
      if isWord || joins && !next.isWhitespace && !(word.isEmpty && character != "-") {
        word.append(character)
      } else {
        end()
        if ".!?:\n".contains(character) { words.append(String(character)) }
      }
    }
    end()
    return words
  }
}
