internal import Bytes
internal import Glibc

/// A file or a stream that tells before it waits: what has come so far can be worked off while nothing more is
/// there, and a signal ends the waiting.
struct PatientSource: ByteSource {
  private let source: DescriptorSource
  private let beforeWaiting: () throws -> Void
  private let afterReading: (_ count: Int) -> Void

  /// `beforeWaiting` is called when nothing is there to be read, `afterReading` with how many bytes came.
  init(
    _ source: DescriptorSource, beforeWaiting: @escaping () throws -> Void = {},
    afterReading: @escaping (_ count: Int) -> Void = { _ in }
  ) {
    self.source = source
    self.beforeWaiting = beforeWaiting
    self.afterReading = afterReading
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !isReady(timeout: 0) {
      try beforeWaiting()
      while !isReady(timeout: -1) { try Interruption.check() }
    }
    try Interruption.check()
    let count = try source.read(into: buffer)
    afterReading(count)
    return count
  }

  /// Whether a read would not wait; an end of file and an error do not.
  private func isReady(timeout: Int32) -> Bool {
    var request = pollfd(fd: source.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, timeout) != 0 && request.revents != 0
  }
}

extension Session {
  /// What an operand names: a file, or standard input for `-`. Fails when there is no such file.
  func input(_ operand: String) throws -> DescriptorSource {
    operand == "-"
      ? DescriptorSource(descriptor: world.input.descriptor, name: world.input.name)
      : try DescriptorSource(path: operand)
  }

  /// All of what an operand names, in memory.
  func contents(_ operand: String) throws -> [UInt8] {
    var source = PatientSource(try input(operand))
    return try source.readToEnd()
  }
}
