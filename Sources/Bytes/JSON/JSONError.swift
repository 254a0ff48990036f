/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What the grammar allows at a place.
  public enum Expected: Hashable, Sendable {
    case value
    case valueOrArrayEnd
    case key
    case keyOrObjectEnd
    case colon
    case commaOrArrayEnd
    case commaOrObjectEnd
  }

  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    case unexpected(UInt8, expected: Expected)
    case unexpectedEnd(expected: Expected)
    /// Something follows the one value of a text.
    case trailing(UInt8)
    case unclosedString
    /// A word that begins as `true`, `false` or `null` does and goes on otherwise.
    case malformedLiteral
    case malformedNumber
    case exponentTooLarge
    /// A control character in a string, where only its escape may stand.
    case controlCharacter(UInt8)
    case invalidEscape
    /// Half of a surrogate pair, which is no character.
    case loneSurrogate
    case invalidUTF8
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
  }

  /// A place in a text.
  public struct Place: Hashable, Sendable {
    /// The number of bytes before it.
    public let offset: Int
    /// Its line, from 1.
    public let line: Int
    /// Where it is in its line, in bytes from 1.
    public let column: Int
  }

  /// What is wrong.
  public let reason: Reason
  /// Where it is.
  public let place: Place
  /// In a stream, the line on which the record began.
  public internal(set) var recordLine: Int?
  /// Whether the stream that threw this can go on with a later record.
  public internal(set) var isRecoverable = false

  init(_ reason: Reason, at place: Place) {
    self.reason = reason
    self.place = place
  }
}

extension JSONError: CustomStringConvertible {
  public var description: String {
    let sentence = "\(reason), line \(place.line) column \(place.column)"
    guard let recordLine, recordLine != place.line else { return sentence }
    return "\(sentence), in the record that begins on line \(recordLine)"
  }
}

extension JSONError.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unexpected(let byte, let expected):
      "expected \(expected), found \(Self.name(of: byte))"
    case .unexpectedEnd(let expected):
      "expected \(expected), found the end of the text"
    case .trailing(let byte):
      "expected the end of the text, found \(Self.name(of: byte))"
    case .unclosedString:
      "a string is not closed before the end of the text"
    case .malformedLiteral:
      "a word is neither true, false nor null"
    case .malformedNumber:
      "a number is malformed"
    case .exponentTooLarge:
      "a number has an exponent beyond \(JSONNumber.largestExponent)"
    case .controlCharacter(0x0A):
      "a string is not closed before the end of its line"
    case .controlCharacter(let byte):
      "a string has an unescaped control character, \(Self.name(of: byte))"
    case .invalidEscape:
      "a string has an escape that JSON does not know"
    case .loneSurrogate:
      "a string has half of a surrogate pair, which is no character"
    case .invalidUTF8:
      "a string is not valid UTF-8"
    case .tooDeep(let limit):
      "values are nested more than \(limit) deep"
    case .tooLong(let limit):
      "the record is longer than \(limit) bytes"
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"): "\"'\""
    case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
    default: "the byte 0x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
}

extension JSONError.Expected: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value: "a value"
    case .valueOrArrayEnd: "a value or ']'"
    case .key: "a name in double quotes"
    case .keyOrObjectEnd: "a name in double quotes or '}'"
    case .colon: "':' after a name"
    case .commaOrArrayEnd: "',' or ']' after an element"
    case .commaOrObjectEnd: "',' or '}' after a member"
    }
  }
}
