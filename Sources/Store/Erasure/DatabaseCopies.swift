internal import Bytes
internal import Glibc
internal import SQLite

/// The copies of a database that the program made beside it.
enum DatabaseCopies {
  /// Their paths in order: what a migration and `restore` keep, by its name; other files of the folder when they are
  /// databases with the same salt, which only a copy has.
  static func paths(beside path: String, salt: [UInt8]) -> [String] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    var paths: [String] = []
    for other in namesInFolder(folder.isEmpty ? "." : folder) {
      if other == name || ["-wal", "-shm", "-journal"].contains(where: other.hasSuffix) { continue }
      let isKept = other.hasPrefix(name + ".before-") || other == name + ".unfinished"
      if isKept || isCopy(folder + other, of: path, salt) { paths.append(folder + other) }
    }
    return paths.sorted()
  }

  private static func isCopy(_ other: String, of path: String, _ salt: [UInt8]) -> Bool {
    guard isDatabaseOfOurs(other), !isSameFile(other, path),
      let database = try? Database(path: other, access: .readOnly)
    else { return false }
    // A database before that migration has none.
    return (try? database.value("SELECT salt FROM erased_salt", as: [UInt8].self)) == salt
  }

  /// Whether a file begins as a database of ours does: https://sqlite.org/fileformat2.html#the_database_header
  private static func isDatabaseOfOurs(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let source = try? DescriptorSource(path: path)
    else { return false }
    var head = [UInt8](repeating: 0, count: 72)
    guard (try? head.withUnsafeMutableBytes { try source.read(into: $0) }) == head.count else { return false }
    let applicationID = head[68...].reduce(0) { $0 << 8 | Int($1) }
    return head.starts(with: Array("SQLite format 3\0".utf8)) && applicationID == Migration.applicationID
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Removes a copy with what SQLite keeps beside it. Fails when the file stays.
  static func delete(_ path: String) throws {
    for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
    guard unlink(path) == 0 || errno == ENOENT else {
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
