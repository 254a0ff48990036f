import Foundation
import Synchronization
import Testing

@testable import Commands

/// Goods go from one thread to another in their order, and neither waits for ever.
@Suite struct HandoverTests {
  private struct Broken: Error {}

  /// Sends numbers from a thread of its own, then ends.
  private final class Maker: Sendable {
    let handover: Handover<Int, String>
    /// How many were sent, once that is known.
    private let sent = Mutex<Int?>(nil)

    init(capacity: UInt32, count: Int, ending: Result<String, any Error>) {
      handover = Handover(capacity: capacity)
      Thread.detachNewThread { [self] in
        var sent = 0
        do {
          while sent < count {
            try handover.send(sent)
            sent += 1
          }
          handover.finish(ending)
        } catch {}
        self.sent.withLock { $0 = sent }
      }
    }

    func wait() -> Int {
      while true {
        if let sent = sent.withLock({ $0 }) { return sent }
        usleep(1000)
      }
    }
  }

  @Test func allArrivesInOrderThroughALittleRoom() throws {
    let maker = Maker(capacity: 2, count: 1000, ending: .success("that is all"))
    var received: [Int] = []
    while case .goods(let number) = try maker.handover.receive() {
      received.append(number)
      maker.handover.giveBack(number)
    }
    #expect(received == Array(0..<1000))
  }

  @Test func theEndCarriesWhatIsSaidOfTheWhole() throws {
    let maker = Maker(capacity: 1, count: 0, ending: .success("nothing"))
    guard case .end("nothing") = try maker.handover.receive() else {
      Issue.record("no end")
      return
    }
  }

  @Test func aFailureComesAfterWhatWasMadeBefore() throws {
    let maker = Maker(capacity: 8, count: 3, ending: .failure(Broken()))
    for expected in 0..<3 {
      guard case .goods(expected) = try maker.handover.receive() else {
        Issue.record("\(expected) is missing")
        return
      }
    }
    #expect(throws: Broken.self) { try maker.handover.receive() }
  }

  @Test func whoDoesNotWaitGetsNothing() throws {
    let handover = Handover<Int, String>(capacity: 1)
    guard case .nothing = try handover.receive(within: 1) else {
      Issue.record("something came of nothing")
      return
    }
  }

  @Test func aMakerWhomNobodyWantsAnyMoreStops() {
    let maker = Maker(capacity: 1, count: 1000, ending: .success(""))
    maker.handover.abandon()
    #expect(maker.wait() < 3)
  }
}
