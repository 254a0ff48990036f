/// The lines that were written before, and the place in them of somebody who looks through them.
package struct History: Sendable {
  /// From the oldest to the latest.
  package private(set) var lines: [String] = []
  /// The line that is shown, and the one that was being written when the looking began; nil while nobody looks.
  private var visit: (index: Int, draft: String)?

  /// Older lines than so many are forgotten.
  private static let limit = 1000

  /// A history of these lines, the oldest first.
  package init(_ lines: [String] = []) {
    for line in lines { add(line) }
  }

  /// Takes a line that was written, unless it says nothing or repeats the one before.
  package mutating func add(_ line: String) {
    visit = nil
    guard line.contains(where: { !$0.isWhitespace }), line != lines.last else { return }
    lines.append(line)
    if lines.count > Self.limit { lines.removeFirst() }
  }

  /// The next older line that begins as what was being written does; nil when there is none.
  package mutating func older(than shown: String) -> String? {
    let (index, draft) = visit ?? (lines.count, shown)
    guard let found = lines[..<index].lastIndex(where: { $0.hasPrefix(draft) && $0 != shown }) else {
      return nil
    }
    visit = (found, draft)
    return lines[found]
  }

  /// The next newer line of that kind, and in the end what was being written; nil when nobody looks.
  package mutating func newer(than shown: String) -> String? {
    guard let (index, draft) = visit else { return nil }
    guard let found = lines[(index + 1)...].firstIndex(where: { $0.hasPrefix(draft) && $0 != shown }) else {
      visit = nil
      return draft
    }
    visit = (found, draft)
    return lines[found]
  }

  /// Ends the looking: the line that was found is one's own now.
  package mutating func settle() {
    visit = nil
  }

  /// The place of the latest line before `end` that has `words` in it, however they are written.
  func place(of words: String, before end: Int) -> Int? {
    let words = words.lowercased()
    return lines[..<end].lastIndex { $0.lowercased().contains(words) }
  }
}
