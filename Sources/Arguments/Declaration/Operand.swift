/// An operand that must be given. `invocation[operand]` is a `Value`.
package struct Operand<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, _ reading: Reading<Value>, help: String) {
    spec = Spec(.operand(minimum: 1, repeats: false), name, reading: reading.erased, help: help)
  }
}

/// An operand that may be left out. `invocation[operand]` is a `Value?`.
package struct OptionalOperand<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, _ reading: Reading<Value>, help: String) {
    spec = Spec(.operand(minimum: 0, repeats: false), name, reading: reading.erased, help: help)
  }
}

/// All operands from here on. `invocation[operand]` is a `[Value]`.
package struct RepeatedOperand<Value: Sendable>: Declaration {
  package let spec: Spec

  package init(_ name: String, _ reading: Reading<Value>, minimum: Int = 0, help: String) {
    spec = Spec(.operand(minimum: minimum, repeats: true), name, reading: reading.erased, help: help)
  }
}
