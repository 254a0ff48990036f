internal import HTTP
internal import Language

/// What a run has found out about model servers.
struct LanguageState {
  /// One for all requests, since it keeps its connections.
  var client: HTTPClient?
  var choices: [ModelRole: EngineChoice] = [:]
}
