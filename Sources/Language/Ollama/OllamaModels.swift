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
  let model: String
  let tell: (PullProgress) throws -> Void
  private var failure: ErrorBody?
  private var lines = LineSplitter()
  private var hasSucceeded = false

  init(model: String, tell: @escaping (PullProgress) throws -> Void) {
    self.model = model
    self.tell = tell
  }

  mutating func begin(_ head: HTTPHead) {
    if !head.isSuccess { failure = ErrorBody(head) }
  }

  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if failure != nil {
      failure?.add(bytes)
      return
    }
    var found: [ArraySlice<UInt8>] = []
    try lines.add(bytes) { found.append($0) }
    for line in found where !line.isEmpty {
      guard let object = try? JSONParser.parse(line) else {
        throw LanguageError.unreadable(String(decoding: line.prefix(200), as: UTF8.self))
      }
      if object["error"] != nil { throw ErrorBody.error(object, status: 200, model: model) }
      let status = object["status"]?.string ?? ""
      hasSucceeded = status == "success"
      try tell(
        PullProgress(status: status, total: object["total"]?.int64, completed: object["completed"]?.int64))
    }
  }

  mutating func end() throws {
    if let failure { throw failure.error(model: model) }
    guard hasSucceeded else { throw LanguageError.incomplete(.brokenOff) }
  }
}
