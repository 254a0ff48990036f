import Bytes
import Testing

struct SHA256Tests {
  /// Of the NIST's examples and test vectors (FIPS 180-4; SHA256ShortMsg, SHA256LongMsg).
  static let vectors: [(String, String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]

  @Test(arguments: vectors) func knownHashes(text: String, hash: String) {
    #expect(SHA256.hexadecimal(text.utf8) == hash)
  }

  @Test func theHashOfAMillionBytes() {
    #expect(
      SHA256.hexadecimal(repeatElement(UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Every length round the end of a block, in pieces of every size.
  @Test func piecesGiveTheHashOfTheWhole() {
    let bytes = (0..<200).map { UInt8($0) }
    for length in 0...bytes.count {
      let whole = SHA256.hash(bytes[..<length])
      for size in [1, 7, 63, 64, 65] {
        var hash = SHA256()
        var start = 0
        while start < length {
          hash.update(bytes[start..<min(length, start + size)])
          start += size
        }
        #expect(hash.finish() == whole)
      }
    }
  }

  /// A length that leaves no room for its own eight bytes takes another block (values of sha256sum).
  @Test(arguments: [
    (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
    (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ]) func endsOfBlocks(length: Int, hash: String) {
    #expect(SHA256.hexadecimal([UInt8](repeating: UInt8(ascii: "a"), count: length)) == hash)
  }
}
