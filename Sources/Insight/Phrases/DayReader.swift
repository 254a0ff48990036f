internal import Bytes

/// Finds the days that a turn speaks of.
struct DayReader {
  let turn: ReadTurn
  /// The day of the conversation.
  let today: Day
  /// Whether 5/7 is the fifth of July.
  let isDayFirst: Bool
  /// Days that were spoken of shortly before: "the 9" is the 9th of the month that was named.
  let recent: [Day]

  struct Mention {
    let day: Day
    let range: Range<Int>
  }

  /// The days in their order, each with the tokens that name it.
  func mentions() -> [Mention] {
    var mentions: [Mention] = []
    var place = 0
    while place < turn.tokens.count {
      if let mention = mention(at: place) {
        mentions.append(Mention(day: mention.day, range: place..<mention.end))
        place = mention.end
      } else {
        place += 1
      }
    }
    return mentions
  }

  typealias Match = (day: Day, end: Int)

  /// The longest phrase that begins at a place.
  func mention(at place: Int) -> Match? {
    let token = turn.tokens[place]
    switch token.kind {
    case .email, .url: return nil
    case .mark: return nil
    case .number:
      return offset(at: place) ?? numeric(at: place) ?? monthDay(at: place) ?? dayOfMonth(at: place)
    case .word:
      return end(at: place) ?? offset(at: place) ?? weekday(at: place) ?? monthDay(at: place) ?? relative(
        at: place)
        ?? dayOfMonth(at: place)
    }
  }

  // MARK: Looking around

  func word(_ place: Int) -> String { turn.word(place) }

  func isEnd(_ place: Int) -> Bool {
    place >= turn.tokens.count || turn.tokens[place].kind == .mark
  }

  /// The first place from which on none of the words stands.
  func skip(_ place: Int, _ words: [String], most: Int = 3) -> Int {
    var place = place
    var skipped = 0
    while skipped < most, words.contains(word(place)) {
      place += 1
      skipped += 1
    }
    return place
  }

  /// Whether the number counts something, as in "Monday 20 people".
  func isQuantity(_ place: Int) -> Bool {
    let next = place + 1
    if turn.word(next) == ":" || turn.word(next) == "%"
      || turn.word(next) == "." && turn.tokens.indices.contains(next + 1) && turn.tokens[next + 1].isGlued
    {
      return true
    }
    if ["am", "pm", "a.m", "p.m", "o'clock", "percent", "hours", "h"].contains(turn.word(next)) {
      return true
    }
    return false
  }

  /// Whether the clause around a place is about what is over. The nearest verb in front of it decides, else the first
  /// behind it.
  func isPast(at place: Int) -> Bool {
    let sentence = turn.sentence(at: place)
    if Self.towards.contains(word(place - 1)) { return false }
    for before in stride(from: place - 1, through: sentence.lowerBound, by: -1) {
      if let isPast = tense(before) { return isPast }
    }
    for after in place..<sentence.upperBound {
      if let isPast = tense(after) { return isPast }
      if [",", "and", "but", ";"].contains(word(after)) { break }
    }
    return false
  }

  /// In front of a day they look ahead, whatever the verb.
  private static let towards: Set<String> = ["for", "by", "until", "till", "before", "starting"]

  private func tense(_ place: Int) -> Bool? {
    let word = word(place)
    if CalendarWords.future.contains(word) { return false }
    if CalendarWords.past.contains(word) { return true }
    if word.hasSuffix("ed"), word.utf8.count > 4, word != "need", word != "indeed" {
      // "is planned for Monday" is to come.
      return !["is", "are", "be", "it's", "that's"].contains(self.word(place - 1))
    }
    return nil
  }
}
