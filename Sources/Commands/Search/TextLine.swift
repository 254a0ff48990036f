internal import Bytes

/// A line of input that is a text, or an object with the text and what its giver calls it.
struct TextLine {
  var id: JSON = .null
  let text: String

  /// Nil for a line without anything. Fails when an object has no text under the key.
  init?(_ bytes: [UInt8], number: Int, key: String) throws {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return nil }
    guard first == UInt8(ascii: "{"), let object = try? JSONParser.parse(bytes).object else {
      text = String(decoding: bytes, as: UTF8.self)
      return
    }
    guard let text = object[key]?.string else {
      throw Failure(.invalid, "line \(number): the object has no \"\(key)\"")
    }
    self.text = text
    id = object["id"] ?? .null
  }
}
