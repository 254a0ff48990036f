/// Reads JSON text, strictly by RFC 8259.
///
/// It works without recursion and can stop between any two tokens, so a value may arrive in pieces.
public struct JSONParser {
  /// How deep arrays and objects may be nested unless a caller says otherwise.
  public static let defaultDepthLimit = 128

  private struct Container {
    let isObject: Bool
    /// Where its values begin in `values`.
    let start: Int
  }

  private let depthLimit: Int
  private var expected = JSONError.Expected.value
  /// The containers that are open. Their values and names so far lie in the two stacks below, so that
  /// each container is made once, in its final size.
  private var containers: [Container] = []
  private var values: [JSON] = []
  private var keys: [String] = []
  /// How much of the token at the current position has been looked at without finding its end.
  private var scanned = 0
  /// The current line, from 1, and the offset at which it begins.
  private(set) var line = 1
  private var lineStart = 0

  init(depthLimit: Int) {
    self.depthLimit = depthLimit
  }

  /// The value that a whole text stands for; a byte order mark before it is skipped.
  ///
  /// Fails when the text is not exactly one JSON value in UTF-8, or nested deeper than `depthLimit`.
  public static func parse(
    _ text: some Collection<UInt8>, depthLimit: Int = defaultDepthLimit
  ) throws(JSONError) -> JSON {
    let result = text.withContiguousStorageIfAvailable { bytes in
      Result { () throws(JSONError) in try document(bytes, depthLimit: depthLimit) }
    }
    guard let result else { return try parse(Array(text), depthLimit: depthLimit) }
    return try result.get()
  }

  private static func document(
    _ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int
  ) throws(JSONError) -> JSON {
    var parser = JSONParser(depthLimit: depthLimit)
    var input = JSONInput(bytes: bytes, isLast: true)
    if bytes.starts(with: JSONText.byteOrderMark) { input.position = JSONText.byteOrderMark.count }
    guard let value = try parser.value(&input) else { throw parser.errorAtEnd(of: input) }
    if parser.skipSpace(&input) {
      throw parser.error(.trailing(input.byte), at: input.offset)
    }
    return value
  }
}

/// A piece of JSON text and how far it has been read.
struct JSONInput {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The offset of the piece in the whole text.
  var base = 0
  /// Whether the text ends with this piece.
  let isLast: Bool
  var position = 0

  var offset: Int { base + position }
  var byte: UInt8 { bytes[position] }
  var isAtEnd: Bool { position == bytes.count }
}

// MARK: Structure

extension JSONParser {
  /// Reads on to the end of a value; nil when the bytes end before it does.
  mutating func value(_ input: inout JSONInput) throws(JSONError) -> JSON? {
    while skipSpace(&input) {
      let byte = input.byte
      let value: JSON
      switch expected {
      case .valueOrArrayEnd where byte == UInt8(ascii: "]"):
        value = close(&input)
      case .value, .valueOrArrayEnd:
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          try open(&input)
          continue
        }
        guard let scalar = try scalar(&input) else { return nil }
        value = scalar
      case .keyOrObjectEnd where byte == UInt8(ascii: "}"):
        value = close(&input)
      case .key, .keyOrObjectEnd:
        guard byte == UInt8(ascii: "\"") else { throw unexpected(input) }
        guard let key = try string(&input) else { return nil }
        keys.append(key)
        expected = .colon
        continue
      case .colon:
        guard byte == UInt8(ascii: ":") else { throw unexpected(input) }
        input.position += 1
        expected = .value
        continue
      case .commaOrArrayEnd:
        if byte == UInt8(ascii: ",") {
          input.position += 1
          expected = .value
          continue
        }
        guard byte == UInt8(ascii: "]") else { throw unexpected(input) }
        value = close(&input)
      case .commaOrObjectEnd:
        if byte == UInt8(ascii: ",") {
          input.position += 1
          expected = .key
          continue
        }
        guard byte == UInt8(ascii: "}") else { throw unexpected(input) }
        value = close(&input)
      }
      guard let container = containers.last else {
        expected = .value
        return value
      }
      values.append(value)
      expected = container.isObject ? .commaOrObjectEnd : .commaOrArrayEnd
    }
    return nil
  }

  private mutating func open(_ input: inout JSONInput) throws(JSONError) {
    guard containers.count < depthLimit else {
      throw error(.tooDeep(limit: depthLimit), at: input.offset)
    }
    let isObject = input.byte == UInt8(ascii: "{")
    containers.append(Container(isObject: isObject, start: values.count))
    expected = isObject ? .keyOrObjectEnd : .valueOrArrayEnd
    input.position += 1
  }

  private mutating func close(_ input: inout JSONInput) -> JSON {
    let container = containers.removeLast()
    let value = contents(of: container)
    if container.isObject { keys.removeLast(values.count - container.start) }
    values.removeLast(values.count - container.start)
    input.position += 1
    return value
  }

  /// A function of its own so that the slices of the stacks are gone before the stacks are cut: a stack
  /// that is shared with a slice would be copied whole.
  private func contents(of container: Container) -> JSON {
    let contents = values[container.start...]
    return container.isObject
      ? .object(JSONObject(keys: keys.suffix(contents.count), values: contents)) : .array(Array(contents))
  }

  /// Skips white space and counts its lines (a string cannot hold a line end); false at the end.
  mutating func skipSpace(_ input: inout JSONInput) -> Bool {
    while !input.isAtEnd {
      switch input.byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): input.position += 1
      case UInt8(ascii: "\n"): endLine(&input)
      default: return true
      }
    }
    return false
  }

  /// Skips the rest of the line whatever it is; false when the bytes end before it does.
  mutating func skipLine(_ input: inout JSONInput) -> Bool {
    while !input.isAtEnd {
      if input.byte == UInt8(ascii: "\n") {
        endLine(&input)
        return true
      }
      input.position += 1
    }
    return false
  }

  private mutating func endLine(_ input: inout JSONInput) {
    input.position += 1
    line += 1
    lineStart = input.offset
  }
}

// MARK: Errors

extension JSONParser {
  /// The place of an offset in the current line.
  func place(of offset: Int) -> JSONError.Place {
    JSONError.Place(offset: offset, line: line, column: offset - lineStart + 1)
  }

  func error(_ reason: JSONError.Reason, at offset: Int) -> JSONError {
    JSONError(reason, at: place(of: offset))
  }

  private func unexpected(_ input: JSONInput) -> JSONError {
    error(.unexpected(input.byte, expected: expected), at: input.offset)
  }

  /// Why a text that ends where `input` does is no complete value.
  func errorAtEnd(of input: JSONInput) -> JSONError {
    let isInString = !input.isAtEnd && input.byte == UInt8(ascii: "\"")
    return error(
      isInString ? .unclosedString : .unexpectedEnd(expected: expected),
      at: input.base + input.bytes.count)
  }

  /// Forgets an unfinished value, to begin another one.
  mutating func reset() {
    containers.removeAll()
    values.removeAll()
    keys.removeAll()
    scanned = 0
    expected = .value
  }
}

// MARK: Scalars

extension JSONParser {
  /// Reads a string, a number or a literal; nil when the bytes end before it does.
  private mutating func scalar(_ input: inout JSONInput) throws(JSONError) -> JSON? {
    switch input.byte {
    case UInt8(ascii: "\""): try string(&input).map(JSON.string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(&input).map(JSON.number)
    case UInt8(ascii: "t"): try literal("true", .bool(true), &input)
    case UInt8(ascii: "f"): try literal("false", .bool(false), &input)
    case UInt8(ascii: "n"): try literal("null", .null, &input)
    default: throw unexpected(input)
    }
  }

  private func literal(
    _ name: StaticString, _ value: JSON, _ input: inout JSONInput
  ) throws(JSONError) -> JSON? {
    for index in 0..<name.utf8CodeUnitCount {
      guard input.position + index < input.bytes.count else { return nil }
      guard input.bytes[input.position + index] == name.utf8Start[index] else {
        throw error(.malformedLiteral, at: input.offset)
      }
    }
    input.position += name.utf8CodeUnitCount
    return value
  }

  private mutating func number(_ input: inout JSONInput) throws(JSONError) -> JSONNumber? {
    var end = input.position + scanned
    while end < input.bytes.count, Self.mayBeInNumber(input.bytes[end]) { end += 1 }
    guard end < input.bytes.count || input.isLast else {
      scanned = end - input.position
      return nil
    }
    scanned = 0
    let token = UnsafeBufferPointer(rebasing: input.bytes[input.position..<end])
    switch JSONNumber.flaw(in: token) {
    case .syntax(let index): throw error(.malformedNumber, at: input.offset + index)
    case .exponent(let index): throw error(.exponentTooLarge, at: input.offset + index)
    case nil: input.position = end
    }
    return JSONNumber(checked: String(decoding: token, as: UTF8.self))
  }

  private static func mayBeInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Reads from the opening quote to behind the closing one; nil when the bytes end before it.
  private mutating func string(_ input: inout JSONInput) throws(JSONError) -> String? {
    let start = input.position + 1
    var end = start + scanned
    while end < input.bytes.count {
      end = JSONText.endOfPlainText(input.bytes, from: end)
      guard end < input.bytes.count else { break }
      switch input.bytes[end] {
      case UInt8(ascii: "\""):
        let text = try decode(start..<end, of: input)
        input.position = end + 1
        scanned = 0
        return text
      case UInt8(ascii: "\\"):
        // What follows, which may not be here yet, is looked at when the string is decoded.
        end += 2
      case let control:
        throw error(.controlCharacter(control), at: input.base + end)
      }
    }
    scanned = end - start
    return nil
  }

  private func decode(_ content: Range<Int>, of input: JSONInput) throws(JSONError) -> String {
    do throws(JSONText.Flaw) {
      return try JSONText.decode(UnsafeBufferPointer(rebasing: input.bytes[content]))
    } catch {
      throw self.error(error.reason, at: input.base + content.lowerBound + error.index)
    }
  }
}
