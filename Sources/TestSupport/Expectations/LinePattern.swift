/// An expected line, in which `[...]` stands for any text that cannot be told beforehand.
struct LinePattern {
  static let wildcard = "[...]"

  let text: String

  /// Whether `line` is this text, each wildcard filled by anything, nothing included.
  func matches(_ line: String) -> Bool {
    guard text.contains(Self.wildcard) else { return text == line }
    var parts = text.split(separator: Self.wildcard, omittingEmptySubsequences: false)[...]
    guard let head = parts.popFirst(), let tail = parts.popLast(), line.hasPrefix(head) else { return false }

    // Taking the first place where each part fits leaves the most for those after it.
    var rest = line.dropFirst(head.count)
    for part in parts where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(tail)
  }
}
