/// What a command line says: the command's path and the values given, asked for by their declarations.
///
/// Asking with a declaration that the command does not list is a mistake of the program and traps.
package struct Invocation: Sendable {
  struct Given: Sendable {
    let key: String
    let word: String
    let value: any Sendable
  }

  /// The words of the command, the program's name first.
  package internal(set) var path: [String]
  /// All that may be given.
  var specs: [Spec]
  /// All that was given, in the order of the command line.
  var given: [Given] = []

  /// Whether the flag was given, and not taken back after.
  package subscript(flag: Flag) -> Bool {
    last(flag.spec) ?? false
  }

  /// The last value given.
  package subscript<Value>(option: Option<Value>) -> Value? {
    last(option.spec)
  }

  /// The last value given, or the default.
  package subscript<Value>(option: DefaultedOption<Value>) -> Value {
    if let value: Value = last(option.spec) { return value }
    guard let fallback = option.spec.fallback, let value = try? option.spec.reading?.read(fallback) else {
      preconditionFailure("the default of \(option.spec.label) does not read")
    }
    return cast(value, option.spec)
  }

  /// The last value given; the parser saw to it that there is one.
  package subscript<Value>(option: RequiredOption<Value>) -> Value {
    required(option.spec)
  }

  /// All values given, in order.
  package subscript<Value>(option: RepeatedOption<Value>) -> [Value] {
    all(option.spec)
  }

  /// The operand; the parser saw to it that there is one.
  package subscript<Value>(operand: Operand<Value>) -> Value {
    required(operand.spec)
  }

  /// The operand, if it was given.
  package subscript<Value>(operand: OptionalOperand<Value>) -> Value? {
    last(operand.spec)
  }

  /// All operands from this one on.
  package subscript<Value>(operand: RepeatedOperand<Value>) -> [Value] {
    all(operand.spec)
  }

  /// The words given for the option of this name, in order, as they were typed; traps when the command
  /// has no such option.
  package func values(named name: String) -> [String] {
    let key = "--" + name
    checkDeclared(key, key)
    var words: [String] = []
    for item in given where item.key == key { words.append(item.word) }
    return words
  }

  /// What the flag of this name was given as last, nil when it was not given; traps when the command has no such
  /// flag.
  package func flag(named name: String) -> Bool? {
    let key = "--" + name
    checkDeclared(key, key)
    return given.last { $0.key == key }?.value as? Bool
  }

  /// A usage error that the command itself found, such as two options that exclude each other; the
  /// sentence has no full stop.
  package func refusal(_ sentence: String) -> UsageError {
    UsageError(path: path, problem: .refused(sentence))
  }

  private func last<Value>(_ spec: Spec) -> Value? {
    checkDeclared(spec.key, spec.label)
    guard let item = given.last(where: { $0.key == spec.key }) else { return nil }
    return cast(item.value, spec)
  }

  private func required<Value>(_ spec: Spec) -> Value {
    guard let value: Value = last(spec) else {
      preconditionFailure("\(spec.label) was not given, though the parser asks for it")
    }
    return value
  }

  private func all<Value>(_ spec: Spec) -> [Value] {
    checkDeclared(spec.key, spec.label)
    var values: [Value] = []
    for item in given where item.key == spec.key { values.append(cast(item.value, spec)) }
    return values
  }

  private func cast<Value>(_ value: any Sendable, _ spec: Spec) -> Value {
    guard let value = value as? Value else {
      preconditionFailure("'\(path.joined(separator: " "))' declares another \(spec.label)")
    }
    return value
  }

  private func checkDeclared(_ key: String, _ label: String) {
    precondition(
      specs.contains { $0.key == key }, "'\(path.joined(separator: " "))' does not declare \(label)")
  }
}
