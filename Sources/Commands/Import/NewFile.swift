internal import Bytes
internal import Glibc

/// A file that is written where there was none, and that only its owner may read: what is in it is about people.
final class NewFile {
  let path: String
  private let descriptor: Int32
  let sink: DescriptorSink

  /// Fails when there is such a file already, or it cannot be made.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 {
      let code = errno
      guard code == EEXIST else { throw SystemError(.write, path, code: code) }
      throw Self.exists(path)
    }
    self.path = path
    sink = DescriptorSink(descriptor: descriptor, name: path)
  }

  deinit { close(descriptor) }

  /// Fails when the file could not be made, before any work is done for it.
  static func check(_ path: String) throws {
    if access(path, F_OK) == 0 { throw exists(path) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else { throw SystemError(.write, path, code: errno) }
  }

  private static func exists(_ path: String) -> Failure {
    Failure(.conflict, "\(path) is there already, and no file is written over")
  }

  func write(_ bytes: [UInt8]) throws {
    try sink.write(bytes)
  }

  func flush() throws {
    try sink.flush()
  }
}
