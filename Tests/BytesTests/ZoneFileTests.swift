import TestSupport
import Testing

@testable import Bytes

@Suite struct ZoneFileTests {
  @Test func readsVersion1() throws {
    // A file of version 2 begins with one of version 1; only the version byte tells them apart.
    var bytes = try ZoneFixture.bytes("Berlin")
    bytes[4] = 0
    let old = try Zone(file: bytes, identifier: "old")
    let zone = try ZoneFixture.zone("Berlin")
    #expect(try old.changes(from: 1950, to: 2037) == zone.changes(from: 1950, to: 2037))
    // It knows nothing of the time after 2037.
    #expect(try old.changes(from: 2038, to: 2060) == [])
    #expect(try zone.changes(from: 2038, to: 2060).count == 44)
  }

  @Test func readsLaterVersionsAlike() throws {
    for version in [UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "5")] {
      var bytes = try ZoneFixture.bytes("Berlin")
      bytes[4] = version
      #expect(try Zone(file: bytes, identifier: "Berlin") == ZoneFixture.zone("Berlin"))
    }
  }

  @Test func readsTheSmallestFile() throws {
    #expect(try Zone(file: file(footer: "<+03>-3"), identifier: "a").offset(at: .latest) == 10_800)
    #expect(try Zone(file: file(footer: ""), identifier: "b").offset(at: .latest) == 7200)
  }

  @Test func saysWhatIsWrong() throws {
    #expect(throws: ZoneError.notZoneFile(identifier: "x")) { try Zone(file: [], identifier: "x") }
    #expect(throws: ZoneError.notZoneFile(identifier: "x")) {
      try Zone(file: Array("# a text\n".utf8), identifier: "x")
    }
    #expect(throws: ZoneError.damaged(identifier: "x", .badRule)) {
      try Zone(file: file(footer: "nonsense"), identifier: "x")
    }
    #expect(throws: ZoneError.damaged(identifier: "x", .noLocalTime)) {
      try Zone(file: file(localTimes: []), identifier: "x")
    }
    #expect(throws: ZoneError.damaged(identifier: "x", .offsetOutOfRange)) {
      try Zone(file: file(localTimes: [26 * 3600]), identifier: "x")
    }
    #expect(throws: ZoneError.damaged(identifier: "x", .unordered)) {
      try Zone(file: file(transitions: [(5, 0), (5, 0)]), identifier: "x")
    }
    #expect(throws: ZoneError.damaged(identifier: "x", .unknownLocalTime)) {
      try Zone(file: file(transitions: [(5, 1)]), identifier: "x")
    }
  }

  @Test(arguments: ZoneFixture.files) func refusesEveryBeginningOfAFile(file: String) throws {
    let bytes = try ZoneFixture.bytes(file)
    for count in 0..<bytes.count {
      #expect(throws: ZoneError.self) { try Zone(file: Array(bytes.prefix(count)), identifier: file) }
    }
  }

  /// Whatever the bytes, there is an error or a zone that answers.
  @Test(arguments: ZoneFixture.files) func survivesDamage(file: String) throws {
    let original = try ZoneFixture.bytes(file)
    var generator = SeededGenerator(seed: 7)
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // Half of the damage goes to the headers and the footer, where the counts and the rule are.
        let second = original.count - 60
        let place =
          [0..<60, second..<original.count, 0..<original.count, 0..<original.count]
          .randomElement(using: &generator) ?? 0..<1
        bytes[Int.random(in: place, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let zone = try? Zone(file: bytes, identifier: file) else { continue }
      accepted += 1
      for day in [Day.first, Day(daysSince1970: 20_000), Day.last] {
        let instants = zone.instants(of: day...day)
        #expect(instants.lowerBound <= instants.upperBound)
        #expect(abs(zone.offset(at: instants.lowerBound)) < 26 * 3600)
      }
    }
    #expect(accepted > 0)
  }

  /// A file of version 2 made by hand.
  private func file(
    transitions: [(second: Int64, type: UInt8)] = [], localTimes: [Int32] = [7200], footer: String = ""
  ) -> [UInt8] {
    func header(_ counts: [UInt32]) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { bigEndian($0) }
    }
    func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
    var bytes = header([0, 0, 0, 0, 1, 0]) + [0, 0, 0, 0, 0, 0]
    bytes += header([0, 0, 0, UInt32(transitions.count), UInt32(localTimes.count), 4])
    bytes += transitions.flatMap { bigEndian($0.second) } + transitions.map(\.type)
    bytes += localTimes.flatMap { bigEndian($0) + [0, 0] } + Array("LMT\0".utf8)
    return bytes + Array("\n\(footer)\n".utf8)
  }
}
