/// How printed lines differ from expected ones, line by line.
struct LineDifference {
  enum Line: Equatable {
    /// An expected line, as it was written, that a printed line matches.
    case common(String)
    case missing(String)
    case unexpected(String)
  }

  let lines: [Line]

  init(expected: [String], printed: [String]) {
    let difference = printed.difference(from: expected) { LinePattern(text: $0).matches($1) }
    var (removals, insertions): (Set<Int>, Set<Int>) = ([], [])
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removals.insert(offset)
      case .insert(let offset, _, _): insertions.insert(offset)
      }
    }

    var lines: [Line] = []
    var (old, new) = (0, 0)
    while old < expected.count || new < printed.count {
      if removals.contains(old) {
        lines.append(.missing(expected[old]))
        old += 1
      } else if insertions.contains(new) {
        lines.append(.unexpected(printed[new]))
        new += 1
      } else {
        lines.append(.common(expected[old]))
        (old, new) = (old + 1, new + 1)
      }
    }
    self.lines = lines
  }

  var isEmpty: Bool {
    lines.allSatisfy { if case .common = $0 { true } else { false } }
  }

  /// The lines to expect from now on: those that matched, wildcards and all, and the new ones.
  var accepted: [String] {
    lines.compactMap {
      switch $0 {
      case .common(let line), .unexpected(let line): line
      case .missing: nil
      }
    }
  }

  /// The difference in the manner of `diff -u`: two lines of context, `@@` where common lines are left out.
  var unified: String {
    let context = 2
    var shown: [String] = []
    var last = -1
    let changes = lines.indices.filter { if case .common = lines[$0] { false } else { true } }
    let near = Set(changes.flatMap { $0 - context...$0 + context })
    for (index, line) in lines.enumerated() where near.contains(index) {
      if index > last + 1 { shown.append("@@") }
      last = index
      switch line {
      case .common(let text): shown.append(" \(text)")
      case .missing(let text): shown.append("-\(text)")
      case .unexpected(let text): shown.append("+\(text)")
      }
    }
    return shown.joined(separator: "\n")
  }
}
