/// The part of a text round a place, and under it a caret that points at the place: for errors in what
/// somebody wrote.
package struct Excerpt: CustomStringConvertible {
  private let before: String
  private let after: String

  /// `place` counts Unicode scalars from the start of the text.
  package init(of text: String, at place: Int) {
    let scalars = text.unicodeScalars
    let middle =
      scalars.index(scalars.startIndex, offsetBy: place, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let head = scalars[..<middle]
    let tail = scalars[middle...]
    before = (head.count > Self.reach ? "…" : "") + Self.visible(head.suffix(Self.reach))
    after = Self.visible(tail.prefix(Self.reach)) + (tail.count > Self.reach ? "…" : "")
  }

  package var description: String {
    "  \(before)\(after)\n  \(String(repeating: " ", count: before.count))^"
  }

  /// On either side, so that the whole fits a line of a terminal.
  private static let reach = 36

  /// On one line whatever is in the text, or the caret would point elsewhere.
  private static func visible(_ scalars: Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text.append(" ")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
