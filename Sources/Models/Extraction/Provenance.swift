/// What found the facts of an extraction: every stored fact names it.
package struct Provenance: Hashable, Sendable {
  package let engine: String
  /// Nil for the built-in engine.
  package let model: String?
  package let promptVersion: String?

  package init(engine: String, model: String? = nil, promptVersion: String? = nil) {
    self.engine = engine
    self.model = model
    self.promptVersion = promptVersion
  }
}
