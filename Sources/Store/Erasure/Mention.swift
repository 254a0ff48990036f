internal import Bytes

/// A form in which a text may speak of a person: words in a row.
struct Mention: Hashable {
  let words: [String]
  let kind: Kind
  /// Whether it counts everywhere, or only in what belongs to the person.
  let scope: Scope

  enum Kind: Hashable {
    /// Up to two signs and any space may stand between the words: "Lee, Ann".
    case phrase
    /// The signs between the words are these, and no further letter or sign of an address stands beside it.
    case address(gaps: [String])
  }

  enum Scope: Hashable {
    case everywhere
    /// In records that the person took part in.
    case linked
  }

  /// Words of a name or a line; nil when there are none, or too little to go by.
  init?(phrase: String, _ scope: Scope) {
    let parts = TextPart.parts(of: phrase)
    words = parts.map(\.word)
    kind = .phrase
    self.scope = scope
    // A letter alone is in every text, and the mark itself is no name.
    guard words.joined().unicodeScalars.count > 1, words != ["erased"] else { return nil }
  }

  /// An e-mail address or another sign of the person, to be found as it is written.
  init?(address: String, _ scope: Scope) {
    let parts = TextPart.parts(of: address)
    words = parts.map(\.word)
    kind = .address(gaps: parts.dropFirst().map(\.gap))
    self.scope = scope
    guard !words.isEmpty else { return nil }
  }

  /// Whether the words stand in a text from part `start` on.
  func stands(in parts: [TextPart], at start: Int) -> Bool {
    let end = start + words.count
    guard end <= parts.count, parts[start].word == words[0] else { return false }
    for index in 1..<max(1, words.count) {
      let part = parts[start + index]
      guard part.word == words[index] else { return false }
      switch kind {
      case .phrase: if !Self.isLoose(part.gap) { return false }
      case .address(let gaps): if part.gap != gaps[index - 1] { return false }
      }
    }
    guard case .address = kind else { return true }
    let isContinuedBefore = start > 0 && Self.isInside(parts[start].gap)
    let isContinuedAfter = end < parts.count && Self.isInside(parts[end].gap)
    return !isContinuedBefore && !isContinuedAfter
  }

  /// Whether a gap may stand between the words of a name; lines and columns may be broken there.
  private static func isLoose(_ gap: String) -> Bool {
    gap.unicodeScalars.count { !$0.properties.isWhitespace && $0.properties.generalCategory != .control } <= 2
  }

  /// Whether a gap is of the signs that stand inside an address.
  private static func isInside(_ gap: String) -> Bool {
    !gap.isEmpty && gap.unicodeScalars.allSatisfy { "._%+-".unicodeScalars.contains($0) }
  }
}
