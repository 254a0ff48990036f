/// Writes properties of vCard and iCalendar to the end of a byte buffer, escaped and folded.
package struct ContentLineWriter: Sendable {
  /// What has been written and not been taken away.
  package private(set) var bytes: [UInt8] = []

  /// A parameter and its value, which is quoted where it has to be.
  package typealias Parameter = (name: String, value: String)

  /// The most octets of a line, its end not counted (RFC 6350, section 3.2; RFC 5545, section 3.1).
  private static let width = 75

  package init() {}

  /// A property whose value is a text.
  package mutating func text(_ name: String, _ text: String, _ parameters: [Parameter] = []) {
    line(name, parameters, escaped(text))
  }

  /// A property whose value is a list of texts.
  package mutating func list(_ name: String, _ texts: [String], _ parameters: [Parameter] = []) {
    line(name, parameters, Array(texts.map(escaped).joined(separator: [UInt8(ascii: ",")])))
  }

  /// A property whose value has components.
  package mutating func components(_ name: String, _ texts: [String], _ parameters: [Parameter] = []) {
    line(name, parameters, Array(texts.map(escaped).joined(separator: [UInt8(ascii: ";")])))
  }

  /// A property whose value is no text: a date, a URI, a word of the format. A line break in it is left out.
  package mutating func plain(_ name: String, _ value: String, _ parameters: [Parameter] = []) {
    line(name, parameters, value.utf8.filter { !$0.isLineBreak })
  }

  /// Takes away what has been written.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }
}

extension ContentLineWriter {
  private mutating func line(_ name: String, _ parameters: [Parameter], _ value: [UInt8]) {
    var line = Array(name.utf8)
    for parameter in parameters {
      line += ";\(parameter.name)=".utf8
      line += quoted(parameter.value)
    }
    line.append(UInt8(ascii: ":"))
    line += value
    fold(line)
  }

  private mutating func fold(_ line: [UInt8]) {
    var rest = line[...]
    var room = Self.width
    while rest.count > room {
      var end = rest.startIndex + room
      // Not within a character: 10xxxxxx goes on with one. Four bytes back there is always a beginning.
      while rest[end] & 0xC0 == 0x80, end > rest.startIndex + room - 4 { end -= 1 }
      bytes += rest[..<end]
      bytes += [.carriageReturn, .lineFeed, .space]
      rest = rest[end...]
      room = Self.width - 1
    }
    bytes += rest
    bytes += [.carriageReturn, .lineFeed]
  }

  /// RFC 6350, section 3.4 and RFC 5545, section 3.3.11. A carriage return has no escape; any line break is
  /// `\n`.
  private func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var wasReturn = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","): bytes += [UInt8(ascii: "\\"), byte]
      case .carriageReturn: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case .lineFeed: if !wasReturn { bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")] }
      default: bytes.append(byte)
      }
      wasReturn = byte == .carriageReturn
    }
    return bytes
  }

  /// In quotes where a mark would end it, with the escapes of RFC 6868 for what quotes cannot hold.
  private func quoted(_ value: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var needsQuotes = false
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "^"): bytes += [byte, byte]
      case UInt8(ascii: "\""): bytes += [UInt8(ascii: "^"), UInt8(ascii: "'")]
      case .lineFeed: bytes += [UInt8(ascii: "^"), UInt8(ascii: "n")]
      case .carriageReturn: break
      default: bytes.append(byte)
      }
      needsQuotes = needsQuotes || [UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ",")].contains(byte)
    }
    let quote = needsQuotes ? [UInt8(ascii: "\"")] : []
    return quote + bytes + quote
  }
}
