internal import Arguments

/// What to do about a failure: in the end one line that can be pasted into a shell.
enum Hint {
  /// A whole command line.
  case line(String)
  /// A command about the same database: the words after `crm`.
  case command(String)
  /// The command line that failed, with one thing in it put right.
  case correction(of: String, by: String)

  /// The line to paste, for a program that was called with these arguments; nil when it is what
  /// failed, or when what is to be corrected stands elsewhere, such as in a file.
  func line(arguments: [String], database: String?) -> String? {
    switch self {
    case .line(let line):
      return line
    case .command(let words):
      // Who has just run it needs no advice to run it.
      if arguments.joined(separator: " ").contains(words) { return nil }
      return "crm " + (database.map { "--db \($0.shellQuoted) " } ?? "") + words
    case .correction(let wrong, let right):
      guard !wrong.isEmpty else { return nil }
      for (index, argument) in arguments.enumerated() {
        guard let range = argument.range(ofWord: wrong) else { continue }
        var words = ["crm"] + arguments
        words[index + 1].replaceSubrange(range, with: right)
        return words.map(\.shellQuoted).joined(separator: " ")
      }
      return nil
    }
  }
}

extension String {
  /// Where the text stands in this one without being part of a longer word.
  fileprivate func range(ofWord word: String) -> Range<Index>? {
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      if ![before, after].contains(where: { $0?.isLetter == true || $0?.isNumber == true || $0 == "_" }) {
        return range
      }
      rest = self[range.upperBound...]
    }
    return nil
  }
}
