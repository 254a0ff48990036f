/// When something was said, in milliseconds from the beginning.
struct SpokenSpan: Hashable {
  var start: Int?
  var end: Int?
}

extension SpokenSpan {
  /// A time such as `1:02`, `01:02:03`, `00:01:02.345` or `0:1:2,5`; nil for anything else.
  static func milliseconds(_ text: some StringProtocol) -> Int? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= fields.count, let last = fields.last else { return nil }
    let parts = last.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, let seconds = number(parts[0], most: 2), seconds < 60 else { return nil }
    var fraction = 0
    if parts.count == 2 {
      guard number(parts[1], most: 9) != nil else { return nil }
      let digits = String(parts[1].prefix(3))
      fraction = (Int(digits) ?? 0) * [100, 10, 1][digits.utf8.count - 1]
    }
    guard let minutes = number(fields[fields.count - 2], most: fields.count == 2 ? 4 : 2) else { return nil }
    if fields.count == 2 { return (minutes * 60 + seconds) * 1000 + fraction }
    guard minutes < 60, let hours = number(fields[0], most: 4) else { return nil }
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
  }

  /// Digits of ASCII, no more than `most`.
  private static func number(_ text: some StringProtocol, most: Int) -> Int? {
    guard 1...most ~= text.utf8.count, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(text)
  }

  /// Takes a time or a span of two from the beginning of a line, in brackets or not: `[00:12]`, `0:12`,
  /// `[00:00:01.000 --> 00:00:02.500]`.
  static func take(from text: inout Substring) -> SpokenSpan? {
    var rest = text
    let close: Character? =
      switch rest.first {
      case "[": "]"
      case "(": ")"
      default: nil
      }
    if close != nil { rest.removeFirst() }
    guard let start = time(&rest) else { return nil }
    var span = SpokenSpan(start: start)
    var behind = rest.drop { $0 == " " }
    for arrow in ["-->", "->", "–", "-"] where behind.hasPrefix(arrow) {
      behind = behind.dropFirst(arrow.count).drop { $0 == " " }
      if let end = time(&behind) {
        span.end = end
        rest = behind
      }
      break
    }
    if let close {
      rest = rest.drop { $0 == " " }
      guard rest.first == close else { return nil }
      rest.removeFirst()
    } else if let next = rest.first, next != " " {
      return nil
    }
    text = rest.drop { $0 == " " }
    return span
  }

  /// Takes a time from the end of a line, in brackets or behind a space.
  static func takeLast(from text: inout Substring) -> SpokenSpan? {
    let open = text.last == ")" ? "(" : text.last == "]" ? "[" : " " as Character
    guard let place = text.lastIndex(of: open) else { return nil }
    var time = open == " " ? text[text.index(after: place)...] : text[place...]
    guard let span = take(from: &time), time.isEmpty else { return nil }
    text = text[..<place]
    while let last = text.last, last == " " || last == "-" || last == "–" || last == "|" || last == "," {
      text.removeLast()
    }
    return span
  }

  private static func time(_ text: inout Substring) -> Int? {
    let time = text.prefix { $0.isASCII && ($0.isNumber || $0 == ":" || $0 == "." || $0 == ",") }
    guard let milliseconds = milliseconds(time) else { return nil }
    text = text[time.endIndex...]
    return milliseconds
  }
}
