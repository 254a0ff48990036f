internal import Bytes

extension BadEntry {
  /// A card or event that cannot be read.
  init(_ component: BadComponent) {
    self.init(line: component.line, reason: "\(component)", source: component.source)
  }
}

extension RejectsFormat {
  /// The property that holds the reason.
  static let reasonProperty = "X-REJECT-REASON"

  /// Cards or events with the reason as their last property.
  static func components(head: [UInt8] = [], tail: [UInt8] = []) -> RejectsFormat {
    RejectsFormat(head: head, tail: tail) { source, reason in
      var writer = ContentLineWriter()
      writer.text(reasonProperty, reason)
      // Text that belongs to no component has no END; the reason stands behind it.
      let end = startOfLastLine(of: source)
      let isEnd = String(decoding: source[end...].prefix(4), as: UTF8.self).uppercased() == "END:"
      let place = isEnd ? end : source.endIndex
      return source[..<place] + writer.bytes + source[place...]
    }
  }

  private static func startOfLastLine(of source: [UInt8]) -> Int {
    let lineFeed = UInt8(ascii: "\n")
    return source.dropLast().lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
  }
}

/// A number and what is said of one or of several: "1 card was", "2 cards were".
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

extension String {
  /// The text without white space at its ends.
  var stripped: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    // Most texts have none, and are not copied.
    if first > 0x20, last > 0x20, first < 0x80, last < 0x80 { return self }
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
