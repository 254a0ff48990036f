/// Why a model server did not give what was asked of it, as facts.
package enum LanguageError: Error, Hashable, Sendable {
  /// Nothing there speaks as a model server does.
  case notAModelServer(String)
  case modelMissing(String)
  case modelCannot(String, model: String)
  /// The prompt does not fit; the caller has to divide it.
  case promptTooLong(tokens: Int?, limit: Int?)
  /// The server cut the prompt without a word, so the answer is about a part of it.
  case promptCut(tokens: Int, expected: Int)
  case incomplete(Incompleteness)
  /// The answer is not of the shape that was asked for, after a second try too.
  case wrongShape(SchemaProblem)
  case busy
  /// The server does not take requests from here.
  case forbidden
  case serverError(status: Int, String)
  case unreadable(String)

  package enum Incompleteness: Hashable, Sendable {
    /// It ended without saying that it is the end.
    case brokenOff
    /// The limit of tokens ended it.
    case tooLong
    /// It ended properly, with nothing in it.
    case empty
  }
}

extension LanguageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAModelServer(let reason): "what answers is no model server: \(reason)"
    case .modelMissing(let model): "the server has no model '\(model)'"
    case .modelCannot(let capability, let model): "the model '\(model)' cannot do this: \(capability)"
    case .promptTooLong(let tokens?, let limit?): "the prompt has \(tokens) tokens, and \(limit) fit"
    case .promptTooLong(_, let limit?): "the prompt is longer than the \(limit) tokens that fit"
    case .promptTooLong: "the prompt is longer than the model's context"
    case .promptCut(let tokens, let expected):
      "the server cut the prompt: it read \(tokens) tokens of about \(expected)"
    case .incomplete(.brokenOff): "the answer broke off"
    case .incomplete(.tooLong): "the answer was cut at the limit of tokens"
    case .incomplete(.empty): "the model answered nothing"
    case .wrongShape(let problem): "the answer is not of the shape that was asked for: \(problem)"
    case .busy: "the server is busy"
    case .forbidden: "the server refuses requests from here (403)"
    case .serverError(let status, let text): "the server answered \(status): \(text)"
    case .unreadable(let text): "the server's answer cannot be read: \(text)"
    }
  }
}
