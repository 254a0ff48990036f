import Foundation
import TestSupport
import Testing

@testable import Bytes

@Suite struct LineReaderTests {
  private func lines(_ source: some ByteSource, limit: Int = 100) throws -> [String] {
    var reader = LineReader(source, limit: limit)
    var lines: [String] = []
    while true {
      do {
        guard let line = try reader.next() else { return lines }
        lines.append("\(line.number) \(String(decoding: line.bytes, as: UTF8.self))")
      } catch let error as LineTooLong {
        lines.append(error.description)
      }
    }
  }

  static let samples: [(String, [String])] = [
    ("", []),
    ("a", ["1 a"]),
    ("a\n", ["1 a"]),
    ("a\r\n\r\n\nb", ["1 a", "2 ", "3 ", "4 b"]),
    ("a\nb\rc\n\r", ["1 a", "2 b\rc", "3 \r"]),
    ("a\r\r\nb\rc\n", ["1 a\r", "2 b\rc"]),
    ("a\rb\n\rc\r\n\nd\r", ["1 a", "2 b", "3 ", "4 c", "5 ", "6 d"]),
    ("\r\rb\r", ["1 ", "2 ", "3 b"]),
    ("123456789\r1\r12345678\r", ["1 too long", "2 1", "3 12345678"]),
    ("123456789\n1\n1234567890123\n12345678\r\n", ["1 too long", "2 1", "3 too long", "4 12345678"]),
    ("123456789", ["1 too long"]),
  ]

  @Test(arguments: samples) func linesAreFoundWhereverPiecesEnd(_ text: String, _ expected: [String]) throws {
    let expected = expected.map { line in
      line.hasSuffix("too long") ? "line \(line.prefix(1)) is longer than 8 bytes" : line
    }
    #expect(try lines(MemorySource(text), limit: 8) == expected)
    #expect(try lines(PieceSource(bytesOf: text), limit: 8) == expected)
  }

  @Test func linesLongerThanTheWindow() throws {
    let long = String(repeating: "x", count: 300_000)
    #expect(try lines(MemorySource("\(long)\nb"), limit: 1_000_000) == ["1 \(long)", "2 b"])
    #expect(
      try lines(MemorySource("\(long)\nb"), limit: 200_000) == ["line 1 is longer than 200000 bytes", "2 b"])
  }
}

@Suite struct DescriptorTests {
  private func withPipe(_ body: (_ reading: Int32, _ writing: Int32) throws -> Void) rethrows {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { for end in ends where end >= 0 { close(end) } }
    try body(ends[0], ends[1])
  }

  private func temporaryPath() -> String {
    NSTemporaryDirectory() + "/crm-bytes-" + UUID().uuidString
  }

  @Test func fileIsReadToItsEnd() throws {
    let path = temporaryPath()
    defer { unlink(path) }
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    var source = try DescriptorSource(path: path)
    #expect(try source.readToEnd() == bytes)
  }

  @Test func missingFileIsNamed() {
    #expect {
      try DescriptorSource(path: "/nowhere/at all")
    } throws: { error in
      "\(error)" == "cannot read /nowhere/at all: No such file or directory"
        && (error as? SystemError)?.isNotFound == true
    }
  }

  @Test func folderIsNoFile() throws {
    var source = try DescriptorSource(path: "/")
    #expect(throws: SystemError(.read, "/", code: EISDIR)) { try source.readToEnd() }
  }

  @Test func sinkWritesEverythingInOrder() throws {
    let path = temporaryPath()
    defer { unlink(path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let sink = DescriptorSink(descriptor: descriptor, name: path)
    var expected: [UInt8] = []
    var generator = SeededGenerator(seed: 3)
    for size in [0, 1, 65_535, 2, 65_536, 3, 100_000, 40_000, 40_000] {
      let piece = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
      expected += piece
      try sink.write(piece)
    }
    try sink.write("end")
    var writer = JSONWriter()
    writer.string("json")
    try writer.drain(into: sink)
    #expect(writer.bytes.isEmpty)
    try sink.flush()
    var source = try DescriptorSource(path: path)
    #expect(try source.readToEnd() == expected + Array("end\"json\"".utf8))
  }

  @Test func closedPipeIsTold() throws {
    signal(SIGPIPE, SIG_IGN)
    try withPipe { reading, writing in
      let sink = DescriptorSink(descriptor: writing, name: "standard output")
      // Puts something else in the place of the reading end, which closes it.
      let null = open("/dev/null", O_RDONLY)
      dup2(null, reading)
      close(null)
      try sink.write("lost")
      do throws(SystemError) {
        try sink.flush()
        Issue.record("nothing was thrown")
      } catch {
        #expect(error.isClosedPipe)
        #expect(error.description == "cannot write standard output: Broken pipe")
      }
      // What could not be written is not tried again.
      try sink.flush()
    }
  }

  @Test func fullDiskIsTold() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let sink = DescriptorSink(descriptor: descriptor, name: "out.json")
    try sink.write("x")
    #expect(throws: SystemError(.write, "out.json", code: ENOSPC)) { try sink.flush() }
    #expect(SystemError(.write, "out.json", code: ENOSPC).isFull)
  }

  @Test func nonBlockingDescriptorsAreWaitedFor() throws {
    try withPipe { reading, writing in
      #expect(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
      #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
      // More than a pipe holds, so both ends have to wait for each other.
      let bytes = [UInt8](repeating: 7, count: 1_000_000)
      let writer = Thread {
        let sink = DescriptorSink(descriptor: writing, name: "pipe")
        try? sink.write(bytes)
      }
      writer.start()
      let source = DescriptorSource(descriptor: reading, name: "pipe")
      var received = 0
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 1)
      defer { buffer.deallocate() }
      while received < bytes.count {
        received += try source.read(into: buffer)
      }
      #expect(received == bytes.count)
    }
  }
}
