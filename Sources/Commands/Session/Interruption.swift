internal import Glibc
internal import Synchronization

/// The signal that asked the program to stop: 0 until one did.
///
/// Global because a signal handler can reach nothing else.
private let received = Atomic<Int32>(0)

/// The program was asked to stop by a signal.
struct Interruption: Error {
  let signal: Int32

  /// Lets SIGINT and SIGTERM ask for a stop at the next record; a second one ends the program at once.
  static func listen() {
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { received.store($0, ordering: .relaxed) }
      // Without SA_RESTART, so that a read that waits for input returns.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(signal, &action, nil)
    }
    // A closed pipe is an error of write(2), not the end of the process.
    Glibc.signal(SIGPIPE, SIG_IGN)
  }

  /// Whether a signal came.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// Fails when a signal came.
  static func check() throws(Interruption) {
    let signal = received.load(ordering: .relaxed)
    if signal != 0 { throw Interruption(signal: signal) }
  }

  /// Goes on as if SIGINT had not come, and listens for the next one; false when it did not, or another signal came.
  static func forget() -> Bool {
    guard received.load(ordering: .relaxed) == SIGINT else { return false }
    listen()
    return received.compareExchange(expected: SIGINT, desired: 0, ordering: .relaxed).exchanged
  }

  /// Ends the process by the signal that came, if one did, as its parent expects of an interrupted program.
  static func endProcessIfRequested() {
    let signal = received.load(ordering: .relaxed)
    if signal == 0 { return }
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }
}
