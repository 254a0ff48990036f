extension Transcript {
  /// Where the commands run.
  package enum Stage: Sendable {
    /// Standard output is a pipe, as in a script.
    case script
    /// Standard output is a terminal, as for a person; standard error is captured all the same.
    case terminal
  }

  /// Runs every command with `shell`, one after another in its folder, and compares what they print.
  /// Fails with all differences at the end; after rewriting the file when recording; and at once when a
  /// command passes its time limit.
  package func check(with shell: Program, on stage: Stage = .script, recording: Bool = Recording.isOn) throws
  {
    var mismatches: [TranscriptMismatch.Step] = []
    var rewritten: [String] = []
    var kept = 0
    for step in steps {
      let result = try shell.run(
        ["-c", step.command], output: stage == .terminal ? .terminal : .captured)
      let difference = LineDifference(expected: Array(lines[step.expected]), printed: result.transcriptLines)
      if !difference.isEmpty {
        mismatches.append(.init(line: step.line, command: step.command, difference: difference.unified))
      }
      rewritten += lines[kept..<step.expected.lowerBound] + difference.accepted
      kept = step.expected.upperBound
    }
    if mismatches.isEmpty { return }
    guard recording else { throw TranscriptMismatch(path: path, steps: mismatches) }
    rewritten += lines[kept...]
    try Files.write(rewritten.joined(separator: "\n"), to: path)
    throw Recorded(path: path)
  }

  /// Whether any command is expected to fail.
  package var expectsFailure: Bool {
    steps.contains { lines[$0.expected].contains { $0.hasPrefix(">= ") } }
  }
}

extension ProgramResult {
  /// The lines of a transcript that expects exactly this.
  package var transcriptLines: [String] {
    var lines = Self.lines(of: output + screen)
    for index in lines.indices where lines[index].first.map("#$>\\".contains) == true {
      lines[index] = "\\" + lines[index]
    }
    if lines.last == "" { lines[lines.count - 1] = "\\" }
    if let last = (output + screen).last, last != "\n" { lines.append(">1 no newline") }

    lines += Self.lines(of: errors).map { $0.isEmpty ? ">2" : ">2 \($0)" }
    if let last = errors.last, last != "\n" { lines.append(">2 no newline") }

    if status != .exited(0) { lines.append(">= \(status)") }
    return lines
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// Commands of a transcript that did not print what it says.
package struct TranscriptMismatch: Error, CustomStringConvertible {
  package struct Step: Sendable {
    package let line: Int
    package let command: String
    package let difference: String
  }

  package let path: String
  package let steps: [Step]

  package var description: String {
    steps.map { "\(path):\($0.line): $ \($0.command)\n\($0.difference)" }.joined(separator: "\n")
      + "\n(CRM_RECORD=1 rewrites what is expected)"
  }
}
