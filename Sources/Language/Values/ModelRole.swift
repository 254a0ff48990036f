/// What a model is asked for: each role may have its own.
package enum ModelRole: String, CaseIterable, Sendable {
  /// Facts out of text, by a schema: a small model.
  case extract
  /// Words for a person, and choosing among tools: a large one.
  case chat
  /// Vectors.
  case embed
}
