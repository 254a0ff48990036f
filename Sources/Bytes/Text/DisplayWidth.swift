/// How many columns a text takes on a terminal.
///
/// Control characters have no width here: what is printed has gone through `TerminalText` before.
package enum DisplayWidth {
  /// The side of a text on which `padded` adds spaces.
  package enum Side {
    case left, right
  }

  /// The number of columns of `text`.
  package static func of(_ text: String) -> Int {
    if let count = countIfASCII(text) {
      return count
    }
    var width = 0
    for scalar in text.unicodeScalars {
      if makesEmojiSequence(scalar) {
        return text.reduce(0) { $0 + self.width(of: $1) }
      }
      width += self.width(of: scalar)
    }
    return width
  }

  /// The text itself if it is at most `width` columns wide, else as much of it as fits with `ellipsis` behind
  /// it. What a reader takes as one character is never cut; an ellipsis wider than `width` is left out.
  package static func truncated(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    if of(text) <= width {
      return text
    }
    let ellipsisWidth = of(ellipsis)
    let ending = ellipsisWidth <= width ? ellipsis : ""
    var remaining = ellipsisWidth <= width ? width - ellipsisWidth : width
    var end = text.startIndex
    while end < text.endIndex {
      remaining -= self.width(of: text[end])
      if remaining < 0 {
        break
      }
      end = text.index(after: end)
    }
    return text[..<end] + ending
  }

  /// The text with as many spaces as make it `width` columns wide; a wider one is not changed.
  package static func padded(_ text: String, to width: Int, on side: Side = .right) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return side == .left ? spaces + text : text + spaces
  }

  private static func countIfASCII(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { ASCII.isPrintable($0) ? $0.count : nil }
  }

  private static func width(of cluster: Character) -> Int {
    let scalars = cluster.unicodeScalars
    if scalars.contains(where: makesEmojiSequence), scalars.first?.properties.isEmoji == true {
      return 2
    }
    return scalars.reduce(0) { $0 + self.width(of: $1) }
  }

  /// Whether a scalar, behind an emoji, is drawn together with it (UTS #51, section 1.4): presentation
  /// selector, joiner, skin tone. Flags need no rule, being two scalars of one column each.
  private static func makesEmojiSequence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE0F, 0x200D, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2FF:
      return 1  // with the soft hyphen, a format character that terminals draw
    case 0x1160...0x11FF, 0xD7B0...0xD7FB:
      return 0  // vowels and final consonants join the syllable begun before them
    default:
      break
    }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator: 0
    default: isWide(scalar) ? 2 : 1
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    // The number of bounds passed is odd inside a wide range.
    var low = 0
    var high = WideTable.bounds.count
    while low < high {
      let middle = (low + high) / 2
      if WideTable.bounds[middle] <= scalar.value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low % 2 == 1
  }
}
