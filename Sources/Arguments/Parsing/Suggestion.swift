/// The names nearest to a misspelt one.
package enum Suggestion {
  /// Verbs that people type for one another.
  private static let synonyms = [
    ["add", "create", "insert", "new"],
    ["delete", "del", "remove", "rm"],
    ["edit", "change", "modify", "set", "update"],
    ["list", "all", "index", "ls"],
    ["move", "mv", "rename"],
    ["search", "find", "grep"],
    ["show", "cat", "get", "info", "view"],
  ]

  /// The candidates that the word may stand for, the nearest first, three at most: those a few
  /// slips away, those it begins, and those that mean the same.
  package static func nearest(to word: String, among candidates: [String]) -> [String] {
    let typed = Array(word.lowercased())
    guard !typed.isEmpty else { return [] }
    let same = synonyms.first { $0.contains(word.lowercased()) } ?? []
    // A third of the word may be wrong, but not more than three letters.
    let limit = max(1, min(3, typed.count / 3))
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates {
      let letters = Array(candidate.lowercased())
      var distance = distance(typed, letters)
      // Of two letters one wrong is half: such words are too far apart to be meant.
      let isNear = distance <= limit && distance < max(typed.count, letters.count) - 1
      if same.contains(candidate) { distance = min(distance, 1) }
      guard distance == 0 || isNear || letters.starts(with: typed) || same.contains(candidate) else {
        continue
      }
      // Equals keep the order of the declaration.
      let index = found.firstIndex { $0.distance > distance } ?? found.endIndex
      found.insert((distance, candidate), at: index)
    }
    return found.prefix(3).map(\.name)
  }

  /// The number of letters inserted, left out, replaced, or exchanged with their neighbour: the optimal
  /// string alignment distance.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in b.indices {
        var best = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforePrevious[j - 1] + 1)
        }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
