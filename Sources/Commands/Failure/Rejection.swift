internal import Bytes

extension Session {
  /// Says that an entry of the input was not taken, and why; the rest goes on.
  func reject(line: Int, _ error: any Error) {
    let message = "line \(line): \(Failure(error).message)"
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
