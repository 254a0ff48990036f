internal import Bytes
internal import HTTP

/// The body of an answer that is no success, in any of the forms in which servers write one.
struct ErrorBody {
  private let head: HTTPHead
  private var bytes: [UInt8] = []

  /// So much of it is read; the rest says nothing new.
  private static let limit = 64 << 10

  init(_ head: HTTPHead) {
    self.head = head
  }

  mutating func add(_ more: UnsafeBufferPointer<UInt8>) {
    bytes += more.prefix(Self.limit - bytes.count)
  }

  /// What it says went wrong with a model.
  func error(model: String) -> LanguageError {
    let json = try? JSONParser.parse(bytes)
    if head.status == 403, bytes.isEmpty { return .forbidden }
    if head.status == 503 { return .busy }
    guard let json else {
      let text = String(decoding: bytes.prefix(200), as: UTF8.self)
      // Both servers answer with JSON, but for routes they do not have.
      if head.status == 404 || head.status == 405 { return .notAModelServer("HTTP \(head.status)") }
      return .serverError(status: head.status, text.isEmpty ? "nothing more" : text)
    }
    return Self.error(json, status: head.status, model: model)
  }

  /// What an error object, in an answer or in the middle of a stream, says.
  static func error(_ json: JSON, status: Int, model: String) -> LanguageError {
    let (text, details) = words(json)
    if status == 503 { return .busy }
    if details?["type"]?.string == "exceed_context_size_error" || isAboutLength(text) {
      return .promptTooLong(
        tokens: details?["n_prompt_tokens"]?.int64.map(Int.init),
        limit: details?["n_ctx"]?.int64.map(Int.init))
    }
    // The statuses are the same in all versions, the words are not. In a stream there are only words.
    if status == 404 || (status == 200 && text.hasPrefix("model ") && text.contains("not found")) {
      return .modelMissing(model)
    }
    if let range = text.firstRange(of: "does not support ") {
      return .modelCannot(String(text[range.upperBound...].prefix { $0 != "." }), model: model)
    }
    return .serverError(status: status, String(text.prefix(400)))
  }

  /// `{"error":"text"}`, `{"error":{"message":…}}`, `{"message":…}`, and an error of the first form whose text is one
  /// of the second, as a server has it from another one behind it.
  private static func words(_ json: JSON) -> (text: String, details: JSONObject?) {
    if let text = json["error"]?.string {
      if text.hasPrefix("{"), let inner = try? JSONParser.parse(Array(text.utf8)) { return words(inner) }
      return (text, nil)
    }
    let details = json["error"]?.object ?? json.object
    return (details?["message"]?.string ?? json.text, details)
  }

  private static func isAboutLength(_ text: String) -> Bool {
    [
      "input length exceeds the context length", "longer than the context length", "maximum context length",
      "exceeds the available context size",
    ].contains(where: text.contains)
  }
}
