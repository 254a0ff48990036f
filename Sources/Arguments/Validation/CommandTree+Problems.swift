extension CommandTree {
  /// Everything wrong with the declarations, in sentences that name the command; empty when all is well.
  ///
  /// For a test of the program: a tree with problems parses, but may not mean what it says.
  package func problems() -> [String] {
    var problems: [String] = []
    walk { path, command in
      let name = path.joined(separator: " ")
      for problem in self.problems(of: path, command) { problems.append("\(name): \(problem)") }
    }
    return problems
  }

  private func problems(of path: [String], _ command: Command<Action>) -> [String] {
    let children = children(of: path, command)
    // `help` is the parser's own affair and has no action.
    let isHelp = path.dropFirst() == ["help"]
    var problems: [String] = []

    if !isName(command.name) { problems.append("'\(command.name)' is no name for a command") }
    problems += problemsOfHelp(command.summary, of: "the summary")
    problems += repetitions(in: children.map(\.name), what: "commands")
    if command.action == nil, children.isEmpty, !isHelp { problems.append("nothing to do") }

    let options = command.options + globals(besides: command)
    problems += repetitions(in: options.flatMap(\.longNames), what: "options")
    problems += repetitions(in: options.compactMap(\.short).map(String.init), what: "short options")
    problems += repetitions(in: command.operands.map(\.name), what: "operands")
    // The options of all commands are reported once, with the root.
    for spec in command.operands + command.options + (path.count == 1 ? globals : []) {
      problems += self.problems(of: spec)
    }
    problems += problemsOfOrder(command.operands)

    if command.action != nil, command.examples.isEmpty { problems.append("no example") }
    for example in command.examples {
      problems += problemsOfHelp(example.summary, of: "the summary of '\(example.line)'")
      if let problem = self.problem(of: example) { problems.append("'\(example.line)': \(problem)") }
    }
    return problems
  }

  // MARK: Arguments

  private func problems(of spec: Spec) -> [String] {
    var problems = problemsOfHelp(spec.help, of: spec.label)
    if !isName(spec.name) { problems.append("'\(spec.name)' is no name for an argument") }
    if let short = spec.short, !short.isASCII || !(short.isLetter || short.isNumber) {
      problems.append("\(spec.label): '-\(short)' is no short option")
    }
    guard let reading = spec.reading else { return problems }
    if reading.placeholder.isEmpty { problems.append("\(spec.label) has no placeholder") }
    problems += repetitions(in: reading.choices, what: "choices of \(spec.label)")
    for choice in reading.choices where !isChoice(choice) {
      problems.append("\(spec.label): '\(choice)' is no word for a choice")
    }
    for word in reading.choices + (spec.fallback.map { [$0] } ?? []) where (try? reading.read(word)) == nil {
      problems.append("\(spec.label) does not read '\(word)'")
    }
    return problems
  }

  private func problemsOfOrder(_ operands: [Spec]) -> [String] {
    var problems: [String] = []
    for (previous, next) in zip(operands, operands.dropFirst()) {
      if !previous.isRequired, next.isRequired {
        problems.append("\(next.label) is required after \(previous.label), which is not")
      }
      if previous.isRepeated { problems.append("\(previous.label) repeats and is not the last") }
    }
    return problems
  }

  // MARK: Words

  /// The rule of every line of help: it begins a sentence, fits a line of the help, and has no full stop.
  private func problemsOfHelp(_ text: String, of what: String) -> [String] {
    var problems: [String] = []
    if text.isEmpty { problems.append("\(what) is empty") }
    if text.count > 72 { problems.append("\(what) is longer than 72 columns") }
    if text.hasSuffix(".") { problems.append("\(what) ends with a full stop") }
    if text.contains("\n") { problems.append("\(what) is longer than a line") }
    return problems
  }

  private func isName(_ name: String) -> Bool {
    name.first?.isLetter == true
      && name.utf8.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
  }

  private func isChoice(_ word: String) -> Bool {
    !word.isEmpty && word.utf8.allSatisfy { isLowerOrDigit($0) || "._+-".utf8.contains($0) }
  }

  private func isLowerOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  private func repetitions(in names: [String], what: String) -> [String] {
    var problems: [String] = []
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      problems.append("two \(what) are named '\(name)'")
    }
    return problems
  }

  // MARK: Examples

  /// Why the example does not show this program at work, or nil when it does.
  private func problem(of example: Example) -> String? {
    guard let commands = ShellWords.commands(in: example.line) else { return "a quote is not closed" }
    var isShown = false
    for command in commands {
      // Variables may be set for one command, in front of it.
      let words = command.drop { $0.contains("=") }
      guard words.first == root.name else { continue }
      isShown = true
      do {
        _ = try parse(Array(words.dropFirst()))
      } catch {
        return error.message
      }
    }
    return isShown ? nil : "does not call \(root.name)"
  }
}
