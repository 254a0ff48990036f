internal import Language

/// A word at a terminal that tells that a model thinks, for as long as nothing comes of it.
struct ThinkingSign {
  private let session: Session
  private var start: Int?
  private var shownAt = 0

  init(_ session: Session) {
    self.session = session
  }

  /// Shows it where a model is at work, and after a while for how long.
  mutating func show() {
    guard session.showsProgress, session.language.choices[.chat]?.model != nil else { return }
    let now = Stopwatch.milliseconds()
    guard let start else {
      (start, shownAt) = (now, now)
      return session.say("thinking")
    }
    guard now - shownAt >= 1000 else { return }
    shownAt = now
    session.say("\rthinking, \((now - start) / 1000) s")
  }

  /// Wipes it away.
  mutating func wipe() {
    if start != nil { session.say("\r\u{1b}[K") }
    start = nil
  }
}
