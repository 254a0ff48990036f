/// A console session written down: commands, and what each of them must print.
///
///     # A contact is added, and one that nobody knows is not found.
///     $ crm contact add - <<END
///     {"first_name":"Ann"}
///     END
///     {"type":"contact","id":1,[...]}
///
///     $ crm contact show nobody
///     >2 {"error":{"code":"not_found",[...]}}
///     >= 3
///
/// A line that starts with `$ ` is given to `/bin/sh`, with the lines of a here-document and those after a
/// backslash at the end. What follows, up to the next line that starts with `$ ` or `#`, is expected:
/// standard output as it is, standard error behind `>2 `, an exit status other than 0 behind `>= `.
/// `[...]` stands for any text within a line. A backslash at the start of a line is not part of it: a line
/// of output that looks like a mark, and an empty one at the end, has one. `>1 no newline` and
/// `>2 no newline` say that the stream ends without a line feed. Empty lines after the last are for the eye.
///
/// In a Markdown document the same holds within blocks fenced as `console`; all other lines are comment.
package struct Transcript {
  /// A command with the lines expected of it.
  struct Step: Equatable {
    /// The number of the command's first line, counted from 1.
    let line: Int
    let command: String
    /// Where in the file the expected lines are.
    let expected: Range<Int>
  }

  let path: String
  let lines: [String]
  let steps: [Step]

  /// Reads the file at `path`. Fails when it cannot be read or a here-document does not end.
  package init(path: String) throws {
    try self.init(path: path, text: Files.text(path))
  }

  init(path: String, text: String) throws(TranscriptIncomplete) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

    let fenced = path.hasSuffix(".md")
    var steps: [Step] = []
    var next = 0
    var inside = !fenced
    while next < lines.count {
      let line = lines[next]
      if fenced, line.hasPrefix("```") { inside = line == "```console" }
      guard inside, line.hasPrefix("$ ") else {
        next += 1
        continue
      }
      let start = next
      let command = try Self.command(in: lines, at: &next, path: path)
      let first = next
      while next < lines.count, !Self.endsExpectation(lines[next], fenced: fenced) { next += 1 }
      var last = next
      while last > first, lines[last - 1].isEmpty { last -= 1 }
      steps.append(Step(line: start + 1, command: command, expected: first..<last))
    }
    self.steps = steps
  }

  private static func endsExpectation(_ line: String, fenced: Bool) -> Bool {
    line.hasPrefix("$ ") || line.hasPrefix("#") || fenced && line.hasPrefix("```")
  }

  /// The command that starts at `next`, which moves behind its last line.
  private static func command(
    in lines: [String], at next: inout Int, path: String
  ) throws(TranscriptIncomplete) -> String {
    let start = next
    var command = [String(lines[next].dropFirst(2))]
    next += 1
    while command[command.count - 1].hasSuffix("\\"), next < lines.count {
      command.append(lines[next])
      next += 1
    }
    if let end = command[command.count - 1].firstMatch(of: /<<\s*['"]?(\w+)['"]?/)?.output.1 {
      while command[command.count - 1] != end {
        guard next < lines.count else {
          throw TranscriptIncomplete(path: path, line: start + 1, end: String(end))
        }
        command.append(lines[next])
        next += 1
      }
    }
    return command.joined(separator: "\n")
  }
}

/// A here-document whose last line is missing.
package struct TranscriptIncomplete: Error, CustomStringConvertible {
  package let path: String
  package let line: Int
  package let end: String

  package var description: String {
    "\(path):\(line): no line \(end) ends the here-document"
  }
}
