/// What may stand where the cursor is.
package enum Completion: Sendable, Equatable {
  case word(String, help: String)
  /// Values of the caller's data that begin with `prefix`; `stem` stands before the value in its word,
  /// as in `--stage=`.
  case dynamic(kind: String, prefix: String, stem: String)
  /// Names of files, which the shell knows best.
  case files
}

/// The completions of a word, and what the words before it said.
package struct Completions: Sendable {
  package let items: [Completion]
  /// For values that depend on others, such as which file they are in.
  package let invocation: Invocation

  /// The answer that the completion scripts read: a line `files` or `words`, then a line for each word
  /// with its help after a tab.
  ///
  /// `values` gives the values of a kind that begin with a prefix, however it compares them.
  package func text(
    values: (_ kind: String, _ prefix: String) -> [(word: String, help: String)]
  ) -> String {
    var text = items.contains(.files) ? "files\n" : "words\n"
    for item in items {
      switch item {
      case .word(let word, let help): Self.add(word, help, to: &text)
      case .dynamic(let kind, let prefix, let stem):
        for value in values(kind, prefix) { Self.add(stem + value.word, value.help, to: &text) }
      case .files: break
      }
    }
    return text
  }

  private static func add(_ word: String, _ help: String, to text: inout String) {
    // Such a word could end the line or drive the terminal that shows it.
    guard !word.isEmpty, !word.unicodeScalars.contains(where: isControl) else { return }
    text += word
    text += "\t"
    for scalar in help.unicodeScalars where !isControl(scalar) { text.unicodeScalars.append(scalar) }
    text += "\n"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}

extension CommandTree {
  /// What may stand in place of the last of the words, which follow the program's name; the words before
  /// it may be wrong.
  package func complete(words: [String]) -> Completions {
    var parser = Parser(self, Array(words.dropLast()))
    // A wrong word before the cursor is the parser's to report, later; what follows it still completes.
    while !parser.isAtEnd { try? parser.step() }
    return Completions(items: parser.completions(of: words.last ?? ""), invocation: parser.invocation)
  }
}

extension Parser {
  fileprivate func completions(of word: String) -> [Completion] {
    if let pending { return values(of: pending, prefix: word, stem: "") }
    if !optionsEnded, word.utf8.first == UInt8(ascii: "-") {
      if let value = attachedValue(word) {
        let stem = String(Substring(word.utf8.dropLast(value.prefix.utf8.count)))
        return values(of: value.option, prefix: value.prefix, stem: stem)
      }
      return optionNames(word)
    }
    var items: [Completion] = []
    if operandCount == 0 {
      for child in children where child.name.hasPrefix(word) {
        items.append(.word(child.name, help: child.summary))
      }
    }
    if let nextOperand, request == nil { items += values(of: nextOperand, prefix: word, stem: "") }
    // With nothing else to offer, the options are worth more than silence.
    return items.isEmpty && word.isEmpty && !optionsEnded ? optionNames(word) : items
  }

  private func values(of spec: Spec, prefix: String, stem: String) -> [Completion] {
    guard let reading = spec.reading else { return [] }
    var items: [Completion] = []
    for choice in reading.choices where choice.hasPrefix(prefix) {
      items.append(.word(stem + choice, help: ""))
    }
    switch reading.completion {
    case .nothing: break
    case .files: items.append(.files)
    case .dynamic(let kind): items.append(.dynamic(kind: kind, prefix: prefix, stem: stem))
    }
    return items
  }

  /// The value that has begun in the same word as its option: `--output=ta`, `-ota`.
  private func attachedValue(_ word: String) -> (option: Spec, prefix: String)? {
    if word.utf8.starts(with: "--".utf8) {
      guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let name = word.utf8[..<equals].dropFirst(2)
      guard let option = options.first(where: { $0.name == String(Substring(name)) }) else { return nil }
      return (option, String(word[word.utf8.index(after: equals)...]))
    }
    var rest = word.unicodeScalars.dropFirst()
    while let letter = rest.popFirst(), !rest.isEmpty {
      guard let option = options.first(where: { $0.short == Character(letter) }) else { return nil }
      if option.reading != nil { return (option, String(rest)) }
    }
    return nil
  }

  /// The options that may still be given.
  private func optionNames(_ word: String) -> [Completion] {
    var items: [Completion] = []
    for option in options {
      let isGiven = invocation.given.contains { $0.key == option.key }
      guard option.isRepeated || !isGiven else { continue }
      for name in option.longNames where "--\(name)".hasPrefix(word) {
        items.append(.word("--\(name)", help: option.help))
      }
    }
    return items
  }
}
