internal import Bytes

extension ToolCall {
  /// A call from its parts, whose arguments are an object or the text of one; nil when they are neither.
  init?(id: String?, name: String, arguments: JSON?, number: Int) {
    let object: JSONObject
    switch arguments {
    case .object(let arguments)?: object = arguments
    case .string(let text)?:
      let isBlank = text.allSatisfy(\.isWhitespace)
      guard let parsed = isBlank ? JSONObject() : (try? JSONParser.parse(Array(text.utf8)))?.object else {
        return nil
      }
      object = parsed
    case nil, .null?: object = [:]
    default: return nil
    }
    // Old servers number no calls, and the answer to a call has to name it.
    self.init(id: id.flatMap { $0.isEmpty ? nil : $0 } ?? "call_\(number)", name: name, arguments: object)
  }
}
