internal import Bytes
internal import Models
internal import Store

extension Failure {
  /// The failure as people read it: what failed, and a hint on a line of its own.
  var text: String {
    var text = "crm: \(message)\n"
    for candidate in candidates where candidates.count > 1 {
      text += "  \(candidate.type.rawValue):\(candidate.id)  \(candidate.name)\n"
    }
    if let hint { text += "hint: \(hint)\n" }
    return TerminalText.sanitise(text, lines: .kept)
  }

  /// The failure as programs read it, on one line.
  var json: JSON {
    var error: JSONObject = ["code": .string(status.code), "message": .string(message)]
    if let hint { error["hint"] = .string(hint) }
    if !candidates.isEmpty { error["candidates"] = .array(candidates.map(\.json)) }
    return ["error": .object(error)]
  }
}

extension StoreError.Candidate {
  var json: JSON {
    ["type": .string(type.rawValue), "id": .number(JSONNumber(id)), "name": .string(name)]
  }
}
