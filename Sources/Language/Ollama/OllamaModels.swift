internal import Bytes

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
struct PullDecoder: LineDecoder {
  private let tell: (PullProgress) throws -> Void
  var lines: AnswerLines
  private var hasSucceeded = false

  init(model: String, tell: @escaping (PullProgress) throws -> Void) {
    lines = AnswerLines(model: model)
    self.tell = tell
  }

  mutating func receive(line: ArraySlice<UInt8>) throws {
    if line.isEmpty { return }
    let object = try lines.object(in: line)
    let status = object["status"]?.string ?? ""
    hasSucceeded = status == "success"
    try tell(
      PullProgress(status: status, total: object["total"]?.int64, completed: object["completed"]?.int64))
  }

  func finish() throws(LanguageError) {
    guard hasSucceeded else { throw .incomplete(.brokenOff) }
  }
}
