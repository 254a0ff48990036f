internal import Glibc
internal import Store

/// A connection of its own to the database, for what is kept beside the records: a command that only reads may keep
/// such things, too.
///
/// Where there is no database none is made for this; in a dry run and a read-only one it is read and not written. What
/// fails is told to whoever wonders: nothing else may fail over it.
final class SideStore {
  private let session: Session
  /// What is not kept when it fails.
  private let what: String
  /// How long others that write are waited for.
  private let patience: Duration
  private var opened: Store?

  init(_ session: Session, keeping what: String, patience: Duration = .seconds(5)) {
    self.session = session
    self.what = what
    self.patience = patience
  }

  @discardableResult
  func using<Value>(_ body: (Store) throws -> Value) -> Value? {
    do {
      return try store().map(body)
    } catch {
      session.remark("\(what) is not kept: \(Failure(error).message)")
      return nil
    }
  }

  private func store() throws -> Store? {
    if let opened { return opened }
    let path = try session.databasePath()
    guard access(path, F_OK) == 0 else { return nil }
    let writes = !session.isReadOnly && !session.isDryRun
    opened = try Store(
      path: path, access: writes ? .writes : .reads, clock: try session.clock(), patience: patience)
    return opened
  }
}
