internal import Bytes

/// Tells a person at a terminal how far long work has come, once it takes more than a second.
final class Progress {
  private let session: Session
  private let what: String
  /// How many bytes there are to read, where that is known.
  private let total: Int?
  private let isShown: Bool
  private let start: Int
  private var shownAt: Int
  private var count = 0
  private var bytes = 0

  /// `what` is counted, in the plural; `total` is the size of the input.
  init(_ session: Session, what: String, total: Int? = nil) {
    self.session = session
    self.what = what
    self.total = total
    isShown = session.showsProgress
    start = Stopwatch.milliseconds()
    shownAt = start
  }

  /// So many more are done, for which so much of the input was read.
  func advance(_ number: Int = 1, bytes: Int = 0) {
    let before = count
    count += number
    self.bytes += bytes
    // The clock is asked once in a while only.
    guard isShown, before >> 8 != count >> 8 else { return }
    let now = Stopwatch.milliseconds()
    guard now - start >= 1000, now - shownAt >= 200 else { return }
    shownAt = now
    session.say("\r\(line(after: now - start))\u{1b}[K")
  }

  /// `120000 contacts, 30000 a second, 12 s left`.
  private func line(after elapsed: Int) -> String {
    let rate = count * 1000 / elapsed
    guard let total, bytes > 0, bytes <= total else { return "\(count) \(what), \(rate) a second" }
    let left = Int(Double(elapsed) * Double(total - bytes) / Double(bytes) / 1000 + 0.5)
    return "\(count) \(what), \(rate) a second, \(left) s left"
  }

  /// Wipes the line away.
  func finish() {
    guard isShown, shownAt != start else { return }
    session.say("\r\u{1b}[K")
  }
}
