internal import Embedding
internal import Language
internal import Store

/// What makes vectors of texts: the table that is built in, or a server's model.
struct VectorMaker {
  /// What its vectors can be compared with.
  let space: VectorSpace
  /// Nil for the table that is built in.
  let model: LanguageModel?

  static var builtin: VectorMaker { VectorMaker(space: .builtin, model: nil) }

  /// Asks a server's model for a vector, to learn how wide they are.
  init(_ model: LanguageModel) throws {
    let width = try model.vectors(["width"], purpose: "embed")[0].count
    space = VectorSpace(
      engine: model.engine.rawValue, model: model.info.name, digest: model.info.digest, width: width)
    self.model = model
  }

  private init(space: VectorSpace, model: LanguageModel?) {
    self.space = space
    self.model = model
  }

  /// Vectors of length 1, one for each text.
  func vectors(of texts: [String]) throws -> [[Float]] {
    if texts.isEmpty { return [] }
    if let model { return try model.vectors(texts, purpose: "embed") }
    let embedder = Embedder()
    return texts.map(embedder.vector)
  }
}

extension Session {
  /// What is to make vectors: what --engine or the setting model.embed asks for, else what has made those of the
  /// database, else what is built in.
  func vectorMaker() throws -> VectorMaker {
    let isAsked = try askedEngine() != nil || find(.model(.embed)).origin != .default
    if isAsked { return try language(for: .embed).model.map(VectorMaker.init) ?? .builtin }
    guard let space = try storedVectorSpace() else { return .builtin }
    return try vectorMaker(of: space)
  }

  /// What has made the vectors of the database. Fails with status 6 when its server does not answer, or has another
  /// model of that name by now.
  func vectorMaker(of space: VectorSpace) throws -> VectorMaker {
    guard let engine = Engine(rawValue: space.engine), engine != .builtin else { return .builtin }
    return try VectorMaker(advising(engine) { try embeddingModel(space.model, of: engine) })
  }

  /// The space of the database, where there is one.
  private func storedVectorSpace() throws -> VectorSpace? {
    do {
      return try store().vectorSpace()
    } catch StoreError.noDatabase {
      return nil
    }
  }
}
