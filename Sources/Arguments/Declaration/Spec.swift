/// What a command declares: a typed key, of which the list of arguments needs only the `Spec`.
package protocol Declaration: Sendable {
  /// The declaration without its type.
  var spec: Spec { get }
}

/// An option or operand without its type: all that parser, help, manual and completion need.
package struct Spec: Sendable {
  enum Kind: Sendable, Equatable {
    case flag(negatable: Bool)
    case option(required: Bool)
    case repeatedOption
    case operand(minimum: Int, repeats: Bool)
  }

  let kind: Kind
  let name: String
  let short: Character?
  /// The word that stands for an option not given, as a user would type it.
  let fallback: String?
  let help: String
  /// Nil for flags.
  let reading: Reading<any Sendable>?

  init(
    _ kind: Kind,
    _ name: String,
    short: Character? = nil,
    reading: Reading<any Sendable>? = nil,
    fallback: String? = nil,
    help: String
  ) {
    self.kind = kind
    self.name = name
    self.short = short
    self.reading = reading
    self.fallback = fallback
    self.help = help
  }

  var isOperand: Bool {
    if case .operand = kind { true } else { false }
  }

  var isRequired: Bool {
    switch kind {
    case .option(let required): required
    case .operand(let minimum, _): minimum > 0
    case .flag, .repeatedOption: false
    }
  }

  var isRepeated: Bool {
    switch kind {
    case .repeatedOption, .operand(_, repeats: true): true
    case .flag, .option, .operand: false
    }
  }

  var isNegatable: Bool { kind == .flag(negatable: true) }

  /// The names after `--` by which an option is given.
  var longNames: [String] { isNegatable ? [name, "no-" + name] : [name] }

  /// What tells declarations of one command apart; an option and an operand may share a name.
  var key: String { isOperand ? name : "--" + name }
}
