/// Text from outside, made safe to print on a terminal.
package enum TerminalText {
  /// What becomes of line breaks.
  package enum Lines {
    /// A line break becomes a space, as in a table cell.
    case joined
    /// A line break stays, as in the body of a note.
    case kept
  }

  /// The text with every character that a terminal would act on shown by its number, as `less` does:
  /// `<U+001B>` for an escape, `<U+202E>` for a change of direction.
  ///
  /// These are the control characters, the marks of direction, line and paragraph separators, annotation and
  /// deprecated format characters, and tags. Tabs become spaces. What emoji and scripts need, such as
  /// joiners and variation selectors, stays.
  package static func sanitise(_ text: String, lines: Lines = .joined) -> String {
    var copy = text
    if copy.withUTF8({ ASCII.isPrintable($0) }) || !text.unicodeScalars.contains(where: isUnsafe) {
      return text
    }
    var safe = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\n":
        safe.append(lines == .kept ? scalar : " ")
      case "\r" where scalars.first == "\n":
        break  // the line feed says it
      case "\t":
        safe.append(" ")
      case _ where isUnsafe(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        safe.append(contentsOf: "<U+\(zeros)\(digits)>".unicodeScalars)
      default:
        safe.append(scalar)
      }
    }
    return String(safe)
  }

  /// Whether a terminal would act on a character.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, delete, C1
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
    case 0x2028...0x2029: true  // line and paragraph separator
    case 0x206A...0x206F, 0xFFF9...0xFFFB: true  // deprecated formats, annotation
    case 0xE0000...0xE007F: true  // tags: invisible text
    default: false
    }
  }
}
