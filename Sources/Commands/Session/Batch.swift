/// Work on several things one after another, of which some may fail while the rest goes on.
struct Batch {
  private let session: Session
  private let isSingle: Bool
  /// What became of those that did not go well.
  private var failures: Set<ExitStatus> = []
  private var done = 0

  /// Of a single thing the failure is the command's own.
  init(_ session: Session, isSingle: Bool) {
    self.session = session
    self.isSingle = isSingle
  }

  /// Does one of them; a failure is told with the name of the thing, and remembered: nil then.
  mutating func attempt<Value>(_ name: String, _ body: () throws -> Value) throws -> Value? {
    try Interruption.check()
    do {
      let value = try body()
      done += 1
      return value
    } catch {
      try Interruption.check()
      if isSingle { throw error }
      let failure = Failure(error)
      session.report(Failure(failure.status, "\(name): \(failure.message)"))
      failures.insert(failure.status)
      return nil
    }
  }

  /// Remembers that one of them did not go well altogether.
  mutating func note(_ status: ExitStatus) {
    failures.insert(status)
  }

  /// How the command ends: as the one thing did, or as all that failed did where nothing went well; input that was
  /// rejected aside, some of many are a batch that is done in part.
  var status: ExitStatus {
    if failures.isEmpty { return .ok }
    if failures.count == 1, let only = failures.first, done == 0 || only == .invalid { return only }
    return .partial
  }
}
