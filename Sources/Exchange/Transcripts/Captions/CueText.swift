internal import Bytes

/// Reads the words of a cue: tags that the formats know go, the voice among them tells who speaks, and anything else
/// between angle brackets is words.
struct CueText {
  private(set) var parts: [Cue.Part] = []
  private(set) var hasVoice = false

  private let isWebVTT: Bool
  private var speaker: String?
  private var text = ""

  init(_ lines: [String], isWebVTT: Bool) {
    self.isWebVTT = isWebVTT
    for line in lines {
      read(line)
      endPart()
    }
  }

  private mutating func read(_ line: String) {
    var rest = line[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">"),
        take(tag: rest[rest.index(after: rest.startIndex)..<end])
      {
        rest = rest[rest.index(after: end)...]
      } else if first == "{", rest.hasPrefix("{\\"), let end = rest.firstIndex(of: "}"), !isWebVTT {
        rest = rest[rest.index(after: end)...]  // where SubRip's words are shown
      } else if first == "&", isWebVTT, let (scalar, behind) = Self.reference(rest) {
        text.unicodeScalars.append(scalar)
        rest = behind
      } else {
        text.append(first)
        rest.removeFirst()
      }
    }
  }

  /// Whether it is a tag; if so, what it says is taken.
  private mutating func take(tag: Substring) -> Bool {
    if SpokenSpan.milliseconds(tag) != nil { return true }
    let isEnd = tag.first == "/"
    let name = tag.drop { $0 == "/" }.prefix { $0.isASCII && $0.isLetter }.lowercased()
    let behind = tag.dropFirst(name.count + (isEnd ? 1 : 0))
    guard Self.tags.contains(name),
      behind.isEmpty || behind.first == "." || behind.first == " " || behind.first == "\t"
    else { return false }
    if name == "v" {
      endPart()
      // Classes stand between the tag and the name.
      let voice = String(behind.drop { $0 != " " && $0 != "\t" })
      speaker = isEnd ? nil : decoded(voice).asName
      if speaker != nil { hasVoice = true }
    }
    return true
  }

  private static let tags: Set<String> = ["b", "c", "font", "i", "lang", "rt", "ruby", "s", "u", "v"]

  private func decoded(_ text: String) -> String {
    var decoded = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "&", let (scalar, behind) = Self.reference(rest) {
        decoded.unicodeScalars.append(scalar)
        rest = behind
      } else {
        decoded.append(first)
        rest.removeFirst()
      }
    }
    return decoded
  }

  /// The character that `&amp;` or the like means, and what stands behind it.
  private static func reference(_ text: Substring) -> (Unicode.Scalar, Substring)? {
    let name = text.dropFirst().prefix(10).prefix { $0 != ";" }
    guard name.endIndex < text.endIndex, text[name.endIndex] == ";",
      let scalar = HTMLReference.scalar(String(name))
    else { return nil }
    return (scalar, text[text.index(after: name.endIndex)...])
  }

  private mutating func endPart() {
    let words = text.onOneLine
    text = ""
    if !words.isEmpty { parts.append(Cue.Part(speaker: speaker, text: words)) }
  }
}
