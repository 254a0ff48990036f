/// The part of a compiled time zone file (TZif, RFC 9636, versions 1 to 4) that tells offsets.
struct ZoneFile {
  /// When the offset changes, in seconds since 1970, ascending.
  private(set) var transitions: [Int] = []
  /// Seconds east of UTC: the first before all transitions, then one after each.
  private(set) var offsets: [Int] = []
  /// What holds after the last transition, nil when the file does not say.
  private(set) var rule: ZoneRule?

  private let identifier: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8], identifier: String) throws(ZoneError) {
    self.bytes = bytes
    self.identifier = identifier

    let header = try readHeader()
    guard header.version >= UInt8(ascii: "2") else {
      try readData(header, timeSize: 4)
      return
    }
    // From version 2 on, the file says everything again with times of 8 bytes, and better.
    try skip(header.dataSize(timeSize: 4))
    try readData(try readHeader(), timeSize: 8)
    try readFooter()
  }

  /// The header of a data block: how many there are of what (RFC 9636, section 3.1).
  private struct Header {
    let version: UInt8
    let utIndicators, standardIndicators, leapSeconds, transitions, localTimes, nameBytes: Int

    func dataSize(timeSize: Int) -> Int {
      transitions * (timeSize + 1) + localTimes * 6 + nameBytes + leapSeconds * (timeSize + 4)
        + standardIndicators + utIndicators
    }
  }

  private mutating func readHeader() throws(ZoneError) -> Header {
    guard bytes.dropFirst(position).starts(with: "TZif".utf8) else {
      throw .notZoneFile(identifier: identifier)
    }
    try skip(4)
    let version = UInt8(truncatingIfNeeded: try integer(bytes: 1))
    try skip(15)
    return Header(
      version: version,
      utIndicators: try count(), standardIndicators: try count(), leapSeconds: try count(),
      transitions: try count(), localTimes: try count(), nameBytes: try count())
  }

  /// A data block (RFC 9636, section 3.2).
  private mutating func readData(_ header: Header, timeSize: Int) throws(ZoneError) {
    // Once, in front, so that no count leads to more work than there are bytes.
    guard bytes.count - position >= header.dataSize(timeSize: timeSize) else {
      throw .truncated(identifier: identifier)
    }
    guard header.localTimes > 0 else { throw .damaged(identifier: identifier, .noLocalTime) }

    for _ in 0..<header.transitions {
      transitions.append(try integer(bytes: timeSize))
    }
    var types: [Int] = [0]
    for _ in 0..<header.transitions {
      types.append(try integer(bytes: 1) & 0xFF)
    }
    var typeOffsets: [Int] = []
    for _ in 0..<header.localTimes {
      let offset = try integer(bytes: 4)
      // > utoff […] SHOULD be more than -25 hours and less than 26 hours.
      guard offset > -25 * 3600, offset < 26 * 3600 else {
        throw .damaged(identifier: identifier, .offsetOutOfRange)
      }
      typeOffsets.append(offset)
      try skip(2)
    }
    for type in types {
      guard type < typeOffsets.count else { throw .damaged(identifier: identifier, .unknownLocalTime) }
      offsets.append(typeOffsets[type])
    }

    try skip(header.nameBytes)
    try readLeapSeconds(header.leapSeconds, timeSize: timeSize)
    try skip(header.standardIndicators + header.utIndicators)
    for (earlier, later) in zip(transitions, transitions.dropFirst()) where earlier >= later {
      throw .damaged(identifier: identifier, .unordered)
    }
  }

  /// Takes the leap seconds out of the transition times: a file that has any counts them in.
  private mutating func readLeapSeconds(_ count: Int, timeSize: Int) throws(ZoneError) {
    var index = 0
    var correction = 0
    for _ in 0..<count {
      let occurrence = try integer(bytes: timeSize)
      while index < transitions.count, transitions[index] < occurrence {
        transitions[index] &-= correction
        index += 1
      }
      correction = try integer(bytes: 4)
    }
    while index < transitions.count {
      transitions[index] &-= correction
      index += 1
    }
  }

  /// The footer: a rule between two line feeds, empty when there is none (RFC 9636, section 3.3).
  private mutating func readFooter() throws(ZoneError) {
    let lineFeed = UInt8(ascii: "\n")
    try skip(1)
    guard bytes[position - 1] == lineFeed, let end = bytes[position...].firstIndex(of: lineFeed) else {
      throw .truncated(identifier: identifier)
    }
    guard end > position else { return }
    rule = ZoneRule(String(decoding: bytes[position..<end], as: UTF8.self))
    guard rule != nil else { throw .damaged(identifier: identifier, .badRule) }
  }

  private mutating func skip(_ count: Int) throws(ZoneError) {
    guard count <= bytes.count - position else { throw .truncated(identifier: identifier) }
    position += count
  }

  /// A signed number, most significant byte first.
  private mutating func integer(bytes count: Int) throws(ZoneError) -> Int {
    try skip(count)
    var value = Int(Int8(bitPattern: bytes[position - count]))
    for byte in bytes[position - count + 1..<position] {
      value = value << 8 | Int(byte)
    }
    return value
  }

  /// An unsigned number of four bytes.
  private mutating func count() throws(ZoneError) -> Int {
    try integer(bytes: 4) & 0xFFFF_FFFF
  }
}
