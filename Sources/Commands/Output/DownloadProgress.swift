internal import Bytes
internal import Language

/// Shows a person at a terminal how far the download of a model has come.
final class DownloadProgress {
  private let session: Session
  private var shownAt: Int?
  /// What is being done, and how much of it was there when this began: a download goes on where it stopped.
  private var stage = ""
  private var stageStart = (at: 0, bytes: Int64(0))

  private static let barWidth = 10

  init(_ session: Session) {
    self.session = session
  }

  /// Shows a report of the server, five a second at most.
  func show(_ report: PullProgress) {
    guard session.showsProgress else { return }
    let now = Stopwatch.milliseconds()
    let isNewStage = report.status != stage
    if isNewStage {
      stage = report.status
      stageStart = (now, report.completed ?? 0)
    }
    if let shownAt, !isNewStage, now - shownAt < 200 { return }
    shownAt = now
    let line = DisplayWidth.truncated(line(report, at: now), to: session.world.errors.width - 1)
    session.say("\r\(line)\u{1b}[K")
  }

  /// Wipes the line away.
  func finish() {
    if shownAt != nil { session.say("\r\u{1b}[K") }
  }

  /// `pulling 6a0746a1ec1a [##        ] 25 %, 1.2 GB of 4.7 GB, 31 MB/s, 1 min 53 s left`.
  private func line(_ report: PullProgress, at now: Int) -> String {
    let stage = TerminalText.sanitise(report.status)
    guard let total = report.total, total > 0 else { return stage }
    let done = min(max(report.completed ?? 0, 0), total)
    let share = Double(done) / Double(total)
    let filled = Int(share * Double(Self.barWidth))
    let bar = String(repeating: "#", count: filled) + String(repeating: " ", count: Self.barWidth - filled)
    var line = "\(stage) [\(bar)] \(Int(share * 100)) %, \(Self.size(done)) of \(Self.size(total))"
    let elapsed = now - stageStart.at
    let came = done - stageStart.bytes
    if elapsed >= 1000, came > 0 {
      let rate = came * 1000 / Int64(elapsed)
      line += ", \(Self.size(rate))/s"
      if rate > 0 { line += ", \(Self.duration(Int((total - done) / rate))) left" }
    }
    return line
  }

  /// `4.7 GB`, `310 MB`.
  private static func size(_ bytes: Int64) -> String {
    if bytes >= 1_000_000_000 {
      let tenths = bytes / 100_000_000
      return "\(tenths / 10).\(tenths % 10) GB"
    }
    return bytes >= 1_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes / 1000) kB"
  }

  private static func duration(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}
