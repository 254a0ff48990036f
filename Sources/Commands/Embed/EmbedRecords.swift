internal import Bytes
internal import Models
internal import Store

/// Gives records the vectors that they lack.
struct EmbedRecords {
  private let session: Session

  /// So many passages are asked for at once: enough to keep a server busy, few enough to be stopped soon.
  private static let batch = 64

  init(_ session: Session) {
    self.session = session
  }

  // MARK: Making them

  func fill(rebuilding: Bool) throws {
    let store = try session.store()
    let maker = try session.vectorMaker()
    let space = try store.vectorSpace()
    if space != maker.space || rebuilding {
      if let space, space != maker.space { sayWhatGoes(space, maker.space, try store.vectorCounts()) }
      try store.use(maker.space)
    }
    let progress = Progress(session, what: "records")
    if maker.model == nil {
      try store.makeMissingVectors { made in
        progress.advance(made)
        try Interruption.check()
      }
    } else {
      for count in try store.vectorCounts() { try fill(count.type, maker, store, progress) }
    }
    progress.finish()
  }

  /// Asks a server for the vectors of a kind of records, some at a time.
  private func fill(
    _ type: RecordType, _ maker: VectorMaker, _ store: Store, _ progress: Progress
  ) throws {
    var last: Int64 = 0
    while true {
      let pending = try store.pendingRecords(type, after: last, limit: Self.batch)
      guard let next = pending.last?.id else { return }
      var made: [(record: PendingRecord, vectors: [[Float]])] = []
      var rest = try vectors(of: pending.flatMap(\.passages), maker)[...]
      for record in pending {
        made.append((record, Array(rest.prefix(record.passages.count))))
        rest = rest.dropFirst(record.passages.count)
      }
      try store.store(made, in: maker.space)
      progress.advance(pending.count)
      last = next
    }
  }

  private func vectors(of passages: [String], _ maker: VectorMaker) throws -> [[Float]] {
    var vectors: [[Float]] = []
    for start in stride(from: 0, to: passages.count, by: Self.batch) {
      try Interruption.check()
      vectors += try maker.vectors(of: Array(passages[start..<min(start + Self.batch, passages.count)]))
    }
    return vectors
  }

  private func sayWhatGoes(_ old: VectorSpace, _ new: VectorSpace, _ counts: [VectorCount]) {
    let vectors = counts.reduce(0) { $0 + $1.vectors }
    if vectors == 0 { return }
    let records = counts.reduce(0) { $0 + $1.embedded }
    session.note(
      "the \(vectors) vectors of \(records) records were made by \(old.name), and are made anew by \(new.name)"
    )
  }

  // MARK: Telling of them

  func printStatus() throws -> ExitStatus {
    let store = try session.store()
    let space = try store.vectorSpace() ?? .builtin
    let counts = try store.vectorCounts()
    func total(_ count: (VectorCount) -> Int) -> JSON {
      .number(JSONNumber(Int64(counts.reduce(0) { $0 + count($1) })))
    }
    var types: JSONObject = [:]
    for count in counts {
      types[count.type.rawValue] = [
        "records": .number(JSONNumber(Int64(count.records))),
        "missing": .number(JSONNumber(Int64(count.missing))),
      ]
    }
    // An older program's table of words is not ours: its vectors cannot be compared with any that we make.
    let isUsable = space.engine != VectorSpace.builtin.engine || space.isBuiltin
    return try session.printOne([
      "type": "embedding", "engine": .string(space.engine), "model": .string(space.model),
      "digest": space.digest.map(JSON.string) ?? .null, "width": .number(JSONNumber(Int64(space.width))),
      "records": total(\.records), "embedded": isUsable ? total(\.embedded) : 0,
      "missing": isUsable ? total(\.missing) : total(\.records), "vectors": total(\.vectors),
      "types": .object(types),
    ])
  }
}

extension VectorSpace {
  /// What a person calls it.
  var name: String { engine == Self.builtin.engine ? "the built-in table" : "\(model) of \(engine)" }
}
