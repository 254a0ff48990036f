package import Bytes
internal import HTTP

/// What outlives a run: answers, so that nothing is asked twice, and a line for each call. It fails silently, since no
/// answer may be lost over it.
package protocol Ledger {
  /// The answer that was kept under a key.
  func answer(under key: [UInt8]) -> JSONObject?

  /// Logs a call, and keeps its answer under a key if it is one to be kept.
  func note(_ call: LanguageCall, keeping kept: (key: [UInt8], answer: JSONObject)?)
}

/// What became of asking a model once.
package struct LanguageCall: Sendable {
  package let purpose: String
  package let version: String
  package let engine: Engine
  package let model: String
  package let digest: String?
  package let usage: Usage
  package let milliseconds: Int
  /// `ok`, or the kind of failure: never a text, which could hold what was asked.
  package let outcome: String
  package let prompt: String
  package let answer: String
}

extension LanguageCall {
  /// The kind of a failure, as the log has it.
  static func outcome(of error: any Error) -> String {
    switch error {
    case LanguageError.modelMissing: "model missing"
    case LanguageError.modelCannot: "model cannot"
    case LanguageError.promptTooLong: "prompt too long"
    case LanguageError.promptCut: "prompt cut"
    case LanguageError.incomplete(.brokenOff): "broken off"
    case LanguageError.incomplete(.tooLong): "answer too long"
    case LanguageError.incomplete(.empty): "empty"
    case LanguageError.wrongShape: "wrong shape"
    case LanguageError.busy: "busy"
    case LanguageError.notAModelServer, LanguageError.forbidden, LanguageError.serverError,
      LanguageError.unreadable:
      "server error"
    case HTTPError.cancelled: "interrupted"
    case HTTPError.timedOut: "timed out"
    case is HTTPError: "no connection"
    // Whoever was told the answer did not want more of it.
    default: "given up"
    }
  }
}
