internal import Synchronization

/// Goods that one thread makes and another uses, in their order and never many at once.
final class Handover<Goods: Sendable, Ending: Sendable>: Sendable {
  /// What comes out.
  enum Item: Sendable {
    case goods(Goods)
    /// Nothing came in the time given.
    case nothing
    /// There is no more; comes once.
    case end(Ending)
  }

  private struct State {
    var ready: [Goods] = []
    var used: [Goods] = []
    var ending: Result<Ending, any Error>?
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let filled = Semaphore(0)
  private let room: Semaphore

  /// The maker may be so many ahead.
  init(capacity: UInt32) {
    room = Semaphore(capacity)
  }

  // MARK: The maker

  /// Nobody wants any more.
  struct Abandoned: Error {}

  /// Hands over, waiting until there is room; fails when nobody will take it.
  func send(_ goods: Goods) throws {
    try room.wait()
    // What the user is done with is freed here, where it was made, and not in the time of the other thread.
    var used: [Goods] = []
    let isAbandoned = state.withLock { state in
      swap(&used, &state.used)
      state.ready.append(goods)
      return state.isAbandoned
    }
    if isAbandoned { throw Abandoned() }
    filled.signal()
  }

  func finish(_ ending: Result<Ending, any Error>) {
    state.withLock { $0.ending = ending }
    filled.signal()
  }

  // MARK: The user

  /// The next, waiting for it without end, or for so many milliseconds; fails as its making did.
  func receive(within milliseconds: Int? = nil) throws -> Item {
    if let milliseconds {
      guard filled.wait(milliseconds: milliseconds) else { return .nothing }
    } else {
      try filled.wait()
    }
    let (goods, ending) = state.withLock { state in
      (state.ready.isEmpty ? nil : state.ready.removeFirst(), state.ending)
    }
    if let goods {
      room.signal()
      return .goods(goods)
    }
    guard let ending else { return .nothing }
    return .end(try ending.get())
  }

  /// Leaves what is no longer needed to the maker.
  func giveBack(_ goods: Goods) {
    state.withLock { $0.used.append(goods) }
  }

  /// Takes no more, so that the maker does not wait for ever.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
