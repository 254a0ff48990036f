/// A person as the fields of a message name one.
package struct MailAddress: Hashable, Sendable {
  /// What the person is called; nil when only the address is given.
  package let name: String?
  /// The address, with one `@` and something on both sides.
  package let address: String

  package init(name: String?, address: String) {
    self.name = name
    self.address = address
  }

  /// The people in the body of a field such as `To` (RFC 5322, section 3.4, with the obsolete forms of
  /// section 4.4).
  ///
  /// The members of groups are among them, routes and comments go; a comment is the name where there is no
  /// other. What has no address is left out.
  static func list(_ body: ArraySlice<UInt8>) -> [MailAddress] {
    var parser = MailAddressParser(rest: body)
    return parser.list()
  }
}

extension MailAddress: CustomStringConvertible {
  /// The name, quoted where it needs to be, and the address in angle brackets; or the address alone.
  package var description: String {
    guard let name else { return address }
    let isPlain = !name.utf8.contains { ",;:<>()[]@\"\\".utf8.contains($0) }
    return "\(isPlain ? name : JSON.string(name).text) <\(address)>"
  }
}

private struct MailAddressParser {
  var rest: ArraySlice<UInt8>

  /// What stands outside angle brackets, without quotes.
  private var words: [UInt8] = []
  private var comment: [UInt8] = []
  /// What stands in angle brackets.
  private var angle: [UInt8]?
  private var people: [MailAddress] = []

  init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  mutating func list() -> [MailAddress] {
    while let byte = rest.first {
      if byte == UInt8(ascii: "="), let end = EncodedWords.end(ofWordAt: rest) {
        // A comma in an encoded word separates nothing.
        words += rest[..<end]
        rest = rest[end...]
        continue
      }
      rest.removeFirst()
      switch byte {
      // One that is never closed is no quote.
      case UInt8(ascii: "\""): if rest.contains(byte) { words += quoted() }
      case UInt8(ascii: "("): readComment()
      case UInt8(ascii: "<"): readAngle()
      case UInt8(ascii: ","): endPerson(keepsWords: true)
      case UInt8(ascii: ";"): endPerson(keepsWords: false)
      case UInt8(ascii: ":"): words = []  // the name of a group
      default: words.append(byte)
      }
    }
    endPerson(keepsWords: false)
    return people
  }

  private mutating func quoted() -> [UInt8] {
    var text: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(byte)
      }
    }
    return text
  }

  private mutating func readComment() {
    var text: [UInt8] = []
    var depth = 1
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "("), depth > 0 { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { break }
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(byte)
      }
    }
    if comment.isEmpty { comment = text }
  }

  private mutating func readAngle() {
    var text: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: ">") {
      if byte == UInt8(ascii: "\"") { text += quoted() } else { text.append(byte) }
    }
    // A route, `<@one,@two:ann@example.com>`, is passed over.
    if text.first == UInt8(ascii: "@"), let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      text.removeSubrange(...colon)
    }
    angle = text
  }

  /// With `keepsWords`, words without an address are the start of a name that holds the comma, as in
  /// `Smith, Ann <ann@example.com>`.
  private mutating func endPerson(keepsWords: Bool) {
    // In an obsolete address blanks may stand between the parts.
    let address = TextEncoding.text((angle ?? words).filter { $0 > .space }[...], in: nil)
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) {
      let name = angle == nil ? nil : Self.name(words, of: address)
      people.append(MailAddress(name: name ?? Self.name(comment, of: address), address: address))
    } else if keepsWords, angle == nil {
      if !words.allSatisfy(\.isBlank) { words.append(UInt8(ascii: ",")) }
      return
    }
    words = []
    comment = []
    angle = nil
  }

  /// A name without the quotes some programs add, nil when it only repeats the address.
  private static func name(_ words: [UInt8], of address: String) -> String? {
    var name = EncodedWords.decode(words[...])
    for quote in ["'", "\""] where name.count > 1 && name.hasPrefix(quote) && name.hasSuffix(quote) {
      name = String(name.dropFirst().dropLast()).onOneLine
    }
    return name.isEmpty || name.lowercased() == address.lowercased() ? nil : name
  }
}
