internal import Language

/// A word at a terminal that tells that a model thinks, for as long as nothing comes of it.
struct ThinkingSign {
  private let session: Session
  private var isShown = false

  init(_ session: Session) {
    self.session = session
  }

  /// Shows it where a model is at work.
  mutating func show() {
    guard !isShown, session.showsProgress, session.movesCursor, session.language.choices[.chat]?.model != nil
    else { return }
    isShown = true
    session.say("thinking ...")
  }

  /// Wipes it away.
  mutating func wipe() {
    if isShown { session.say("\r\u{1b}[K") }
    isShown = false
  }
}
