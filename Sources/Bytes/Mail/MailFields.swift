/// The fields at the head of a message, or of a part of one, in their order (RFC 5322, section 2.2).
package struct MailFields: Sendable {
  private struct Field {
    let name: ArraySlice<UInt8>
    /// What stands behind the colon, still folded.
    let body: ArraySlice<UInt8>
  }

  private var fields: [Field] = []

  /// Whether there is none: what was read is no message.
  package var isEmpty: Bool { fields.isEmpty }

  /// Takes the fields off the start of `text`, and the empty line behind them.
  ///
  /// A line that is no field continues the one before, as when a program folded without the space; but one
  /// with no field behind it begins the body, whose empty line is missing.
  init(from text: inout ArraySlice<UInt8>) {
    var rest = text
    while true {
      var lines = ByteLines(rest)
      guard let line = lines.next(), !line.isEmpty else {
        text = lines.rest
        return
      }
      if let colon = Self.colon(in: line) {
        fields.append(Field(name: line[..<colon.nameEnd], body: line[(colon.index + 1)...]))
      } else if line.first?.isBlank != true, !Self.begins(lines.rest) {
        // A separator of mailboxes at the start of a file with one message is not its body.
        if !fields.isEmpty {
          text = rest
          return
        }
      } else if let last = fields.last {
        fields[fields.count - 1] = Field(name: last.name, body: text[last.body.startIndex..<line.endIndex])
      }
      rest = lines.rest
    }
  }

  /// The text of the first field of this name, given in lower case; nil when there is none.
  package func text(_ name: String) -> String? {
    self[name].map { EncodedWords.decode($0) }
  }

  /// The unfolded bytes of the first field of this name, given in lower case; nil when there is none.
  subscript(name: String) -> ArraySlice<UInt8>? {
    first(name)?.body.unfolded
  }

  /// The unfolded bytes of all fields of this name.
  func all(_ name: String) -> [ArraySlice<UInt8>] {
    fields.filter { $0.name.isEqual(to: name) }.map(\.body.unfolded)
  }

  private func first(_ name: String) -> Field? {
    fields.first { $0.name.isEqual(to: name) }
  }

  /// Whether a text begins with a field.
  static func begins(_ text: ArraySlice<UInt8>) -> Bool {
    var lines = ByteLines(text)
    return lines.next().flatMap(colon(in:)) != nil
  }

  /// Where the colon of a field stands and where its name ends, between which the obsolete syntax allows
  /// blanks (RFC 5322, section 4.5).
  private static func colon(in line: ArraySlice<UInt8>) -> (index: Int, nameEnd: Int)? {
    var index = line.startIndex
    while index < line.endIndex, 0x21...0x7E ~= line[index], line[index] != UInt8(ascii: ":") { index += 1 }
    let nameEnd = index
    while index < line.endIndex, line[index].isBlank { index += 1 }
    guard nameEnd > line.startIndex, index < line.endIndex, line[index] == UInt8(ascii: ":") else {
      return nil
    }
    return (index, nameEnd)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without line breaks and without blanks at the ends.
  fileprivate var unfolded: ArraySlice<UInt8> {
    let text = trimmed
    return text.contains(where: \.isLineBreak) ? text.filter { !$0.isLineBreak }[...] : text
  }
}
