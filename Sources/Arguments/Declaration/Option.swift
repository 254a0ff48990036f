/// A switch: given or not. `invocation[flag]` is a `Bool`.
package struct Flag: Declaration {
  package let spec: Spec

  /// With `negatable`, `--no-name` takes an earlier `--name` back.
  package init(_ name: String, short: Character? = nil, negatable: Bool = false, help: String) {
    spec = Spec(.flag(negatable: negatable), name, short: short, help: help)
  }
}

/// An option with a value; given twice, the last one counts. `invocation[option]` is a `Value?`.
package struct Option<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, short: Character? = nil, _ reading: Reading<Value>, help: String) {
    spec = Spec(.option(required: false), name, short: short, reading: reading.erased, help: help)
  }
}

/// An option that has a value when it is not given. `invocation[option]` is a `Value`.
package struct DefaultedOption<Value: Sendable>: Declaration {
  package let spec: Spec

  /// The default is the word a user would type, so that help shows what the reading reads;
  /// `CommandTree.problems()` reports one that does not read.
  package init(
    _ name: String, short: Character? = nil, _ reading: Reading<Value>, default fallback: String, help: String
  ) {
    spec = Spec(
      .option(required: false), name, short: short, reading: reading.erased, fallback: fallback, help: help)
  }
}

/// An option without which the command does not run. `invocation[option]` is a `Value`.
package struct RequiredOption<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, short: Character? = nil, _ reading: Reading<Value>, help: String) {
    spec = Spec(.option(required: true), name, short: short, reading: reading.erased, help: help)
  }
}

/// An option that makes a list by being repeated. `invocation[option]` is a `[Value]`.
package struct RepeatedOption<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, short: Character? = nil, _ reading: Reading<Value>, help: String) {
    spec = Spec(.repeatedOption, name, short: short, reading: reading.erased, help: help)
  }
}
