internal import Bytes
internal import Glibc

/// Files or a stream that tell before they wait: what has come so far can be worked off while nothing more is
/// there, and a signal ends the waiting.
struct PatientSource: ByteSource {
  /// What is still to be read, one after another.
  private var sources: ArraySlice<DescriptorSource>
  private let beforeWaiting: () throws -> Void
  private let afterReading: (_ count: Int) -> Void

  /// `beforeWaiting` is called when nothing is there to be read, `afterReading` with how many bytes came.
  init(
    _ sources: [DescriptorSource], beforeWaiting: @escaping () throws -> Void = {},
    afterReading: @escaping (_ count: Int) -> Void = { _ in }
  ) {
    self.sources = sources[...]
    self.beforeWaiting = beforeWaiting
    self.afterReading = afterReading
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while let source = sources.first {
      if !isReady(source, timeout: 0) {
        try beforeWaiting()
        // Not for ever: a signal that comes just before the waiting does not end it.
        while !isReady(source, timeout: 250) { try Interruption.check() }
      }
      try Interruption.check()
      let count = try source.read(into: buffer)
      afterReading(count)
      if count > 0 { return count }
      sources.removeFirst()
    }
    return 0
  }

  /// Whether a read would not wait; an end of file and an error do not.
  private func isReady(_ source: DescriptorSource, timeout: Int32) -> Bool {
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

  /// What an operand names, or the files of records in the folder that it names, in the order of their names.
  ///
  /// Fails when there is no such file, and when the folder has none.
  func inputs(_ operand: String) throws -> [DescriptorSource] {
    guard operand != "-", let names = Folder.names(operand) else { return [try input(operand)] }
    let files = names.filter { $0.hasSuffix(".jsonl") }.sorted()
    if files.isEmpty { throw Failure(.notFound, "the folder \(operand) holds no file of records (*.jsonl)") }
    return try files.map { try DescriptorSource(path: "\(operand)/\($0)") }
  }

  /// All of what an operand names, in memory.
  func contents(_ operand: String) throws -> [UInt8] {
    var source = PatientSource([try input(operand)])
    return try source.readToEnd()
  }
}
