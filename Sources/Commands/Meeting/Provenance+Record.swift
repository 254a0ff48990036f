internal import Bytes
internal import Models

extension Provenance {
  /// Who found something, as insights and proposals keep it.
  var record: JSONObject {
    [
      "engine": .string(engine), "model": model.map(JSON.string) ?? .null,
      "prompt_version": promptVersion.map(JSON.string) ?? .null,
    ]
  }
}
