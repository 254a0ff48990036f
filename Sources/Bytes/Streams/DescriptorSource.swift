internal import Glibc

/// Bytes of an open file descriptor: a file, a pipe, a terminal.
package struct DescriptorSource: ByteSource {
  /// To be asked whether there is something to read; not to be read from by others.
  package let descriptor: Int32
  private let name: String
  private let owner: DescriptorOwner?

  /// Reads a descriptor that somebody else opened and closes; `name` is for messages.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    self.owner = nil
  }

  /// Opens a file, which is closed when the last copy of this value is gone.
  ///
  /// Fails when there is no such file or it may not be read.
  package init(path: String) throws(SystemError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.read, path, code: errno) }
    self.descriptor = descriptor
    self.name = path
    self.owner = DescriptorOwner(descriptor)
  }

  /// How many bytes a regular file has; nil for what has no size, such as a pipe.
  package var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads what is there, waiting only when there is nothing; fails when the system cannot read.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      let code = errno
      guard mayTryAgain(after: code, on: descriptor, for: POLLIN) else {
        throw SystemError(.read, name, code: code)
      }
    }
  }
}

/// Closes a descriptor when nobody holds this any more.
private final class DescriptorOwner: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}

/// Whether a call that failed only has to be made again, after waiting where it has to wait.
///
/// A descriptor shared with another process may have been made non-blocking by it (`ssh` and `node`
/// do so to their standard streams), which makes an ordinary read or write fail with EAGAIN.
func mayTryAgain(after code: Int32, on descriptor: Int32, for event: Int32) -> Bool {
  if code == EAGAIN {
    var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&request, 1, -1) > 0 || errno == EINTR
  }
  return code == EINTR
}
