internal import Search
internal import Store

/// What searches in this run: by which vectors, and whether by any.
struct SearchEngine {
  let searcher: Searcher
  let mode: SearchRequest.Mode

  /// Fails with status 6 when the vectors of the database are a server's, which does not answer, and nothing but the
  /// meaning was asked for; else the words do without.
  init(_ session: Session, mode: SearchRequest.Mode) throws {
    let store = try session.store()
    let space = try store.vectorSpace()
    self.mode = mode
    var maker = VectorMaker.builtin
    if mode != .keyword, let space {
      do {
        maker = try session.vectorMaker(of: space)
      } catch {
        let failure = Failure(error)
        guard failure.status == .model, mode == .hybrid else { throw error }
        session.remark("the vectors of the database are not used: \(failure.message)")
      }
    }
    if mode != .keyword, let space, space != maker.space {
      let stale =
        "the vectors of the database are those of \(space.name) as it was, and cannot be compared with new ones"
      if mode == .semantic { throw Failure(.failure, stale, hint: .command("embed --all")) }
      session.remark(stale + "; crm embed --all makes them anew")
    }
    let vectors: Searcher.Vectors =
      maker.model == nil ? .table : .model { text in try maker.vectors(of: [text])[0] }
    searcher = try Searcher(store, space: maker.space, vectors: vectors)
  }
}
