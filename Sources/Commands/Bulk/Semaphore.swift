internal import Glibc

/// Counts what one thread has for another, which waits for it.
final class Semaphore: Sendable {
  /// The system's own, which stays at one place. Its functions may be called from any thread.
  private nonisolated(unsafe) let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: UInt32) {
    sem_init(semaphore, 0, count)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func signal() {
    sem_post(semaphore)
  }

  /// Takes one; fails when a signal asks the program to stop before there is one.
  func wait() throws(Interruption) {
    // The signal may come to another thread, or just before the wait.
    while !wait(milliseconds: 250) { try Interruption.check() }
  }

  /// Takes one if there is one within so many milliseconds.
  func wait(milliseconds: Int) -> Bool {
    if sem_trywait(semaphore) == 0 { return true }
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_nsec += milliseconds * 1_000_000
    deadline.tv_sec += deadline.tv_nsec / 1_000_000_000
    deadline.tv_nsec %= 1_000_000_000
    return sem_timedwait(semaphore, &deadline) == 0
  }
}
