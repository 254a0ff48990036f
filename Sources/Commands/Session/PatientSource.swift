internal import Bytes
internal import Glibc

/// A descriptor that tells before it waits: what has come so far can be worked off while nothing more is there, and
/// a signal ends the waiting.
struct PatientSource: ByteSource {
  private let source: DescriptorSource
  private let descriptor: Int32
  private let beforeWaiting: () throws -> Void

  /// `beforeWaiting` is called when nothing is there to be read.
  init(_ stream: World.Stream, beforeWaiting: @escaping () throws -> Void = {}) {
    source = DescriptorSource(descriptor: stream.descriptor, name: stream.name)
    descriptor = stream.descriptor
    self.beforeWaiting = beforeWaiting
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !isReady(timeout: 0) {
      try beforeWaiting()
      while !isReady(timeout: -1) { try Interruption.check() }
    }
    try Interruption.check()
    return try source.read(into: buffer)
  }

  /// Whether a read would not wait; an end of file and an error do not.
  private func isReady(timeout: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, timeout) != 0 && request.revents != 0
  }
}
