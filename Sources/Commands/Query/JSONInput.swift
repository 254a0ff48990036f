internal import Bytes

extension Session {
  /// The one JSON document that an operand means: the text itself, a file, or standard input for `-`.
  func json(_ operand: String) throws -> JSON {
    if operand == "-" {
      var source = PatientSource(world.input)
      return try JSONParser.parse(try source.readToEnd())
    }
    if operand.trimmed.hasPrefix("{") { return try JSONParser.parse(operand.utf8) }
    var source = try DescriptorSource(path: operand)
    return try JSONParser.parse(try source.readToEnd())
  }
}
