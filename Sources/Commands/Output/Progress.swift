internal import Bytes
internal import Glibc

/// Tells a person at a terminal how far long work has come, once it takes more than a second.
final class Progress {
  private let session: Session
  private let what: String
  private let isShown: Bool
  private let start: UInt64
  private var shownAt: UInt64
  private var count = 0

  /// `what` is counted, in the plural.
  init(_ session: Session, what: String) {
    self.session = session
    self.what = what
    isShown = session.showsProgress
    start = Self.now()
    shownAt = start
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
  }

  /// One more is done.
  func advance() throws {
    count += 1
    // The clock is asked once in a while only.
    guard isShown, count % 256 == 0 else { return }
    let now = Self.now()
    guard now - start >= 1000, now - shownAt >= 200 else { return }
    shownAt = now
    let rate = UInt64(count) * 1000 / (now - start)
    try session.errors.write("\r\(count) \(what), \(rate) a second\u{1b}[K")
    try session.errors.flush()
  }

  /// Wipes the line away.
  func finish() throws {
    guard isShown, shownAt != start else { return }
    try session.errors.write("\r\u{1b}[K")
    try session.errors.flush()
  }
}
