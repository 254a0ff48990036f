/// Writes JSON text into a buffer, putting the commas where they belong.
///
/// The calls have to follow the grammar: in an object a key before each value, an end for each begin.
/// Values at the top are lines of their own: `endLine()` stands between and after them.
public struct JSONWriter: ~Copyable {
  /// How the text looks.
  public enum Layout: Sendable {
    /// No white space at all.
    case compact
    /// Each member and element on a line of its own, indented by two spaces a level.
    case indented
  }

  private enum Place {
    case first, afterKey, afterValue
  }

  private var buffer = ByteBuffer()
  private let layout: Layout
  private var depth = 0
  private var place = Place.first

  /// An empty buffer.
  public init(layout: Layout = .compact) {
    self.layout = layout
  }

  /// How many bytes have been written since the last removal.
  public var count: Int { buffer.count }

  /// A copy of what has been written since the last removal.
  public var bytes: [UInt8] { Array(buffer.bytes) }

  /// What has been written since the last removal, without a copy.
  public func withBytes<Value, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try body(buffer.bytes)
  }

  /// Empties the buffer, and keeps its memory.
  public mutating func removeAll() {
    buffer.removeAll()
  }

  /// Hands the bytes to a sink and empties the buffer; fails when the sink does.
  package mutating func drain(into sink: DescriptorSink) throws(SystemError) {
    defer { removeAll() }
    try sink.write(buffer.bytes)
  }

  /// Ends the line of a value at the top.
  public mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    place = .first
  }
}

/// The name of a member, prepared once for being written many times.
public struct JSONKey: Sendable {
  fileprivate let bytes: [UInt8]

  /// Prepares any name, escaped where it must be.
  public init(_ name: String) {
    var writer = JSONWriter()
    writer.key(name)
    bytes = writer.bytes
  }
}

// MARK: Structure

extension JSONWriter {
  /// Opens an object, whose members follow up to `endObject()`.
  public mutating func beginObject() {
    begin(UInt8(ascii: "{"))
  }

  /// Closes the innermost object.
  public mutating func endObject() {
    end(UInt8(ascii: "}"))
  }

  /// Opens an array, whose elements follow up to `endArray()`.
  public mutating func beginArray() {
    begin(UInt8(ascii: "["))
  }

  /// Closes the innermost array.
  public mutating func endArray() {
    end(UInt8(ascii: "]"))
  }

  /// Writes the name of a member; its value follows.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    buffer.append(UInt8(ascii: ":"))
    endKey()
  }

  /// Writes the prepared name of a member; its value follows.
  public mutating func key(_ key: JSONKey) {
    separate()
    key.bytes.withUnsafeBufferPointer { buffer.append($0) }
    endKey()
  }

  private mutating func endKey() {
    if layout == .indented { buffer.append(UInt8(ascii: " ")) }
    place = .afterKey
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    buffer.append(bracket)
    depth += 1
    place = .first
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    // An empty container stays on its line.
    if place == .afterValue { breakLine() }
    buffer.append(bracket)
    place = .afterValue
  }

  /// Writes what stands between the last thing and the next, which is a key or a value.
  private mutating func separate() {
    if place == .afterValue { buffer.append(UInt8(ascii: ",")) }
    if place != .afterKey, depth > 0 { breakLine() }
    place = .afterValue
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * depth { buffer.append(UInt8(ascii: " ")) }
  }
}

// MARK: Values

extension JSONWriter {
  /// Writes `null`.
  public mutating func null() {
    raw("null")
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Writes an integer.
  public mutating func int(_ value: Int64) {
    separate()
    var text = String(value)
    text.withUTF8 { buffer.append($0) }
  }

  /// Writes a small number with six places behind the point, without zeros at the end.
  public mutating func millionths(of number: Float) {
    separate()
    let millionths = Int64((Double(number) * 1e6).rounded())
    if millionths < 0 { buffer.append(UInt8(ascii: "-")) }
    var rest = millionths.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
      var start = digits.count
      func put(_ byte: UInt8) {
        start -= 1
        digits[start] = byte
      }
      for place in 1...6 {
        let digit = UInt8(rest % 10)
        rest /= 10
        if digit != 0 || start < digits.count { put(UInt8(ascii: "0") + digit) }
        if place == 6, start < digits.count { put(UInt8(ascii: ".")) }
      }
      repeat {
        put(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      buffer.append(UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  /// Writes a number with the text it has.
  public mutating func number(_ value: JSONNumber) {
    raw(value.text)
  }

  /// Writes a string, escaping only what must be.
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
    json.withUTF8 { buffer.append($0) }
  }

  /// Writes a value that is JSON text already, in UTF-8.
  public mutating func raw(utf8 json: UnsafeBufferPointer<UInt8>) {
    separate()
    buffer.append(json)
  }

  /// Writes a value with all that is in it.
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
    buffer.append(UInt8(ascii: "\""))
    var position = 0
    while true {
      let end = JSONText.endOfPlainText(text, from: position)
      buffer.append(UnsafeBufferPointer(rebasing: text[position..<end]))
      guard end < text.count else { break }
      escape(text[end])
      position = end + 1
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    buffer.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer.append(byte)
    case 0x08: buffer.append(UInt8(ascii: "b"))
    case 0x09: buffer.append(UInt8(ascii: "t"))
    case 0x0A: buffer.append(UInt8(ascii: "n"))
    case 0x0C: buffer.append(UInt8(ascii: "f"))
    case 0x0D: buffer.append(UInt8(ascii: "r"))
    default:
      // A control character, below 0x20.
      let digit = byte & 0x0F
      buffer.append(UInt8(ascii: "u"))
      buffer.append(UInt8(ascii: "0"))
      buffer.append(UInt8(ascii: "0"))
      buffer.append(UInt8(ascii: "0") + byte >> 4)
      buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
