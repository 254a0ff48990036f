internal import Bytes
internal import Exchange

extension Session {
  /// Says that an entry of the input was not taken, and why; the rest goes on.
  func reject(line: Int, _ error: any Error) {
    report(Failure(.invalid, "line \(line): \(Failure(error).message)"), line: line)
  }

  /// Says what of a transcript could not be read; the rest was.
  func report(_ problem: TranscriptProblem) {
    report(Failure(problem), line: problem.line)
  }

  /// Says that something failed, while the rest goes on.
  func report(_ failure: Failure, line: Int? = nil) {
    if reportsJSON {
      var error: JSONObject = ["code": .string(failure.status.code), "message": .string(failure.message)]
      if let line { error["line"] = .number(JSONNumber(Int64(line))) }
      say(JSON.object(["error": .object(error)]).text + "\n")
    } else {
      say("crm: \(TerminalText.sanitise(failure.message))\n")
    }
  }
}
