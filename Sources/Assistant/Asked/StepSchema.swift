internal import Bytes
internal import Language

/// How a model that has no tools of its own asks for one: an object in which it says a thought, and then either a tool
/// with its arguments or the answer.
enum StepSchema {
  static func schema(for tools: [ToolName]) -> Schema {
    let steps = tools.map { name in
      object([
        ("thought", string), ("tool", ["type": "string", "const": .string(name.rawValue)]),
        ("arguments", .object(name.parameters)),
      ])
    }
    return Schema(name: "step", ["anyOf": .array(steps + [object([("thought", string), ("answer", string)])])])
  }

  /// What such a model is told besides.
  static func guide(for tools: [ToolName]) -> String {
    let lines = tools.map { "\($0.rawValue): \($0.tool.help)" }.joined(separator: "\n")
    return """
      Work step by step. Each of your answers is one JSON object: a thought, and either a tool with its arguments or, at \
      the end, the answer. What a tool says comes back in the next message.
      \(lines)
      """
  }

  private static let string: JSON = ["type": "string"]

  private static func object(_ members: [(String, JSON)]) -> JSON {
    [
      "type": "object", "additionalProperties": false, "properties": .object(JSONObject(members)),
      "required": .array(members.map { .string($0.0) }),
    ]
  }
}
