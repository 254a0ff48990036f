/// A property of a vCard (RFC 6350, section 3.3) or of iCalendar (RFC 5545, section 3.1), unfolded:
/// `item1.TEL;TYPE=work:+1 555 0100`.
package struct ContentLine: Sendable {
  /// The line of the file on which it begins, counted from 1.
  package let number: Int
  /// What ties properties of a card together, in lower case; empty when there is none.
  package let group: String
  /// In upper case.
  package let name: String
  package let parameters: [Parameter]
  /// The text as it stood, each line ended by CR LF; empty when nobody asked for it and for binary values.
  package let source: [UInt8]

  /// The value as it is written, escapes included; nothing for a binary one.
  let value: [UInt8]
  let encoding: Encoding

  /// A parameter; in vCard 2.1 a bare word may be one, which has no name.
  package struct Parameter: Sendable {
    /// In upper case.
    package let name: String
    package let values: [String]
  }

  enum Encoding: Sendable {
    case plain, quotedPrintable, binary
  }

  init(number: Int, _ head: ContentHead, encoding: Encoding, value: [UInt8], source: [UInt8]) {
    self.number = number
    group = head.group
    name = head.name
    parameters = head.parameters
    self.encoding = encoding
    self.value = value
    self.source = source
  }

  /// Whether the value is a picture or the like, within the file; its bytes are not kept.
  package var isBinary: Bool { encoding == .binary }

  /// Whether there is nothing after the colon.
  package var isEmpty: Bool { value.isEmpty }

  /// The value of a parameter; nil when it is absent.
  ///
  /// Several values are one again: a comma that should have been quoted is the usual reason for them.
  package func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.values.joined(separator: ",")
  }

  /// What kinds of it this is (`home`, `cell`), in lower case: the values of TYPE, and bare words.
  package var types: [String] {
    var types: [String] = []
    for parameter in parameters where parameter.name == "TYPE" || parameter.name.isEmpty {
      for value in parameter.values {
        let value = value.lowercased()
        // Some put quotes around the whole list.
        if value.utf8.contains(UInt8(ascii: ",")) {
          types += value.split(separator: ",").map(String.init)
        } else {
          types.append(value)
        }
      }
    }
    return types
  }
}

/// Why a line is no property, or its value no text.
package struct ContentLineError: Error, Sendable {
  package enum Problem: Sendable {
    case notAProperty
    case tooLong(limit: Int)
    /// The value is not in the encoding it should be in.
    case notText(property: String)
    case unknownCharset(String)
  }

  package let line: Int
  package let problem: Problem
  /// The text as it stood, as far as it is kept.
  let source: [UInt8]

  init(line: Int, _ problem: Problem, source: [UInt8] = []) {
    self.line = line
    self.problem = problem
    self.source = source
  }
}

extension ContentLineError: CustomStringConvertible {
  package var description: String {
    switch problem {
    case .notAProperty: "line \(line) is not a property such as NAME:value"
    case .tooLong(let limit): "line \(line) is longer than \(limit) bytes"
    case .notText(let property): "the \(property.excerpt) of line \(line) is not valid text"
    case .unknownCharset(let name): "line \(line) is written in '\(name.excerpt)', which is not known"
    }
  }
}
