internal import Bytes
internal import Models
internal import Store

extension Failure {
  /// The failure as people read it: what failed, then on lines of their own what is meant or in the way, and a hint.
  func text(hint: String?) -> String {
    var text = "crm: \(message)\n"
    if let excerpt { text += "\(excerpt)\n" }
    for candidate in candidates {
      text += "  \(candidate.type.rawValue):\(candidate.id)  \(candidate.name)\n"
    }
    if let hint { text += "hint: \(hint)\n" }
    return TerminalText.sanitise(text, lines: .kept)
  }

  /// The failure as programs read it, on one line.
  func json(hint: String?) -> JSON {
    var error: JSONObject = ["code": .string(status.code), "message": .string(message)]
    if let hint { error["hint"] = .string(hint) }
    if !candidates.isEmpty { error["candidates"] = .array(candidates.map(\.json)) }
    return ["error": .object(error)]
  }
}
