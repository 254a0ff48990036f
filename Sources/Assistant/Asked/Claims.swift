internal import Bytes
internal import Models
internal import Store

/// What a model said in answer, sentence by sentence: what it was shown is kept, with the records it names as sources; the
/// rest is left out.
struct Claims {
  /// The sentences that rest on what was shown, without the marks of their sources.
  private(set) var kept: [String] = []
  private(set) var sources: [Evidence.Shown] = []
  /// How many sentences were left out.
  private(set) var dropped = 0

  init(_ text: String, restingOn evidence: Evidence) {
    var rest = text[...]
    while !rest.isEmpty {
      let end = Self.endOfSentence(rest) ?? rest.endIndex
      let (sentence, marks) = Self.parted(rest[..<end])
      rest = rest[end...]
      if sentence.isEmpty { continue }
      let shown = marks.map(evidence.shown)
      guard !shown.contains(where: { $0 == nil }), evidence.grounding.tells(sentence) else {
        dropped += 1
        continue
      }
      kept.append(sentence)
      for source in shown.compactMap(\.self) where !sources.contains(where: { $0.record == source.record }) {
        sources.append(source)
      }
    }
  }

  // MARK: Reading

  /// Where the first sentence ends, with the marks behind it; nil while it is not over.
  static func endOfSentence(_ text: some StringProtocol) -> String.Index? {
    var place = text.startIndex
    var word = ""
    while place < text.endIndex {
      let character = text[place]
      let next = text.index(after: place)
      if character == "\n" { return next }
      if ".!?".contains(character), next < text.endIndex, text[next].isWhitespace, !isShort(word) {
        guard let begin = text[next...].firstIndex(where: { !$0.isWhitespace }) else { return nil }
        if text[begin] != "[" { return begin }
        guard let close = text[begin...].firstIndex(of: "]") else { return nil }
        place = text.index(after: close)
        if place < text.endIndex { return place }
        return nil
      }
      word = character.isWhitespace ? "" : word + String(character)
      place = next
    }
    return nil
  }

  /// Whether a word before a full stop is probably shortened: "Inc", "Mr", "J".
  private static func isShort(_ word: String) -> Bool {
    word.count == 1 && word.first?.isLetter == true
      || ["inc", "ltd", "co", "corp", "mr", "mrs", "ms", "dr", "no", "vs", "st", "e.g", "i.e"].contains(
        word.lowercased())
  }

  /// A sentence apart from the marks of its sources.
  fileprivate static func parted(_ sentence: Substring) -> (text: String, marks: [String]) {
    var text = ""
    var marks: [String] = []
    var rest = sentence
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let inside = rest[rest.index(after: open)..<close]
      let names = inside.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
      text += rest[..<open]
      if !names.isEmpty, names.allSatisfy(isReference) {
        marks += names
      } else {
        text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let line = words.replacing(" .", with: ".").replacing(" ,", with: ",").drop { "*-#> ".contains($0) }
    return (String(line).replacing("**", with: ""), marks)
  }

  private static func isReference(_ word: String) -> Bool {
    let parts = word.split(separator: ":", maxSplits: 1)
    return parts.count == 2 && RecordType(rawValue: String(parts[0])) != nil
      && parts[1].allSatisfy(\.isNumber)
  }
}

extension Grounding {
  /// A sentence as a person reads it, without the marks of its sources, when the facts say it; else nil.
  package func told(_ sentence: String) -> String? {
    let text = Claims.parted(sentence[...]).text
    return !text.isEmpty && tells(text) ? text : nil
  }
}
