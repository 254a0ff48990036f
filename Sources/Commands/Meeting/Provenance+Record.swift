internal import Bytes
internal import Language

extension Provenance {
  /// Who found something, as insights and proposals keep it.
  var record: JSONObject {
    [
      "engine": .string(engine.rawValue), "model": model.map(JSON.string) ?? .null,
      "prompt_version": promptVersion.map(JSON.string) ?? .null,
    ]
  }
}
