internal import Bytes
internal import CSignals
internal import Glibc

/// Signals that are kept waiting while something must not be left as it is, and a descriptor that can be read from once
/// one waits. Nothing is read from it: they do what they always do when they are let through.
struct HeldSignals {
  let descriptor: Int32
  private let held: sigset_t
  /// What was kept waiting before.
  private let outer: sigset_t

  /// Keeps these signals waiting until `release`.
  init(_ numbers: [Int32]) throws(SystemError) {
    var (held, outer) = (sigset_t(), sigset_t())
    sigemptyset(&held)
    for number in numbers { sigaddset(&held, number) }
    sigprocmask(SIG_BLOCK, &held, &outer)
    descriptor = signalfd(-1, &held, Int32(SFD_CLOEXEC))
    self.held = held
    self.outer = outer
    guard descriptor >= 0 else {
      let code = errno
      sigprocmask(SIG_SETMASK, &outer, nil)
      throw SystemError(.read, "signals", code: code)
    }
  }

  /// Whether a signal waits.
  func contain(_ number: Int32) -> Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return sigismember(&pending, number) == 1
  }

  /// Lets through what waits; it may end this process, or stop it for a while.
  func letThrough() {
    var (held, outer) = (held, outer)
    sigprocmask(SIG_SETMASK, &outer, nil)
    sigprocmask(SIG_BLOCK, &held, nil)
  }

  /// Lets through what waits and what is to come.
  func release() {
    var outer = outer
    close(descriptor)
    sigprocmask(SIG_SETMASK, &outer, nil)
  }
}
