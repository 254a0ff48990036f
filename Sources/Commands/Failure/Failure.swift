internal import Arguments
internal import Bytes
internal import Exchange
internal import HTTP
internal import Language
internal import Models
internal import Store

/// A failure as the user meets it: one sentence, at most one hint that can be pasted, an exit status.
struct Failure: Error {
  let status: ExitStatus
  /// What failed, and why.
  let message: String
  /// The place in a text that is meant, drawn for a person.
  var excerpt: Excerpt?
  var hint: Hint?
  var candidates: [StoreError.Candidate] = []

  /// A failure in words of the caller's: `message` is one sentence without a full stop.
  init(
    _ status: ExitStatus, _ message: String, hint: Hint? = nil, candidates: [StoreError.Candidate] = []
  ) {
    self.status = status
    self.message = message
    self.hint = hint
    self.candidates = candidates
  }

  /// Words an error for a person; what is not known by type is an unexpected failure.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as UsageError: self.init(.usage, error.message, hint: .line(error.hint))
    case let error as StoreError: self.init(store: error)
    case let error as SystemError: self.init(error.isNotFound ? .notFound : .failure, "\(error)")
    case let error as QueryError: self.init(query: error)
    case let error as ConditionError: self.init(condition: error)
    case let error as PlanError: self.init(.invalid, "\(error)")
    case let error as JSONError: self.init(.invalid, "this is not JSON: \(error)")
    case let error as LanguageError: self.init(language: error)
    case let error as HTTPError: self.init(http: error)
    case let error as BadEntry: self.init(.invalid, error.reason)
    case let error as TranscriptProblem:
      self.init(.invalid, (error.line.map { "line \($0): " } ?? "") + "\(error)")
    case let error as AtomicFailure:
      let cause = Failure(error.error)
      self.init(
        cause.status, "nothing was written: line \(error.line): \(cause.message)", hint: cause.hint,
        candidates: cause.candidates)
    default:
      if let failure = DatabaseFailure(error) {
        self.init(database: failure)
      } else {
        self.init(.failure, "\(error)")
      }
    }
  }

  private init(condition error: ConditionError) {
    self.init(
      .usage, "the condition is wrong: \(error.message)",
      hint: error.hint.map { .correction(of: error.text, by: $0) })
    excerpt = Excerpt(of: error.text, at: error.place)
  }

  private init(query error: QueryError) {
    switch error {
    case .badCondition(let key, let error):
      self.init(.usage, "\"\(key)\" of the query is wrong: \(error.message)")
      excerpt = Excerpt(of: error.text, at: error.place)
    case .unknownKey(let key, let good):
      self.init(.usage, "\(error)", hint: .nearest(to: key, among: good))
    case .unknownType(let word):
      self.init(.usage, "\(error)", hint: .nearest(to: word, among: RecordType.allCases.map(\.rawValue)))
    case .unknownFunction(let word):
      let good = Query.AggregateFunction.allCases.map(\.rawValue)
      self.init(.usage, "\(error)", hint: .nearest(to: word, among: good))
    case .notAnObject, .wrongValue, .badPath:
      self.init(.usage, "\(error)", hint: .line("crm query --help"))
    }
  }

  private init(database failure: DatabaseFailure) {
    switch failure {
    case .locked:
      self.init(.conflict, "the database is locked: another program is writing to it; try again later")
    case .readOnly: self.init(.conflict, "the file or folder of the database is read-only")
    case .full: self.init(.failure, "the disk is full; nothing of this was written")
    case .damaged:
      self.init(
        .failure, "the database is damaged; crm db restore goes back to a copy", hint: .command("db check"))
    // A signal ends the program before anybody asks for words; what else stops a statement is its time.
    case .interrupted: self.init(.failure, "the statement took too long; --timeout gives it more seconds")
    case .other(let reason): self.init(.failure, "the database failed: \(reason)")
    }
  }
}

extension Hint {
  /// The correction of a misspelt word, where there is a good one near it.
  static func nearest(to word: String, among good: [String]) -> Hint? {
    Suggestion.nearest(to: word, among: good).first.map { .correction(of: word, by: $0) }
  }
}
