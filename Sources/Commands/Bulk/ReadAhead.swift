internal import Bytes
internal import Exchange
internal import Glibc
internal import Models
internal import Store

/// Reads entries on a thread of its own while those before them are written, so that a second processor has its share of
/// a large import. It is never far ahead, and hands over what it has before it waits for more.
final class ReadAhead {
  /// What was read at once.
  struct Portion: Sendable {
    var items: [BulkWriter.Item] = []
    /// How much of the input was read for it.
    var bytes = 0
    /// How the file's rejected entries are written down.
    var rejects: RejectsFormat?
  }

  private let handover = Handover<Portion, [String]>(capacity: 8)
  private let progress: Progress
  private var current = Portion()
  private var turnEnds = 0
  /// Known once the first entry is.
  private(set) var rejects: RejectsFormat?
  /// What was understood or left out in the whole, once it is read.
  private(set) var remarks: [String] = []

  /// How long others wait for their turn to write, in milliseconds.
  private static let turn = 1500

  /// Makes the reader here, where it may fail, and lets it read there.
  init(
    _ sources: [DescriptorSource], progress: Progress,
    reading makeReader: (PatientSource) throws -> any EntryReader
  ) throws {
    self.progress = progress
    let work = Work(handover)
    work.reader = try makeReader(
      PatientSource(
        sources, beforeWaiting: { [unowned work] in try work.handOver() },
        afterReading: { [unowned work] in work.portion.bytes += $0 }))
    try Self.detach { work.run() }
  }

  deinit {
    handover.abandon()
  }

  /// What comes next. Asked not to wait, it says to pause when nothing is there, and when the turn is over.
  func next(waits: Bool) throws -> BulkWriter.Supply {
    try Interruption.check()
    handover.giveBack(current)
    current = Portion()
    let now = Stopwatch.milliseconds()
    if !waits, now >= turnEnds { return .pause }
    // A moment's patience, lest a reader that is a little late costs a transaction.
    switch try handover.receive(within: waits ? nil : 10) {
    case .nothing: return .pause
    case .end(let remarks):
      self.remarks = remarks
      return .end
    case .goods(let portion):
      if waits { turnEnds = Stopwatch.milliseconds() + Self.turn }
      progress.advance(portion.items.count, bytes: portion.bytes)
      if let rejects = portion.rejects { self.rejects = rejects }
      current = portion
      return .items(portion.items)
    }
  }

  // MARK: The thread

  private static func detach(_ body: @escaping @Sendable () -> Void) throws(Failure) {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, nil,
      { box in
        // The pointer is that of the box, which the other thread has left to this one.
        Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw Failure(.failure, "cannot start a thread: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }

  /// What the thread works on; nobody else touches it once it runs.
  private final class Work: @unchecked Sendable {
    var reader: (any EntryReader)?
    var portion = Portion()
    private let handover: Handover<Portion, [String]>

    private static let portionSize = 1000

    init(_ handover: Handover<Portion, [String]>) {
      self.handover = handover
    }

    func run() {
      do {
        while let item = try read() {
          portion.items.append(item)
          // Here, because the reader is not to be asked while it reads.
          if portion.rejects == nil { portion.rejects = reader?.rejects }
          if portion.items.count == Self.portionSize { try handOver() }
        }
        try handOver()
        handover.finish(.success(reader?.remarks ?? []))
      } catch {
        handover.finish(.failure(error))
      }
    }

    private func read() throws -> BulkWriter.Item? {
      do {
        return try reader?.next().map { .entry($0) }
      } catch let error as BadEntry {
        return .unreadable(Entry([], line: error.line, source: error.source), error)
      }
    }

    func handOver() throws {
      if portion.items.isEmpty { return }
      try handover.send(portion)
      portion = Portion()
      portion.items.reserveCapacity(Self.portionSize)
    }
  }
}
