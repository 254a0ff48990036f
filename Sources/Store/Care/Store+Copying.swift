internal import Glibc
internal import SQLite

extension Store {
  /// Copies a database to a file of mode 0600: beside it first, so that what was there stays until the copy is whole.
  static func copy(
    _ source: Database, to path: String, progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws {
    let unfinished = path + ".unfinished"
    unlink(unfinished)
    try makeFile(unfinished)
    do {
      let destination = try Database(path: unfinished, access: .readWrite)
      try source.backup(to: destination) { remaining, total in try progress(total - remaining, total) }
    } catch {
      unlink(unfinished)
      throw error
    }
    guard rename(unfinished, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(unfinished)
      throw StoreError.cannotOpen(path: path, reason: reason)
    }
  }
}
