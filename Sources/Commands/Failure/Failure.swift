internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// A failure as the user meets it: one sentence, at most one hint that can be pasted, an exit status.
struct Failure: Error {
  let status: ExitStatus
  /// What failed, and why.
  let message: String
  var hint: String?
  var candidates: [StoreError.Candidate] = []

  /// Words an error for a person; what is not known by type is an unexpected failure.
  init(_ error: any Error) {
    self = Self.describe(error)
  }

  private static func describe(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: return failure
    case let error as UsageError: return Failure(.usage, error.message, hint: error.hint)
    case let error as StoreError: return Failure(store: error)
    case let error as SystemError: return Failure(error.isNotFound ? .notFound : .failure, "\(error)")
    case let error as QueryError: return Failure(.usage, "\(error)")
    case let error as ConditionError: return Failure(.usage, "\(error)", hint: error.hint)
    case let error as PlanError: return Failure(.invalid, "\(error)")
    case let error as JSONError: return Failure(.invalid, "\(error)")
    case let error as AtomicFailure:
      let cause = Failure(store: error.error)
      return Failure(
        cause.status, "nothing was written: \(error)", hint: cause.hint, candidates: cause.candidates)
    case is ReadOnlyRefusal:
      return Failure(
        .conflict, "this command writes, and writing is switched off by --read-only or CRM_READ_ONLY")
    default:
      guard let failure = DatabaseFailure(error) else { return Failure(.failure, "\(error)") }
      return Failure(database: failure)
    }
  }

  init(
    _ status: ExitStatus, _ message: String, hint: String? = nil, candidates: [StoreError.Candidate] = []
  ) {
    self.status = status
    self.message = message
    self.hint = hint
    self.candidates = candidates
  }

  private init(store error: StoreError) {
    let message = "\(error)"
    switch error {
    case .unknownField, .notComparable, .badOperand, .notAnAggregate, .unknownResultColumn, .badSQL:
      self.init(.usage, message)
    case .notFound, .noSuchEntry, .nothingToUndo, .nothingToRedo, .noDatabase:
      self.init(.notFound, message, hint: error.hint)
    case .ambiguous(_, _, let candidates):
      self.init(.conflict, message, hint: error.hint, candidates: candidates)
    case .duplicate(_, _, _, let other):
      self.init(.conflict, message, hint: error.hint, candidates: [other])
    case .inUse(let record, _, _):
      self.init(.conflict, message, hint: error.hint, candidates: [record])
    case .overtaken, .alreadyUndone, .undoOvertaken, .readOnly:
      self.init(.conflict, message, hint: error.hint)
    case .invalid, .untyped:
      self.init(.invalid, message)
    case .notADatabase, .newerSchema, .olderSchema, .brokenMigration, .cannotOpen, .damaged:
      self.init(.failure, message, hint: error.hint)
    }
  }

  private init(database failure: DatabaseFailure) {
    switch failure {
    case .locked:
      self.init(.conflict, "the database is locked by another program that is writing", hint: "try again")
    case .readOnly: self.init(.conflict, "the database file may only be read")
    case .full: self.init(.failure, "the disk is full; nothing was written")
    case .damaged: self.init(.failure, "the database file is damaged", hint: "crm db check")
    case .interrupted: self.init(.failure, "the database was asked to stop")
    case .other(let reason): self.init(.failure, reason)
    }
  }
}

extension StoreError {
  /// A command to paste.
  fileprivate var hint: String? {
    switch self {
    case .noDatabase: "crm contact add 'First Last' makes it"
    case .olderSchema: "crm db migrate"
    case .ambiguous(let type, _, let candidates):
      candidates.first.map { "crm \(type.rawValue) show \($0.id)" }
    case .duplicate(let type, "email", _, let other): "crm \(type.rawValue) show \(other.id)"
    case .inUse(let record, .deal, _) where record.type == .company:
      "crm company delete \(record.id) --move-to COMPANY, or --cascade"
    case .undoOvertaken(_, let later?, _): "crm undo \(later)"
    case .notFound(let type, _): "crm \(type.rawValue) list"
    case .noSuchEntry: "crm log"
    default: nil
    }
  }
}
