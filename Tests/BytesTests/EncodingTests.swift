import Bytes
import Testing

struct EncodingTests {
  private func utf16(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return littleEndian ? bytes.reversed() : bytes
    }
  }

  private func decode<Base: ByteSource>(
    _ base: Base, encoding: TextEncoding? = nil, readSize: Int = 1_000
  ) throws -> (bytes: [UInt8], encoding: TextEncoding?) {
    var source = TextDecodingSource(base, encoding: encoding)
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: readSize)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return (output, source.encoding) }
      output += buffer[..<count]
    }
  }

  private static let sample = "Name;Straße\r\nZoë;12 €\r\n王伟;13800000000\r\n😀;x\r\n"

  @Test(arguments: [true, false], [true, false])
  func utf16WithAndWithoutMark(littleEndian: Bool, marked: Bool) throws {
    let text = (marked ? "\u{FEFF}" : "") + Self.sample
    let bytes = utf16(text, littleEndian: littleEndian)
    for size in 1...5 {
      let result = try decode(TrickleSource(bytes, sizes: [size]), readSize: size)
      #expect(result.encoding == (littleEndian ? .utf16LittleEndian : .utf16BigEndian))
      #expect(String(validating: result.bytes, as: UTF8.self) == Self.sample)
    }
  }

  @Test func utf8WithAndWithoutMark() throws {
    for mark in ["", "\u{FEFF}"] {
      for size in 1...5 {
        let source = TrickleSource(Array((mark + Self.sample).utf8), sizes: [size])
        let result = try decode(source, readSize: size)
        #expect(result.encoding == .utf8)
        #expect(result.bytes.elementsEqual(Self.sample.utf8))
      }
    }
  }

  @Test(
    arguments: [
      ([], .utf8, ""),
      ([0xEF, 0xBB, 0xBF], .utf8, ""),
      ([0xFF, 0xFE], .utf16LittleEndian, ""),
      ([0x63, 0x61, 0x66, 0xE9], .windows1252, "café"),
      ([0xE9], .windows1252, "é"),
      ([0x80, 0x8E, 0x9F, 0xA0, 0xFF, 0x0A], .windows1252, "€ŽŸ\u{A0}ÿ\n"),
      ([0x81, 0x8D, 0x8F, 0x90, 0x9D], .windows1252, "\u{81}\u{8D}\u{8F}\u{90}\u{9D}"),
      ([0x93, 0x68, 0x69, 0x94, 0x97, 0x92], .windows1252, "“hi”—’"),
      ([0xC3, 0xA9, 0x0A], .utf8, "é\n"),
      ([0x61, 0x00, 0x62, 0x0A], .utf8, "a\0b\n"),
      ([0x61, 0x00, 0x0A, 0x00], .utf16LittleEndian, "a\n"),
      ([0x00, 0x61, 0x00, 0x0A], .utf16BigEndian, "a\n"),
    ] as [([UInt8], TextEncoding, String)])
  func detects(bytes: [UInt8], encoding: TextEncoding, text: String) throws {
    let result = try decode(MemorySource(bytes))
    #expect(result.encoding == encoding)
    #expect(String(validating: result.bytes, as: UTF8.self) == text)
  }

  @Test func linesInUTF8StayInATextThatIsElseLatin() throws {
    let bytes = Array("é;x\n".utf8) + [0xE9, 0x3B, 0xFC, 0x0D, 0x0A, 0xDF] + Array("\r€".utf8)
    for size in 1...5 {
      let result = try decode(TrickleSource(bytes, sizes: [size]), readSize: size)
      #expect(result.encoding == .windows1252)
      #expect(String(validating: result.bytes, as: UTF8.self) == "é;x\né;ü\r\nß\r€")
    }
    // Where somebody says what it is, it is that.
    let told = try decode(MemorySource(bytes), encoding: .windows1252)
    #expect(String(validating: told.bytes, as: UTF8.self) == "Ã©;x\né;ü\r\nß\râ‚¬")
  }

  @Test func aLineWithoutEndIsDecodedInPieces() throws {
    let bytes = [UInt8](repeating: 0xE9, count: 3 << 20)
    let result = try decode(MemorySource(bytes), readSize: 1 << 16)
    #expect(result.bytes == Array(String(repeating: "é", count: 3 << 20).utf8))
  }

  @Test(arguments: [true, false], [true, false])
  func jsonTellsByItsFirstCharacters(littleEndian: Bool, marked: Bool) throws {
    let text = "{\"name\":\"Zoë 😀\"}\n"
    let bytes = utf16((marked ? "\u{FEFF}" : "") + text, littleEndian: littleEndian)
    for size in 1...5 {
      var source = TextDecodingSource(json: TrickleSource(bytes, sizes: [size]))
      var output: [UInt8] = []
      while true {
        let chunk = try [UInt8](unsafeUninitializedCapacity: 7) { buffer, count in
          count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if chunk.isEmpty { break }
        output += chunk
      }
      #expect(String(validating: output, as: UTF8.self) == text)
    }
  }

  @Test func oneBrokenCharacterDoesNotGarbleTheOthers() throws {
    let bytes = Array("é,ü,".utf8) + [0xE9] + Array(",ö\n".utf8)
    let result = try decode(MemorySource(bytes))
    #expect(result.encoding == .utf8)
    #expect(result.bytes == bytes)
  }

  @Test func aCharacterAcrossTheEndOfTheSampleIsNoFault() throws {
    for padding in 65_530...65_540 {
      let bytes = Array(repeating: UInt8(ascii: "a"), count: padding) + Array("😀é\n".utf8)
      let result = try decode(MemorySource(bytes))
      #expect(result.encoding == .utf8)
      #expect(result.bytes == bytes)
    }
  }

  @Test func invalidBytesAfterTheSampleAreKept() throws {
    let bytes = Array(repeating: UInt8(ascii: "a"), count: 70_000) + [0xE9, 0x0A]
    let result = try decode(MemorySource(bytes))
    #expect(result.encoding == .utf8)
    #expect(result.bytes == bytes)
  }

  @Test func whatIsNoTextInUTF16StaysVisible() throws {
    let alone: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0x00, 0x00, 0xDE, 0x3D, 0xD8, 0x0A]
    let result = try decode(MemorySource(alone))
    #expect(result.bytes == [0xED, 0xA0, 0xBD, 0x61, 0xED, 0xB8, 0x80, 0xED, 0xA0, 0xBD, 0xFF])
    #expect(String(validating: result.bytes, as: UTF8.self) == nil)
  }

  @Test func theCallerMayKnowBetter() throws {
    let latin = try decode(MemorySource("é"), encoding: .windows1252)
    #expect(String(validating: latin.bytes, as: UTF8.self) == "Ã©")
    let marked = try decode(MemorySource([0xFF, 0xFE, 0x28, 0x67]), encoding: .utf16LittleEndian)
    #expect(String(validating: marked.bytes, as: UTF8.self) == "木")
    let utf8 = try decode(MemorySource([0xE9, 0x0A]), encoding: .utf8)
    #expect(utf8.bytes == [0xE9, 0x0A])
  }

  @Test func aMarkedFileForExcelIsReadAsCSV() {
    let source = TextDecodingSource(MemorySource("\u{FEFF}sep=;\r\nName;Ort\r\nZoë;Köln, Rhein\r\n"))
    #expect(transcript(source, dialect: nil) == ["2 [Name][Ort]", "3 [Zoë][Köln, Rhein]"])
  }

  @Test func aDecodedFileIsReadAsCSV() {
    let source = TextDecodingSource(MemorySource(utf16(Self.sample, littleEndian: true)))
    #expect(
      transcript(source, dialect: nil) == [
        "1 [Name][Straße]", "2 [Zoë][12 €]", "3 [王伟][13800000000]", "4 [😀][x]",
      ])
  }
}
