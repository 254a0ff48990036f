/// An answer that is read at the reader's pace: what it does not ask for waits at the server.
package struct HTTPStream: ~Copyable {
  package let head: HTTPHead
  private let client: HTTPClient
  private let transfer: Transfer
  private let queue: Queue

  /// What has come and was not read yet.
  private final class Queue {
    var head: HTTPHead?
    var bytes: [UInt8] = []

    /// So much may wait to be read.
    static let limit = 1 << 20
  }

  fileprivate init(_ request: HTTPRequest, _ client: HTTPClient) throws {
    let queue = Queue()
    let transfer = try client.start(
      request, begin: { queue.head = $0 },
      take: { bytes in
        // A piece that is longer than the limit is taken when nothing else waits.
        guard queue.bytes.isEmpty || queue.bytes.count + bytes.count <= Queue.limit else { return false }
        queue.bytes += bytes
        return true
      }, end: {})
    do {
      while queue.head == nil, !transfer.isFinished { try client.turn() }
      // An error after the head is told when the reader comes to it.
      guard let head = queue.head else { throw transfer.error ?? HTTPError.cut(host: transfer.url.host) }
      self.head = head
    } catch {
      client.stop(transfer)
      throw error
    }
    self.client = client
    self.transfer = transfer
    self.queue = queue
  }

  deinit {
    client.stop(transfer)
  }

  /// What came next, or nil at the end of the answer. Fails when that is not its proper end.
  package mutating func next() throws -> [UInt8]? {
    while queue.bytes.isEmpty, !transfer.isFinished { try client.turn() }
    if !queue.bytes.isEmpty {
      let bytes = queue.bytes
      queue.bytes = []
      if !transfer.isFinished { transfer.resume() }
      return bytes
    }
    if let error = transfer.error { throw error }
    return nil
  }
}

extension HTTPClient {
  /// Sends a request and returns once the answer has begun.
  package func stream(_ request: HTTPRequest) throws -> HTTPStream {
    try HTTPStream(request, self)
  }
}
