/// Puts the words of an HTML text on lines: white space is one space, blocks begin on lines of their own,
/// quotations behind a mark.
struct HTMLTextWriter {
  private var text: [UInt8] = []
  /// How many line breaks come before the next word.
  private var breaks = 0
  private var hasSpace = false
  private var lineIsBlank = true
  /// Whether a space stands on the line that must not go: with nothing else the line is left blank.
  private var hasHardSpace = false
  /// How deep the next word is quoted, and the one before it was.
  private var depth = 0
  private var depthBefore = 0

  /// Whether white space stays as it is.
  var keepsSpace = false

  mutating func append(_ byte: UInt8) {
    switch byte {
    case .lineFeed where keepsSpace: breakLine()
    case .space, UInt8(ascii: "\t"), .lineFeed, .carriageReturn:
      if keepsSpace, byte != .carriageReturn { appendWord(byte) } else { hasSpace = true }
    default:
      // Other control characters are no text.
      if byte >= .space, byte != 0x7F { appendWord(byte) }
    }
  }

  mutating func appendHardSpace() {
    hasSpace = true
    hasHardSpace = true
  }

  /// Ends the line, even if nothing stands on it.
  mutating func breakLine() {
    breaks = min(breaks + 1, 2)
    hasSpace = false
    lineIsBlank = true
    hasHardSpace = false
  }

  /// Ends the line if something stands on it, and with `leavesLine` leaves one blank.
  mutating func endBlock(leavesLine: Bool = false) {
    breaks = max(breaks, leavesLine || lineIsBlank && hasHardSpace ? 2 : 1)
    hasSpace = false
    lineIsBlank = true
    hasHardSpace = false
  }

  /// Begins a quotation in those there are, or ends one.
  mutating func quote(_ change: Int) {
    endBlock(leavesLine: change < 0)
    depth = min(max(depth + change, 0), Self.deepest)
  }

  /// A text of marks alone must not grow beyond what it was.
  private static let deepest = 20

  /// The text without blank lines at its end.
  var finished: String { String(decoding: text, as: UTF8.self) }

  private mutating func appendWord(_ byte: UInt8) {
    if breaks > 0 || text.isEmpty {
      if !text.isEmpty {
        for _ in 1..<breaks { beginLine(min(depth, depthBefore)) }
        text.append(.lineFeed)
      }
      text += repeatElement(UInt8(ascii: ">"), count: depth)
      if depth > 0 { text.append(.space) }
      breaks = 0
      depthBefore = depth
    } else if hasSpace {
      text.append(.space)
    }
    hasSpace = false
    lineIsBlank = false
    text.append(byte)
  }

  /// Begins a line that stays blank.
  private mutating func beginLine(_ depth: Int) {
    text.append(.lineFeed)
    text += repeatElement(UInt8(ascii: ">"), count: depth)
  }
}
