/// Reads the properties of vCard and iCalendar, putting folded lines together, one at a time.
///
/// The text may be in any encoding that `TextDecodingSource` finds out.
package struct ContentLineReader<Source: ByteSource> {
  private var lines: LineReader<TextDecodingSource<Source>>
  private var unfolder: Unfolder

  /// A line of more than `limit` bytes is an error; with `keepsSource` each has the text it was read from.
  package init(_ source: Source, keepsSource: Bool, limit: Int = 16 << 20) {
    lines = LineReader(TextDecodingSource(source), limit: limit)
    unfolder = Unfolder(keepsSource: keepsSource, limit: limit)
  }

  /// The next property, or nil at the end.
  ///
  /// Fails when the source does, and with `ContentLineError`, after which the next call gives the property
  /// behind.
  package mutating func next() throws -> ContentLine? {
    while true {
      do {
        guard let line = try lines.next() else { return try unfolder.finish() }
        if let property = try unfolder.add(line.bytes, number: line.number) { return property }
      } catch let error as LineTooLong {
        if let property = try unfolder.refuse(error) { return property }
      }
    }
  }
}

/// Puts lines together; apart from the reader so that it is compiled once, for all sources.
private struct Unfolder {
  let keepsSource: Bool
  let limit: Int
  /// What is known of the property so far, to which the next line may belong.
  private var open: OpenLine?

  init(keepsSource: Bool, limit: Int) {
    self.keepsSource = keepsSource
    self.limit = limit
  }

  /// Takes a line, and gives the property before when this one begins another.
  mutating func add(_ bytes: [UInt8], number: Int) throws(ContentLineError) -> ContentLine? {
    var line = bytes[...]
    while line.last == .carriageReturn { line.removeLast() }
    if open?.add(line, limit: limit, keepsSource: keepsSource) == true { return nil }
    // A blank line separates nothing.
    let isBlank = line.allSatisfy(\.isBlank)
    return try begin(isBlank ? nil : OpenLine(line, number: number, keepsSource: keepsSource))
  }

  /// Takes a line that is too long to be held; it fails when its turn comes.
  mutating func refuse(_ error: LineTooLong) throws(ContentLineError) -> ContentLine? {
    try begin(OpenLine(tooLong: error))
  }

  /// The property that the text ends with.
  mutating func finish() throws(ContentLineError) -> ContentLine? {
    try begin(nil)
  }

  private mutating func begin(_ next: OpenLine?) throws(ContentLineError) -> ContentLine? {
    var done = open
    open = next
    return try done?.finish()
  }
}

/// A property that is being put together.
private struct OpenLine {
  private let number: Int
  private var bytes: [UInt8]
  private var source: [UInt8] = []
  private var head: ContentHead?
  private var encoding = ContentLine.Encoding.plain
  private var problem: ContentLineError.Problem?

  /// The longest head that is looked for each time a line comes, so that the work stays in proportion to the
  /// text.
  private static let longestHead = 1 << 14

  init(_ line: ArraySlice<UInt8>, number: Int, keepsSource: Bool) {
    self.number = number
    bytes = Array(line)
    if keepsSource { source = bytes + [.carriageReturn, .lineFeed] }
    readHead()
  }

  init(tooLong error: LineTooLong) {
    number = error.line
    bytes = []
    problem = .tooLong(limit: error.limit)
  }

  /// Takes a line that continues this one; false for one that does not.
  mutating func add(_ line: ArraySlice<UInt8>, limit: Int, keepsSource: Bool) -> Bool {
    var more = line
    // The soft break of RFC 2045, section 6.7 comes before folding: a space after it belongs to the value.
    if encoding == .quotedPrintable, bytes.last == UInt8(ascii: "="), !line.isDelimiter {
      bytes.removeLast()
    } else if let first = line.first, first.isBlank {
      more = line.dropFirst()
    } else if encoding != .binary || line.isEmpty || line.contains(UInt8(ascii: ":")) {
      // Some do not indent what continues a picture; Base64 has no colons.
      return false
    }
    if encoding == .binary || problem != nil { return true }
    guard bytes.count + more.count <= limit else {
      problem = .tooLong(limit: limit)
      (bytes, source) = ([], [])
      return true
    }
    bytes += more
    if keepsSource { source += line + [.carriageReturn, .lineFeed] }
    if head == nil, bytes.count < Self.longestHead { readHead() }
    return true
  }

  private mutating func readHead() {
    guard let head = ContentHead(bytes) else { return }
    self.head = head
    encoding = isDataURI(bytes[head.end...]) ? .binary : head.encoding
    if encoding == .binary { source = [] }
  }

  mutating func finish() throws(ContentLineError) -> ContentLine {
    if head == nil { readHead() }
    if let problem { throw ContentLineError(line: number, problem) }
    guard let head else { throw ContentLineError(line: number, .notAProperty, source: source) }
    return ContentLine(
      number: number, head, encoding: encoding, value: encoding == .binary ? [] : Array(bytes[head.end...]),
      source: source)
  }
}

/// Whether a value is a picture or the like, written as a URI (RFC 2397).
private func isDataURI(_ value: ArraySlice<UInt8>) -> Bool {
  // Most values do not begin so, and are not looked at further.
  guard let first = value.first, first | 0x20 == UInt8(ascii: "d") else { return false }
  let start = String(decoding: value.prefix(128), as: UTF8.self).lowercased()
  return start.hasPrefix("data:") && start.contains(";base64,")
}

extension ArraySlice<UInt8> {
  /// Whether the line begins or ends a component, which none that is broken off may swallow.
  fileprivate var isDelimiter: Bool {
    let start = String(decoding: prefix(6), as: UTF8.self).uppercased()
    return start.hasPrefix("END:") || start == "BEGIN:"
  }
}
