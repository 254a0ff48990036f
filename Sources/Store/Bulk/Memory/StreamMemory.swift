internal import Bytes
internal import Models
internal import SQLite

/// What a stream of records remembers of the tables, so that it need not ask them again for each.
///
/// It holds as long as nobody else writes: that somebody has is noticed when the next batch begins, and then all of it
/// is forgotten.
final class StreamMemory {
  /// What records ask for again and again.
  enum Question: Hashable {
    /// The company of a folded name or domain.
    case company(String)
    case status(String)
    /// The status of a new contact.
    case firstStatus
  }

  private let database: Database
  private var version: Int64?
  private var answers: [Question: Int64] = [:]
  private var companies: Set<Int64> = []
  /// The name that was last found to mean no company: who finds that asks again before one is made.
  private var unknownCompany: String?
  /// By what contacts are recognised; nil when that is not known.
  private var keys: KeyFilter?
  /// How many batches to wait before the keys are read.
  private var patience = 1

  /// Some twenty megabytes.
  private static let capacity = 200_000

  init(database: Database) {
    self.database = database
  }

  /// Sees whether somebody else has written since the last batch. `isMostlyNew` says whether the stream so far speaks of
  /// contacts who are not here: only then is it worth while to read by what they are recognised.
  func beginBatch(isMostlyNew: Bool) throws {
    let version = try database.value("PRAGMA data_version", as: Int64.self)
    if self.version != version {
      // The keys of a large table take a while to read, and who writes once may write again.
      if self.version != nil { patience = 8 }
      self.version = version
      forget()
      keys = nil
    }
    guard keys == nil, isMostlyNew else { return }
    patience -= 1
    if patience < 0 { try readKeys() }
  }

  // MARK: Answers

  /// What a question was answered before, or what `find` answers now; only what is there is remembered.
  func answer(_ question: Question, _ find: () throws -> Int64?) rethrows -> Int64? {
    if let known = answers[question] { return known }
    let found = try find()
    if let found {
      if answers.count >= Self.capacity { forget() }
      answers[question] = found
      if case .company = question { companies.insert(found) }
    }
    return found
  }

  /// Whether there is certainly a company with an id.
  func knows(company id: Int64) -> Bool { companies.contains(id) }

  /// Forgets what was answered: when something is taken back, or changed in another way than by creating a record.
  func forget() {
    answers.removeAll()
    companies.removeAll()
    unknownCompany = nil
  }

  // MARK: Keys of contacts

  /// Whether a contact may have an address.
  func mayHold(email: String) -> Bool { keys?.mayHold(email) ?? true }

  /// Whether a contact without an address may have a folded name.
  func mayHold(lone name: String) -> Bool { keys?.mayHold(Self.lone(name)) ?? true }

  // No address begins so.
  private static func lone(_ name: String) -> String { "@" + name }

  private func readKeys() throws {
    var keys = KeyFilter()
    try database.forEach("SELECT email FROM contact WHERE email IS NOT NULL") { keys.insert(try $0[0]) }
    try database.forEach("SELECT value FROM contact_email") { keys.insert(try $0[0]) }
    try database.forEach(
      "SELECT name_key FROM contact INDEXED BY contact_by_name_alone WHERE email IS NULL AND name_key IS NOT NULL"
    ) { keys.insert(Self.lone(try $0[0])) }
    self.keys = keys
  }

  // MARK: What is written

  /// Takes note of a record that is being written.
  func note(_ draft: Draft) {
    switch draft.type {
    case .contact:
      guard keys != nil else { return }
      let emails = draft["emails"].array ?? []
      for case .string(let email) in emails { keys?.insert(email) }
      if emails.isEmpty {
        let name: JSONObject = ["first_name": draft["first_name"], "last_name": draft["last_name"]]
        keys?.insert(Self.lone(SearchKey.fold(name.fullName)))
      }
    case .company where draft.isCreation:
      // From now on a name may mean two.
      for name in ["name", "domain"] {
        if let name = draft[name].string { answers[.company(SearchKey.fold(name))] = nil }
      }
      unknownCompany = nil
    case .company, .status: forget()
    default: break
    }
  }

  // MARK: Companies

  /// The companies that a name or domain means exactly.
  func companies(named name: String) throws -> [Int64] {
    if name == unknownCompany { return [] }
    let references = References(database: database)
    // Names are the same by their folded form, domains are not.
    if name.hasASCII("."), name.utf8.contains(where: { $0 >= 0x80 }) {
      return try references.exact(.company, name)
    }
    var all: [Int64] = []
    let one = try answer(.company(SearchKey.fold(name))) {
      all = try references.exact(.company, name)
      return all.count == 1 ? all[0] : nil
    }
    if let one { return [one] }
    if all.isEmpty { unknownCompany = name }
    return all
  }
}
