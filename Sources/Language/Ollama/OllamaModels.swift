internal import Bytes
internal import HTTP

extension ModelInfo {
  /// An entry of `/api/tags`.
  init?(ollama entry: JSON) {
    guard let name = entry["name"]?.string ?? entry["model"]?.string else { return nil }
    self.init(name: name)
    digest = entry["digest"]?.string
    size = entry["size"]?.int64
    modifiedAt = entry["modified_at"]?.string
    capabilities = entry["capabilities"]?.array?.compactMap(\.string)
    take(details: entry["details"])
  }

  /// What `/api/show` says, completed by the list.
  init(name: String, shown: JSONObject, listed: ModelInfo?) {
    self = listed ?? ModelInfo(name: name)
    take(details: shown["details"])
    capabilities = shown["capabilities"]?.array?.compactMap(\.string) ?? capabilities
    let facts = shown["model_info"]
    guard let architecture = facts?["general.architecture"]?.string else { return }
    contextLength = facts?["\(architecture).context_length"]?.int64.map(Int.init) ?? contextLength
    embeddingWidth = facts?["\(architecture).embedding_length"]?.int64.map(Int.init) ?? embeddingWidth
  }

  private mutating func take(details: JSON?) {
    family = details?["family"]?.string ?? family
    parameters = details?["parameter_size"]?.string ?? parameters
    quantization = details?["quantization_level"]?.string ?? quantization
    contextLength = details?["context_length"]?.int64.map(Int.init) ?? contextLength
    embeddingWidth = details?["embedding_length"]?.int64.map(Int.init) ?? embeddingWidth
  }
}

extension LoadedModel {
  /// An entry of `/api/ps`.
  init?(ollama entry: JSON) {
    guard let name = entry["name"]?.string ?? entry["model"]?.string else { return nil }
    self.init(
      name: name, size: entry["size"]?.int64, sizeOnCard: entry["size_vram"]?.int64,
      contextLength: entry["context_length"]?.int64.map(Int.init), expiresAt: entry["expires_at"]?.string)
  }
}

/// The lines of `/api/pull`, the last of which says `success`.
struct PullDecoder: HTTPReceiver {
  private let tell: (PullProgress) throws -> Void
  private var lines: AnswerLines
  private var hasSucceeded = false

  init(model: String, tell: @escaping (PullProgress) throws -> Void) {
    lines = AnswerLines(model: model)
    self.tell = tell
  }

  mutating func begin(_ head: HTTPHead) {
    lines.begin(head)
  }

  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    for line in try lines.receive(bytes) where !line.isEmpty {
      guard let object = try? JSONParser.parse(line) else {
        throw LanguageError.unreadable(String(decoding: line.prefix(200), as: UTF8.self))
      }
      if object["error"] != nil { throw ErrorBody.error(object, status: 200, model: lines.model) }
      let status = object["status"]?.string ?? ""
      hasSucceeded = status == "success"
      try tell(
        PullProgress(status: status, total: object["total"]?.int64, completed: object["completed"]?.int64))
    }
  }

  mutating func end() throws {
    try lines.end()
    guard hasSucceeded else { throw LanguageError.incomplete(.brokenOff) }
  }
}
