/// A number in a text, in digits or in words.
struct NumberPhrase {
  let value: Double
  /// The factor that a word such as "thousand" or a letter such as "k" gave; 1 without one.
  let scale: Double
  let isInWords: Bool
  /// The place after its last token.
  let end: Int
  /// Whether only a glued letter gives the scale, as in "12k".
  var hasLetterScale = false

  /// The number before its scale: 60 for "sixty thousand".
  var figure: Double { value / scale }
}

extension ReadTurn {
  /// The number that begins at a token; nil when none does.
  func number(at place: Int) -> NumberPhrase? {
    guard tokens.indices.contains(place) else { return nil }
    if tokens[place].kind == .number { return digits(at: place) }
    guard tokens[place].kind == .word else { return nil }
    return fraction(at: place) ?? inWords(at: place)
  }

  private func digits(at place: Int) -> NumberPhrase? {
    guard let value = Numerals.value(tokens[place].word) else { return nil }
    let next = place + 1
    if tokens.indices.contains(next), tokens[next].kind == .word {
      if tokens[next].isGlued, let scale = Numerals.letterScales[tokens[next].word] {
        return NumberPhrase(
          value: value * scale, scale: scale, isInWords: false, end: next + 1, hasLetterScale: true)
      }
      if let scale = Numerals.scales[tokens[next].word] {
        return NumberPhrase(value: value * scale, scale: scale, isInWords: false, end: next + 1)
      }
      // "5 m", which is metres unless money is spoken of, is left to who knows.
      if let scale = Numerals.shortScales[tokens[next].word] {
        return NumberPhrase(value: value * scale, scale: scale, isInWords: false, end: next + 1)
      }
    }
    return NumberPhrase(value: value, scale: 1, isInWords: false, end: next)
  }

  /// "half a million", "a quarter million", "three quarters of a billion".
  private func fraction(at place: Int) -> NumberPhrase? {
    var next = place
    var count = 1.0
    if word(next) == "a" { next += 1 }
    if let unit = Numerals.units[word(next)], word(next + 1).hasPrefix("quarter") {
      count = Double(unit)
      next += 1
    }
    let part: Double
    switch word(next) {
    case "half": part = 0.5
    case "quarter", "quarters": part = 0.25
    default: return nil
    }
    next += 1
    if word(next) == "of" { next += 1 }
    if word(next) == "a" { next += 1 }
    guard let scale = Numerals.scales[word(next)] else { return nil }
    return NumberPhrase(value: count * part * scale, scale: scale, isInWords: true, end: next + 1)
  }

  private func inWords(at start: Int) -> NumberPhrase? {
    var place = start
    var total = 0.0
    var group = 0.0
    var lastScale = Double.infinity
    var largestScale = 1.0
    var hasDigits = false
    // What the last word was worth, for "twenty" may be followed by "one" and not by "thirty".
    var last = Double.infinity
    if word(place) == "a" || word(place) == "an" {
      guard word(place + 1) == "hundred" || Numerals.scales[word(place + 1)] != nil else { return nil }
      group = 1
      hasDigits = true
      last = 1
      place += 1
    }
    while place < tokens.count {
      let word = tokens[place].word
      if word == "-", hasDigits, tokens[place].isGlued, canGoOn(at: place + 1, after: last) {
        place += 1
        continue
      }
      if word == "and", hasDigits, last >= 100, canGoOn(at: place + 1, after: last) {
        place += 1
        continue
      }
      if let unit = Numerals.units[word] {
        let value = Double(unit)
        guard fits(value, after: last) else { break }
        group += value
        last = value
        hasDigits = true
      } else if word == "hundred", hasDigits, group > 0, group < 100 {
        // "Thirty-eight hundred" is said of money.
        if group > 10 { largestScale = 100 }
        group *= 100
        last = 100
      } else if let scale = Numerals.scales[word], hasDigits {
        guard scale < lastScale else { break }
        total += group * scale
        group = 0
        largestScale = max(largestScale, scale)
        lastScale = scale
        last = scale
      } else if word == "point", hasDigits, let (fraction, end) = decimals(at: place + 1) {
        group += fraction
        last = 1
        place = end
        continue
      } else {
        break
      }
      place += 1
      if let end = andAHalf(at: place) {
        group += 0.5
        place = end
        last = 1
      }
    }
    guard hasDigits else { return nil }
    let value = total + group
    return NumberPhrase(value: value, scale: largestScale, isInWords: true, end: place)
  }

  private func fits(_ value: Double, after last: Double) -> Bool {
    if last == .infinity { return true }
    if last >= 100 { return value < 100 }
    return last >= 20 && value < 10
  }

  private func canGoOn(at place: Int, after last: Double) -> Bool {
    guard tokens.indices.contains(place) else { return false }
    let word = tokens[place].word
    if let unit = Numerals.units[word] { return fits(Double(unit), after: last) }
    return word == "hundred" || Numerals.scales[word] != nil
  }

  private func andAHalf(at place: Int) -> Int? {
    word(place) == "and" && word(place + 1) == "a" && word(place + 2) == "half" ? place + 3 : nil
  }

  private func decimals(at start: Int) -> (Double, Int)? {
    var place = start
    var value = 0.0
    var factor = 0.1
    while let digit = Numerals.units[word(place)], digit < 10 || place == start {
      value += Double(digit) * (digit < 10 ? factor : 0.01)
      factor /= 10
      place += 1
      if digit >= 10 { break }
    }
    return place > start ? (value, place) : nil
  }

  /// The number of an ordinal at a token: "28th", "twenty-eighth", "thirty first".
  func ordinal(at place: Int) -> (value: Int, end: Int)? {
    guard tokens.indices.contains(place) else { return nil }
    if let value = tokens[place].integer {
      let next = place + 1
      guard tokens.indices.contains(next), tokens[next].isGlued,
        ["st", "nd", "rd", "th"].contains(tokens[next].word)
      else { return nil }
      return (value, next + 1)
    }
    if let value = Numerals.ordinals[tokens[place].word] { return (value, place + 1) }
    guard let tens = Numerals.units[tokens[place].word], tens == 20 || tens == 30 else { return nil }
    let next = word(place + 1) == "-" ? place + 2 : place + 1
    guard let unit = Numerals.ordinals[word(next)], unit < 10 else { return nil }
    return (tens + unit, next + 1)
  }
}

/// The words of numbers.
enum Numerals {
  static let units: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  static let scales: [String: Double] = [
    "thousand": 1e3, "grand": 1e3, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "million": 1e6,
    "millions": 1e6,
    "crore": 1e7, "crores": 1e7, "billion": 1e9, "billions": 1e9, "trillion": 1e12,
  ]
  static let letterScales: [String: Double] = [
    "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "mm": 1e6, "bn": 1e9, "b": 1e9, "l": 1e5, "cr": 1e7,
  ]
  static let shortScales: [String: Double] = ["mn": 1e6, "bn": 1e9, "mio": 1e6]
  static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
  ]

  /// The value of digits with points and commas: of both the last one is the decimal mark, three digits behind a single
  /// one are thousands.
  static func value(_ text: String) -> Double? {
    let marks = text.utf8.filter { !Lexer.isDigit($0) }
    guard let last = marks.last else { return Double(text) }
    let isMixed = marks.contains { $0 != last }
    let groups = text.split { $0 == "." || $0 == "," }
    let areThousands = groups.dropFirst().allSatisfy { $0.utf8.count == 3 } && groups[0] != "0"
    // 12,34,567: lakhs.
    let areLakhs =
      marks.count > 1 && !isMixed && last == UInt8(ascii: ",") && groups.last?.utf8.count == 3
      && groups.dropFirst().dropLast().allSatisfy { $0.utf8.count == 2 }
    if !isMixed, areThousands || areLakhs { return Double(groups.joined()) }
    if !isMixed, marks.count > 1 { return nil }
    let lastMarks = marks.count { $0 == last }
    guard lastMarks == 1, let decimals = groups.last else { return nil }
    return Double(groups.dropLast().joined() + "." + decimals)
  }
}
