internal import Arguments
internal import Bytes
internal import Glibc
internal import Store

/// Looks at the database file.
struct DatabaseCheckup {
  private let session: Session
  private let path: String

  init(_ session: Session) throws {
    self.session = session
    path = try session.databasePath()
  }

  func checks() throws -> [Check] {
    guard access(path, F_OK) == 0 else {
      return [.ok("database", "there is none at \(path) yet; the first command that writes makes it")]
    }
    return [try content()] + [permissions()].compactMap { $0 }
  }

  private func content() throws -> Check {
    do {
      let store = try session.store()
      let problems = try store.problems()
      guard problems.isEmpty else {
        return .fail(
          "database", "\(path): \(problems.joined(separator: "; "))", .failure, remedy: .command("db check"))
      }
      let info = try store.info()
      return .ok(
        "database", "\(path), schema \(info["schema"]?.string ?? ""), SQLite \(info["sqlite"]?.string ?? "")")
    } catch {
      try Interruption.check()
      // What follows goes by the other places of settings.
      session.passOverDatabase()
      let failure = Failure(error)
      if case StoreError.olderSchema = error {
        return .warn("database", failure.message, remedy: .command("db migrate"))
      }
      return .fail("database", failure.message, .failure, remedy: failure.hint)
    }
  }

  /// Nil when the file cannot be asked for its mode.
  private func permissions() -> Check? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let mode = String(status.st_mode & 0o777, radix: 8)
    if status.st_mode & 0o077 == 0 { return .ok("permissions", "\(mode): the file is its owner's alone") }
    return .warn(
      "permissions", "\(mode): others of this machine may open \(path)",
      remedy: .line("chmod 600 \(path.shellQuoted)"))
  }
}
