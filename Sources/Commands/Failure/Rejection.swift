internal import Bytes

/// A line of the input holds a value that is not an object.
struct NotARecord: Error, CustomStringConvertible {
  var description: String { "a record is a JSON object" }
}

extension Session {
  /// Says that a record of the input was not taken, and why; the rest goes on.
  func reject(line: Int, _ error: any Error) {
    let reason = Failure(error).message
    // What is no JSON says by itself where.
    let message = error is JSONError ? reason : "line \(line): \(reason)"
    if reportsJSON {
      let body: JSON = [
        "error": [
          "code": .string(ExitStatus.invalid.code), "message": .string(message),
          "line": .number(JSONNumber(Int64(line))),
        ]
      ]
      say(body.text + "\n")
    } else {
      say("crm: \(TerminalText.sanitise(message))\n")
    }
  }
}
