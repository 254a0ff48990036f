internal import Bytes
internal import Glibc

/// A folder that gets its name once all of its files are written, so that what was interrupted is never taken for it.
final class UnfinishedFolder {
  /// The name it gets.
  let path: String
  private let unfinished: String
  private var files: [String] = []
  private var isWhole = false

  /// Makes it for its owner alone; fails when there is such a folder with something in it, or none can be made.
  init(path: String) throws {
    let end = path.lastIndex { $0 != "/" } ?? path.startIndex
    self.path = String(path[...end])
    unfinished = self.path + ".part"
    if access(self.path, F_OK) == 0, Folder.names(self.path)?.isEmpty != true {
      throw Failure(.conflict, "\(path) is there already, and is not an empty folder")
    }
    guard mkdir(unfinished, 0o700) == 0 else {
      let code = errno
      guard code == EEXIST else { throw SystemError(.write, unfinished, code: code) }
      throw Failure(
        .conflict, "\(unfinished) is there already: an export is under way, or one was killed and left it")
    }
  }

  deinit {
    if isWhole { return }
    for file in files { unlink(file) }
    rmdir(unfinished)
  }

  /// Makes a file in it, which `write` fills.
  func add(_ name: String, _ write: (DescriptorSink) throws -> Void) throws {
    let file = try NewFile(path: "\(unfinished)/\(name)")
    files.append(file.path)
    try write(file.sink)
    try file.flush()
  }

  /// Gives it its name; fails when something has come to be there meanwhile.
  func finish() throws {
    guard rename(unfinished, path) == 0 else { throw SystemError(.write, path, code: errno) }
    isWhole = true
  }
}
