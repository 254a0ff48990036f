/// What stands between a BEGIN and its END: a card, an event, a time zone.
package struct ContentComponent: Sendable {
  /// In upper case.
  package let name: String
  /// The line of its BEGIN, counted from 1.
  package let line: Int
  package var properties: [ContentLine] = []
  /// The components within it.
  package var components: [ContentComponent] = []
  /// Its text, unless nobody asked for it.
  package var source: [UInt8] = []

  /// The first property of a name; nil when there is none.
  package func property(_ name: String) -> ContentLine? {
    properties.first { $0.name == name }
  }
}

/// A component that cannot be read.
package struct BadComponent: Error, Sendable, CustomStringConvertible {
  /// The line on which it begins, counted from 1.
  package let line: Int
  package let problem: Problem
  /// Its text, as far as it is kept.
  package let source: [UInt8]

  package enum Problem: Error, Sendable {
    case line(ContentLineError)
    /// It has no END of its own.
    case noEnd(of: String)
    /// An END without a BEGIN.
    case noBegin(of: String)
    /// Something that belongs to no component.
    case outside
    case tooDeep
    case tooLarge(limit: Int)
  }

  package var description: String {
    switch problem {
    case .line(let error): error.description
    case .noEnd(let name): "END:\(name.excerpt) is missing"
    case .noBegin(let name): "END:\(name.excerpt) has no BEGIN"
    case .outside: "this stands between no BEGIN and END"
    case .tooDeep: "components are nested too deep"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    }
  }
}
