import Testing

@testable import Bytes

@Suite struct TextCheckTests {
  @Test(
    arguments: [
      ([], nil),
      (Array("plain".utf8), nil),
      (Array("Zoë 北京 😀\n\t\u{1}".utf8), nil),
      ([0], .nul(offset: 0)),
      (Array("ab\0c".utf8), .nul(offset: 2)),
      (Array("é\0\0".utf8), .nul(offset: 2)),
      ([0x61, 0xFF], .notUTF8(offset: 1)),
      ([0x61, 0xC3], .notUTF8(offset: 1)),
      ([0xC3, 0xA9, 0xC0, 0x80], .notUTF8(offset: 2)),  // overlong NUL
      ([0xED, 0xA0, 0x80], .notUTF8(offset: 0)),  // surrogate
      ([0xF4, 0x90, 0x80, 0x80], .notUTF8(offset: 0)),  // above U+10FFFF
      ([0x80], .notUTF8(offset: 0)),
      ([0x61, 0, 0xFF], .nul(offset: 1)),
      ([0x61, 0xFF, 0], .notUTF8(offset: 1)),
    ] as [([UInt8], TextProblem?)])
  func problem(in bytes: [UInt8], is problem: TextProblem?) {
    #expect(bytes.withUnsafeBufferPointer(TextCheck.problem(in:)) == problem)
  }

  @Test func problemsAreWorded() {
    #expect("\(TextProblem.nul(offset: 2))" == "NUL character at byte 3")
    #expect("\(TextProblem.notUTF8(offset: 0))" == "byte 1 is not valid UTF-8")
  }
}
