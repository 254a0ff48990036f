/// Text in which a line that ends in a space goes on in the next (RFC 3676, `format=flowed`).
enum FlowedText {
  /// The text with each paragraph on one line, quoted ones behind their marks.
  ///
  /// With `deletesSpace` the space at the end of a line is not part of the text, as in languages without
  /// spaces.
  static func joined(_ text: String, deletesSpace: Bool) -> String {
    var joined: [UInt8] = []
    joined.reserveCapacity(text.utf8.count)
    /// How deep the line is quoted that is to go on; nil when none is.
    var open: Int?
    for line in text.utf8.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      let content = line.drop { $0 == UInt8(ascii: ">") }
      let depth = line.count - content.count
      // A space in front keeps a line from looking quoted or like a separator (section 4.4), which it still
      // must here.
      let isStuffed =
        content.first == .space && !(depth == 0 && content.dropFirst().first == UInt8(ascii: ">"))
      let words = isStuffed ? content.dropFirst() : content
      // The line over a signature never goes on nor is gone on (section 4.3).
      let isSeparator = words.elementsEqual("-- ".utf8)
      // A blank line ends a paragraph even where the one before was to go on.
      if open != depth || isSeparator || words.isEmpty {
        if open != nil { joined.append(.lineFeed) }
        joined += repeatElement(UInt8(ascii: ">"), count: depth)
        if depth > 0 { joined.append(.space) }
      }
      let flows = words.last == .space && !isSeparator
      joined += flows && deletesSpace ? words.dropLast() : words
      open = flows ? depth : nil
      if !flows { joined.append(.lineFeed) }
    }
    // The last line break was none of the text.
    if joined.last == .lineFeed { joined.removeLast() }
    return String(decoding: joined, as: UTF8.self)
  }
}
