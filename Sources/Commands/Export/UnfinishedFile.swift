internal import Bytes
internal import Glibc

/// A file that gets its name once it is whole, so that what was interrupted is never taken for it.
final class UnfinishedFile {
  private let path: String
  private let file: NewFile
  private var isWhole = false

  /// Fails when there is such a file already that is not to be replaced, or that is no ordinary file, and when none can
  /// be made.
  init(path: String, replaces: Bool) throws {
    var status = stat()
    if !replaces {
      try NewFile.check(path)
    } else if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Failure(.conflict, "\(path) is no ordinary file, and is not replaced")
    }
    self.path = path
    let unfinished = path + ".unfinished"
    // Left by a run that was killed.
    unlink(unfinished)
    file = try NewFile(path: unfinished)
  }

  deinit {
    if !isWhole { unlink(file.path) }
  }

  /// Where its bytes go.
  var sink: DescriptorSink { file.sink }

  /// Gives it its name; fails when the last of it cannot be written.
  func finish() throws {
    try file.flush()
    guard rename(file.path, path) == 0 else { throw SystemError(.write, path, code: errno) }
    isWhole = true
  }
}
