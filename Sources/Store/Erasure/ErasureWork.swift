internal import Bytes
internal import Models
internal import SQLite

/// One erasure: of whom, and in which databases.
struct ErasureWork {
  private let store: Store
  private let contact: Int64
  private let person: Person
  private let shared: SharedSigns
  private let eraser: Eraser
  private let copies: [CopyAtWork]

  private struct CopyAtWork {
    let path: String
    /// Nil for a file that cannot be opened as a database.
    let database: Database?
  }

  /// Gathers what is known of the person here and in the copies. Fails with `notFound` when that is nothing.
  init(_ contact: Int64, of store: Store) throws {
    self.store = store
    self.contact = contact
    var person = try Person(contact: contact, in: store.database)
    try person.learnAll(from: store.database)
    guard person.isKnown else { throw StoreError.notFound(.contact, String(contact)) }

    let salt = try store.database.value("SELECT salt FROM erased_salt", as: [UInt8].self) ?? []
    copies = DatabaseCopies.paths(beside: store.path, salt: salt).map { path in
      CopyAtWork(path: path, database: try? Self.open(path, store.clock))
    }
    for copy in copies {
      guard let database = copy.database, var there = try? person.located(in: database),
        (try? there.learnAll(from: database)) != nil
      else { continue }
      person.learn(from: there)
    }
    self.person = person
    var shared = try SharedSigns(of: person, in: store.database)
    eraser = try Eraser(person, sharing: shared.names, in: store.database)
    try shared.learn(from: eraser.sweep)
    self.shared = shared
  }

  private static func open(_ path: String, _ clock: Clock) throws -> Database {
    let database = try Database(path: path, access: .readWrite)
    try Functions.register(on: database, clock: clock)
    return database
  }

  // MARK: Erasing

  /// Erases the person, in a transaction of the database itself; the copies are finished when it returns.
  func run(by author: Author) throws -> Erasure {
    try erase(by: author) { copy in try erase(copy) }
  }

  /// Does what can be taken back, and takes back what it does in the copies.
  func rehearse(by author: Author) throws -> Erasure {
    try erase(by: author) { copy in (try rehearse(copy), []) }
  }

  private func erase(
    by author: Author,
    _ eraseCopy: (CopyAtWork) throws -> (Erasure.Copy, remaining: [(name: String, count: Int)])
  ) throws -> Erasure {
    var erasure = Erasure()
    erasure.contact = contact
    var left: [(name: String, count: Int)] = []
    erasure.shared = shared.holders
    for copy in copies {
      let (outcome, remaining) = try eraseCopy(copy)
      erasure.copies.append(outcome)
      left += remaining
    }
    erasure.remaining = left
    let database = store.database
    var found = try eraser.run()
    found.add(copies.count, to: "copies")
    erasure.found = found.places
    try database.execute(
      """
      INSERT INTO journal (at, actor, command, summary, kind, state, records)
      VALUES (\(store.clock.now.microseconds), \(author.actor), \("crm contact erase \(contact)"),
      \("erase contact \(contact)"), \(Recorder.Kind.erasure.rawValue), 'done', \(found.total))
      """)
    erasure.entry = database.lastInsertedID
    try database.execute("INSERT INTO erasure (entry_id) VALUES (\(erasure.entry))")
    try Erased(database: database).insert(person, sharing: shared)
    return erasure
  }

  // MARK: Copies

  /// Erases the person in a copy, or the copy when that cannot be. A copy that is in use stays, and the failure says so.
  private func erase(_ copy: CopyAtWork) throws -> (Erasure.Copy, remaining: [(name: String, count: Int)]) {
    do {
      guard let database = copy.database else { throw StoreError.notADatabase(copy.path) }
      let eraser = try eraser(in: database)
      let found = try database.transaction(.immediate) { try eraser.run() }
      try Store.compact(database, path: copy.path)
      let remaining = try proof(eraser).remaining(path: copy.path).places
      return (Erasure.Copy(path: copy.path, found: found.total, isDeleted: false), remaining)
    } catch SQLiteError.busy {
      throw StoreError.copyInUse(copy.path)
    } catch StoreError.erasureUnfinished(let path) {
      throw StoreError.copyInUse(path)
    } catch {
      try DatabaseCopies.delete(copy.path)
      return (Erasure.Copy(path: copy.path, found: 0, isDeleted: true), [])
    }
  }

  private func rehearse(_ copy: CopyAtWork) throws -> Erasure.Copy {
    struct TakenBack: Error { let found: Findings }
    do {
      guard let database = copy.database else { throw StoreError.notADatabase(copy.path) }
      let eraser = try eraser(in: database)
      try database.transaction(.immediate) { throw TakenBack(found: try eraser.run()) }
    } catch let error as TakenBack {
      return Erasure.Copy(path: copy.path, found: error.found.total, isDeleted: false)
    } catch {}
    return Erasure.Copy(path: copy.path, found: 0, isDeleted: true)
  }

  private func eraser(in copy: Database) throws -> Eraser {
    try Eraser(try person.located(in: copy), sharing: shared.names, in: copy)
  }

  // MARK: Proof

  /// What is left in the database itself.
  func remaining() throws -> [(name: String, count: Int)] {
    try proof(eraser).remaining(path: store.path).places
  }

  private func proof(_ eraser: Eraser) -> ErasureProof {
    ErasureProof(
      sweep: eraser.sweep, patterns: person.patterns(sharing: shared.names), words: person.words)
  }
}
