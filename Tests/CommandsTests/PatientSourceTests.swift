import Bytes
import Glibc
import Testing

@testable import Commands

/// Input that pauses: what has come is worked off before the program waits for more.
@Suite struct PatientSourceTests {
  @Test func itTellsBeforeItWaits() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }

    var waits = 0
    var source = PatientSource([.init(descriptor: reading, name: "pipe")]) {
      waits += 1
      // Only now does more come; until then nothing is there to read.
      if waits == 1 { Glibc.write(writing, "two", 3) } else { close(writing) }
    }
    func read() throws -> String {
      var buffer = [UInt8](repeating: 0, count: 8)
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      return String(decoding: buffer[..<count], as: UTF8.self)
    }
    Glibc.write(writing, "one", 3)
    #expect(try read() == "one")
    #expect(waits == 0)
    #expect(try read() == "two")
    #expect(waits == 1)
    #expect(try read() == "")
    #expect(waits == 2)
  }
}
