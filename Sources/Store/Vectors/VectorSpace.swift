internal import Embedding
internal import SQLite

/// Which model made the vectors of a database: those of two are never compared.
package struct VectorSpace: Hashable, Sendable {
  /// The engine's name, as results have it.
  package let engine: String
  package let model: String
  /// Of the model's weights; nil where a server does not say.
  package let digest: String?
  /// How many numbers a vector has.
  package let width: Int

  package init(engine: String, model: String, digest: String?, width: Int) {
    self.engine = engine
    self.model = model
    self.digest = digest
    self.width = width
  }

  /// That of the table of words which is built into this program.
  package static let builtin = VectorSpace(
    engine: "builtin", model: "words", digest: Embedder().identity, width: Embedder().dimensions)

  /// Whether this program makes vectors of it by itself, whenever a record is written.
  package var isBuiltin: Bool { self == .builtin }

  /// That of a database; nil before its first vector.
  static func current(in database: Database) throws -> VectorSpace? {
    try database.first("SELECT engine, model, digest, width FROM vector_space") {
      VectorSpace(engine: try $0[0], model: try $0[1], digest: try $0[2], width: try $0[3])
    }
  }

  /// Makes it that of a database, whose vectors of any other go.
  func take(over database: Database) throws {
    try database.execute("DELETE FROM vector_block")
    try database.execute(
      """
      INSERT OR REPLACE INTO vector_space (id, engine, model, digest, width)
      VALUES (1, \(engine), \(model), \(digest), \(width))
      """)
  }
}
