/// Writes JSON text into a buffer, putting the commas where they belong.
///
/// The calls have to follow the grammar: in an object a key before each value, an end for each begin.
/// Values at the top are lines of their own: `endLine()` stands between and after them.
public struct JSONWriter: Sendable {
  public enum Layout: Sendable {
    /// No white space at all.
    case compact
    /// Each member and element on a line of its own, indented by two spaces a level.
    case indented
  }

  private enum Place {
    case first, afterKey, afterValue
  }

  /// What has been written since the last removal.
  public private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private var depth = 0
  private var place = Place.first

  public init(layout: Layout = .compact) {
    self.layout = layout
  }

  /// Empties the buffer, and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands the bytes to a sink and empties the buffer; fails when the sink does.
  package mutating func drain(into sink: DescriptorSink) throws(SystemError) {
    defer { removeAll() }
    try sink.write(bytes)
  }

  /// Ends the line of a value at the top.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    place = .first
  }
}

/// The name of a member, prepared once for being written many times.
public struct JSONKey: Sendable {
  fileprivate let bytes: [UInt8]

  public init(_ name: String) {
    var writer = JSONWriter()
    writer.key(name)
    bytes = writer.bytes
  }
}

// MARK: Structure

extension JSONWriter {
  public mutating func beginObject() {
    begin(UInt8(ascii: "{"))
  }

  public mutating func endObject() {
    end(UInt8(ascii: "}"))
  }

  public mutating func beginArray() {
    begin(UInt8(ascii: "["))
  }

  public mutating func endArray() {
    end(UInt8(ascii: "]"))
  }

  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    endKey()
  }

  public mutating func key(_ key: JSONKey) {
    separate()
    bytes.append(contentsOf: key.bytes)
    endKey()
  }

  private mutating func endKey() {
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    place = .afterKey
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    place = .first
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    // An empty container stays on its line.
    if place == .afterValue { breakLine() }
    bytes.append(bracket)
    place = .afterValue
  }

  /// Writes what stands between the last thing and the next, which is a key or a value.
  private mutating func separate() {
    if place == .afterValue { bytes.append(UInt8(ascii: ",")) }
    if place != .afterKey, depth > 0 { breakLine() }
    place = .afterValue
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}

// MARK: Values

extension JSONWriter {
  public mutating func null() {
    raw("null")
  }

  public mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  public mutating func int(_ value: Int64) {
    separate()
    var text = String(value)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  public mutating func number(_ value: JSONNumber) {
    raw(value.text)
  }

  public mutating func string(_ text: String) {
    separate()
    quote(text)
  }

  /// Writes text given as UTF-8; what is not valid in it becomes U+FFFD.
  public mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
    separate()
    if JSONText.indexOfInvalidUTF8(text) == nil {
      quote(text)
    } else {
      quote(String(decoding: text, as: UTF8.self))
    }
  }

  /// Writes a value that is JSON text already.
  public mutating func raw(_ json: String) {
    separate()
    var json = json
    json.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Writes a value that is JSON text already, in UTF-8.
  public mutating func raw(utf8 json: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  public mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (key, member) in members {
        self.key(key)
        self.value(member)
      }
      endObject()
    }
  }
}

// MARK: Strings

extension JSONWriter {
  private mutating func quote(_ text: String) {
    var text = text
    text.withUTF8 { quote($0) }
  }

  /// Writes valid UTF-8 in quotes, escaping only what must be (RFC 8259 section 7).
  private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var position = 0
    while true {
      let end = JSONText.endOfPlainText(text, from: position)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[position..<end]))
      guard end < text.count else { break }
      escape(text[end])
      position = end + 1
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      // A control character, below 0x20.
      let digit = byte & 0x0F
      bytes.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
      bytes.append(UInt8(ascii: "0") + byte >> 4)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
