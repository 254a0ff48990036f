internal import Bytes

extension Session {
  /// The one JSON document that an operand means: the text itself, a file, or standard input for `-`.
  func json(_ operand: String) throws -> JSON {
    let bytes = operand.trimmed.hasPrefix("{") ? Array(operand.utf8) : try contents(operand)
    return try JSONParser.parse(bytes)
  }
}
