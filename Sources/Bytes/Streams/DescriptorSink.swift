internal import Glibc

/// Writes bytes to an open file descriptor, gathered into pieces of 64 KiB.
///
/// Nothing is written on release: call `flush()` at the end, which is where a full disk shows.
/// A closed pipe is an error only where SIGPIPE is ignored; otherwise it ends the process.
package final class DescriptorSink {
  private static let capacity = 65_536

  private let descriptor: Int32
  private let name: String
  private var pending: [UInt8] = []

  /// Writes to a descriptor that somebody else opened and closes; `name` is for messages.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    pending.reserveCapacity(Self.capacity)
  }

  /// Takes bytes; large pieces go out directly, without being copied.
  ///
  /// Fails when the system cannot write; what was pending is dropped then.
  package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(SystemError) {
    if pending.count + bytes.count > Self.capacity { try flush() }
    if bytes.count >= Self.capacity {
      try writeAll(bytes)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  /// Takes the bytes of an array.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in try write(bytes) }
  }

  /// Takes a text as UTF-8.
  package func write(_ text: String) throws(SystemError) {
    try write(Array(text.utf8))
  }

  /// Writes out what is pending; fails when the system cannot write.
  package func flush() throws(SystemError) {
    // Dropped even when writing fails: a later flush must not repeat the part that went out.
    defer { pending.removeAll(keepingCapacity: true) }
    try pending.withUnsafeBufferPointer { (bytes) throws(SystemError) in try writeAll(bytes) }
  }

  private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      let code = errno
      guard mayTryAgain(after: code, on: descriptor, for: POLLOUT) else {
        throw SystemError(.write, name, code: code)
      }
    }
  }
}
