/// What stands before the value of a content line.
struct ContentHead {
  private(set) var group = ""
  private(set) var name = ""
  private(set) var parameters: [ContentLine.Parameter] = []
  /// Where the value begins.
  private(set) var end = 0

  /// Nil when the line, or as much of it as there is, has no complete head.
  init?(_ line: [UInt8]) {
    let head = line.withUnsafeBufferPointer { bytes in
      var scanner = Scanner(bytes: bytes)
      return scanner.scan()
    }
    guard let head else { return nil }
    self = head
  }

  private init() {}

  /// By the parameters ENCODING and VALUE, which 2.1 also writes as bare words.
  var encoding: ContentLine.Encoding {
    for parameter in parameters where ["ENCODING", "VALUE", ""].contains(parameter.name) {
      for value in parameter.values {
        switch value.uppercased() {
        case "QUOTED-PRINTABLE": return .quotedPrintable
        case "BASE64", "BINARY": return .binary
        case "B" where parameter.name == "ENCODING": return .binary
        default: continue
        }
      }
    }
    return .plain
  }
}

extension ContentHead {
  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func scan() -> ContentHead? {
      var head = ContentHead()
      // A byte order mark in the middle comes from files that were put together.
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      head.name = word()
      if next == UInt8(ascii: ".") {
        position += 1
        head.group = head.name.lowercased()
        head.name = word()
      }
      guard !head.name.isEmpty else { return nil }
      while next == UInt8(ascii: ";") {
        position += 1
        guard let parameter = parameter() else { return nil }
        if !parameter.isBlank { head.parameters.append(parameter) }
      }
      guard next == UInt8(ascii: ":") else { return nil }
      head.end = position + 1
      return head
    }

    /// Letters, digits, hyphens and what else is met in names, in upper case; empty when there are none.
    private mutating func word() -> String {
      skipSpaces()
      let start = position
      while let byte = next, byte.isNamePart { position += 1 }
      let word = bytes[start..<position]
      skipSpaces()
      return String(decoding: word.map(\.uppercased), as: UTF8.self)
    }

    private mutating func skipSpaces() {
      while let byte = next, byte.isBlank { position += 1 }
    }

    /// Nil when a value is not text, or its quotes do not end.
    private mutating func parameter() -> ContentLine.Parameter? {
      let start = position
      let name = word()
      if next == UInt8(ascii: "=") {
        position += 1
        var values: [String] = []
        repeat {
          guard let value = value() else { return nil }
          values.append(value)
        } while skip(UInt8(ascii: ","))
        return ContentLine.Parameter(name: name, values: values)
      }
      position = start
      return value().map { ContentLine.Parameter(name: "", values: [$0]) }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
      guard next == byte else { return false }
      position += 1
      return true
    }

    /// A value with its quotes taken off, and what they cannot hold restored.
    private mutating func value() -> String? {
      var value: [UInt8] = []
      var isQuoted = false
      while let byte = next {
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if !isQuoted,
          byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":")
        {
          break
        } else if byte == UInt8(ascii: "^"), let decoded = decodedCaret {
          value.append(decoded)
          position += 1
        } else {
          value.append(byte)
        }
        position += 1
      }
      return isQuoted ? nil : String(validating: value, as: UTF8.self)
    }

    /// RFC 6868, section 3: `^n` is a line break, `^'` a double quote, `^^` a caret.
    private var decodedCaret: UInt8? {
      guard position + 1 < bytes.count else { return nil }
      return switch bytes[position + 1] {
      case UInt8(ascii: "n"): .lineFeed
      case UInt8(ascii: "'"): UInt8(ascii: "\"")
      case UInt8(ascii: "^"): UInt8(ascii: "^")
      default: nil
      }
    }
  }
}

extension ContentLine.Parameter {
  /// What stands between two semicolons with nothing in between.
  fileprivate var isBlank: Bool { name.isEmpty && values.allSatisfy(\.isEmpty) }
}

extension UInt8 {
  /// Whether it may stand in the name of a property: the underscore does, against the rule.
  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  fileprivate var uppercased: UInt8 {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self ? self & 0xDF : self
  }
}
