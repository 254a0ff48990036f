/// The ways in which a line can be read that may name who speaks, and when.
struct LabelledLine {
  /// A name with what is said behind it, or below it.
  struct Label {
    let name: SpeakerName
    var span: SpokenSpan?
    var words: Substring
  }

  /// The whole line.
  let text: String
  let followsBlank: Bool
  /// A time at its beginning, and what stands behind it.
  let stamp: SpokenSpan?
  let rest: Substring
  /// Whether the time stands in brackets or has an end, as no appointment has it.
  let hasMarkedStamp: Bool
  /// A name and a colon: "Ann: …", "[00:12] Ann: …", "Ann (00:12): …", "**Ann:** …".
  private(set) var label: Label?
  /// A name and a time, and nothing else: "Ann Smith  00:12", "00:12 Ann Smith", "[Ann Smith] 00:12".
  private(set) var header: Label?

  init(_ text: String, followsBlank: Bool) {
    self.text = text
    self.followsBlank = followsBlank
    var rest = text[...]
    var unmarked = Self.withoutListMark(rest)
    let begin = unmarked
    stamp = SpokenSpan.take(from: &unmarked)
    hasMarkedStamp = stamp != nil && (begin.first == "[" || begin.first == "(" || begin.contains("-->"))
    if stamp != nil {
      while let first = unmarked.first, first == "|" || first == "-" || first == "–" || first == " " {
        unmarked.removeFirst()
      }
      rest = unmarked
    }
    self.rest = rest
    let plain = Self.withoutEmphasis(unmarked)
    label = Self.label(plain)
    if label == nil { header = Self.header(plain, stamp: stamp) }
    if label?.span == nil { label?.span = stamp }
  }

  /// A header that stands on two lines.
  init(name: SpeakerName, span: SpokenSpan, followsBlank: Bool) {
    text = name.text
    rest = ""
    stamp = span
    hasMarkedStamp = true
    self.followsBlank = followsBlank
    header = Label(name: name, span: span, words: "")
  }

  /// Whether there is nothing but a time.
  var isStamp: Bool { stamp != nil && rest.isEmpty && header == nil }

  /// The name of which the line consists; nil when it says more.
  var nameAlone: SpeakerName? {
    guard stamp == nil, label == nil, header == nil, let name = SpeakerName(Self.withoutEmphasis(text[...])),
      name.isTitled, name.wordCount <= 4
    else { return nil }
    return name
  }

  private static func label(_ text: Substring) -> Label? {
    var place = text.startIndex
    while let colon = text[place...].firstIndex(where: { $0 == ":" || $0 == "：" }) {
      let behind = text[text.index(after: colon)...]
      if behind.first.map({ $0 == " " }) ?? true || text[colon] == "：" {
        var name = text[..<colon]
        let span = SpokenSpan.takeLast(from: &name)
        return SpeakerName(withoutBrackets(name)).map {
          Label(name: $0, span: span, words: behind.drop { $0 == " " })
        }
      }
      // The colon of a time goes on to the one behind it; that of an address ends the search.
      guard behind.first?.isNumber == true else { return nil }
      place = behind.startIndex
    }
    return nil
  }

  private static func header(_ text: Substring, stamp: SpokenSpan?) -> Label? {
    var name = text
    guard let span = stamp ?? SpokenSpan.takeLast(from: &name) else { return nil }
    return SpeakerName(withoutBrackets(name)).flatMap {
      $0.isTitled && $0.wordCount <= 5 ? Label(name: $0, span: span, words: "") : nil
    }
  }

  private static func withoutBrackets(_ text: Substring) -> Substring {
    text.first == "[" && text.last == "]" ? text.dropFirst().dropLast() : text
  }

  private static func withoutListMark(_ text: Substring) -> Substring {
    for mark in ["- ", "* ", "• ", ">> "] where text.hasPrefix(mark) { return text.dropFirst(mark.count) }
    return text
  }

  /// The text without the marks with which Markdown makes its beginning bold or italic.
  private static func withoutEmphasis(_ text: Substring) -> Substring {
    for mark in ["**", "__", "*", "_"] where text.hasPrefix(mark) {
      let inner = text.dropFirst(mark.count)
      guard let close = inner.firstRange(of: mark), close.lowerBound > inner.startIndex else { return text }
      return Substring(inner[..<close.lowerBound] + inner[close.upperBound...])
    }
    return text
  }
}
