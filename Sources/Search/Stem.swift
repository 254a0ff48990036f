/// What English forms of a word have in common: without the endings of plurals, -ing, -ed and -ly. No stem is a better
/// guess than a wrong one, so that other scripts and short words are left alone.
enum Stem {
  static func of(_ word: String) -> String {
    var letters = Array(word.utf8)
    guard letters.count >= 4, letters.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return word }
    dropPlural(&letters)
    dropVerbEnding(&letters)
    if letters.count > 3, letters.last == UInt8(ascii: "e") { letters.removeLast() }
    if letters.count > 3, letters.last == UInt8(ascii: "y") { letters[letters.count - 1] = UInt8(ascii: "i") }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The letters that all words of a stem begin with.
  static func front(of stem: String) -> String {
    guard stem.count > 3, let last = stem.last, "yie".contains(last) else { return stem }
    return String(stem.dropLast())
  }

  private static func dropPlural(_ letters: inout [UInt8]) {
    if letters.count > 4, letters.ends(with: "ies") {
      letters.removeLast(3)
      letters.append(UInt8(ascii: "y"))
    } else if letters.ends(with: "sses") || letters.ends(with: "shes") || letters.ends(with: "ches")
      || letters.ends(with: "xes") || letters.ends(with: "zes")
    {
      letters.removeLast(2)
    } else if letters.last == UInt8(ascii: "s"),
      !letters.ends(with: "ss"), !letters.ends(with: "us"), !letters.ends(with: "is")
    {
      letters.removeLast()
    }
  }

  private static func dropVerbEnding(_ letters: inout [UInt8]) {
    let count =
      letters.ends(with: "ing") ? 3 : letters.ends(with: "ed") || letters.ends(with: "ly") ? 2 : 0
    guard count > 0, letters.count - count >= 3, letters.dropLast(count).contains(where: isVowel) else {
      return
    }
    letters.removeLast(count)
    // "planning" is of "plan", but "falling" of "fall".
    let last = letters[letters.count - 1]
    if letters.count > 3, last == letters[letters.count - 2], last != UInt8(ascii: "l"),
      last != UInt8(ascii: "s"), last != UInt8(ascii: "z")
    {
      letters.removeLast()
    }
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
      UInt8(ascii: "y"):
      true
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: StaticString) -> Bool {
    let size = ending.utf8CodeUnitCount
    guard count >= size else { return false }
    for place in 0..<size where self[count - size + place] != ending.utf8Start[place] { return false }
    return true
  }
}
