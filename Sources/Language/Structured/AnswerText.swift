package import Bytes

/// Finds the JSON in what a model wrote.
package enum AnswerText {
  private static let largestNumberOfStarts = 64

  /// The object of an answer: all of it, what stands in its one fence, or the first that is whole.
  package static func object(in text: String) -> JSONObject? {
    let bytes = Array(text.utf8)
    if let object = (try? JSONParser.parse(bytes))?.object { return object }
    var start = bytes.startIndex
    // Each start is followed to the end, so that their number has to be small.
    for _ in 0..<largestNumberOfStarts {
      guard let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) else { return nil }
      if let end = endOfObject(in: bytes[open...]),
        let object = (try? JSONParser.parse(bytes[open..<end]))?.object
      {
        return object
      }
      start = open + 1
    }
    return nil
  }

  /// Where the object that begins here ends; braces in texts do not count.
  private static func endOfObject(in bytes: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var isInText = false
    var isEscaped = false
    for (position, byte) in zip(bytes.indices, bytes) {
      if isEscaped {
        isEscaped = false
      } else if isInText {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"):
          depth -= 1
          if depth == 0 { return position + 1 }
        default: break
        }
      }
    }
    return nil
  }
}
