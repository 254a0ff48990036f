/// The notation of help and manual: `<value>`, `[optional]`, `{a | b}`, `...`.
extension Spec {
  /// The declaration as errors name it: `--limit` or `<ref>`.
  var label: String { isOperand ? "<\(name)>" : "--\(name)" }

  /// As usage lines show it: `[<ref>...]`, `--reason <text>`, `{bash | zsh}`.
  var synopsis: String {
    let body = term + (isRepeated ? "..." : "")
    return isRequired ? body : "[\(body)]"
  }

  /// The name, and for an option what follows it: `--limit <n>`, `<ref>`.
  var term: String {
    if isOperand { return choices.isEmpty ? label : choiceList }
    guard let reading else { return isNegatable ? "--[no-]\(name)" : label }
    return "\(label) <\(reading.placeholder)>"
  }

  /// The help with what the declaration says besides: the choices, the default, the repetition.
  var explanation: String {
    var text = help
    if !isOperand, !choices.isEmpty { text += " " + choiceList }
    if let fallback { text += " (default: \(fallback))" }
    if isRepeated, !isOperand { text += " (may be repeated)" }
    return text
  }

  var choices: [String] { reading?.choices ?? [] }

  private var choiceList: String { "{" + choices.joined(separator: " | ") + "}" }
}

extension Command {
  var operands: [Spec] { specs { $0.isOperand } }
  var options: [Spec] { specs { !$0.isOperand } }

  private func specs(where isWanted: (Spec) -> Bool) -> [Spec] {
    var specs: [Spec] = []
    for argument in arguments where isWanted(argument.spec) { specs.append(argument.spec) }
    return specs
  }

  /// The ways to call the command, after its path: by itself, and by its children.
  func synopses(hasChildren: Bool) -> [String] {
    var lines: [String] = []
    if action != nil || !hasChildren {
      var words: [String] = []
      for option in options where option.isRequired { words.append(option.synopsis) }
      words.append("[options]")
      for operand in operands { words.append(operand.synopsis) }
      lines.append(words.joined(separator: " "))
    }
    if hasChildren { lines.append("<command> [options]") }
    return lines
  }
}
