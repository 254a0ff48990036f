internal import CCurl

/// Sends requests, one or several at once, over connections that it keeps.
///
/// One loop on the calling thread moves everything that is under way: threads that wait for an answer each would be
/// as many as there are cores. Whoever is asked by `isCancelled`, ten times a second and after every signal, can end it.
package final class HTTPClient {
  private let policy: HostPolicy
  private let proxies: Proxies
  private let isCancelled: () -> Bool
  private let resolve: Resolver
  private let libraryNames: [String]

  private var loaded: (library: Library, multi: UnsafeMutableRawPointer)?
  private var idleHandles: [UnsafeMutableRawPointer] = []
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]
  private var places: [String: Location] = [:]

  /// A client that goes where the policy allows; `environment` says of proxies. The library is loaded by the first
  /// request.
  package init(
    policy: HostPolicy, environment: [String: String] = [:], isCancelled: @escaping () -> Bool,
    resolve: @escaping Resolver = HostPolicy.systemResolver, libraryNames: [String] = Library.names
  ) {
    self.policy = policy
    proxies = Proxies(environment: environment)
    self.isCancelled = isCancelled
    self.resolve = resolve
    self.libraryNames = libraryNames
  }

  deinit {
    guard let (library, multi) = loaded else { return }
    for handle in active.keys { library.call { ccurl_remove($0, multi, handle) } }
    for handle in idleHandles + active.keys { library.call { ccurl_free($0, handle) } }
    library.call { ccurl_free_multi($0, multi) }
  }

  // MARK: Requests

  /// The whole answer.
  package func send(_ request: HTTPRequest) throws -> (head: HTTPHead, body: [UInt8]) {
    var whole = WholeAnswer()
    try perform(request, into: &whole)
    return (whole.head, whole.body)
  }

  /// Gives the answer to a receiver as it comes. Fails with `HTTPError`, or as the receiver does.
  package func perform<Receiver: HTTPReceiver>(_ request: HTTPRequest, into receiver: inout Receiver) throws {
    let box = Box(receiver)
    defer { receiver = box.receiver }
    let transfer = try start(request, box)
    defer { stop(transfer) }
    while !transfer.isFinished { try turn() }
    if let error = transfer.error { throw error }
  }

  /// Performs many requests, `atOnce` of them at a time, and tells what became of each, in their order.
  ///
  /// Requests are taken from the sequence as places get free. When `finished` fails all others are given up.
  package func performAll<Receiver: HTTPReceiver>(
    _ requests: some Sequence<HTTPRequest>, atOnce: Int, receiver: (_ index: Int) -> Receiver,
    finished: (_ index: Int, Result<Receiver, any Error>) throws -> Void
  ) throws {
    var requests = requests.makeIterator()
    /// Those that are under way or wait to be told, by their number.
    var open: [(transfer: Result<Transfer, any Error>, box: Box<Receiver>)] = []
    var first = 0
    var isOver = false
    func running() -> Int { open.count { (try? $0.transfer.get())?.isFinished == false } }
    defer { for case (.success(let transfer), _) in open { stop(transfer) } }

    while true {
      // Answers that wait for a slow one before them are held; so that they are not without number, no more are begun.
      while !isOver, running() < atOnce, open.count < atOnce * 16 {
        guard let request = requests.next() else {
          isOver = true
          break
        }
        let box = Box(receiver(first + open.count))
        open.append((Result { try start(request, box) }, box))
      }
      while let (transfer, box) = open.first {
        if case .success(let transfer) = transfer, !transfer.isFinished { break }
        open.removeFirst()
        first += 1
        let result = transfer.flatMap { transfer in
          stop(transfer)
          return transfer.error.map(Result.failure) ?? .success(box.receiver)
        }
        try finished(first - 1, result)
      }
      if isOver, open.isEmpty { return }
      if running() == atOnce || isOver || open.count == atOnce * 16 { try turn() }
    }
  }

  // MARK: Transfers

  /// Sends a request whose answer goes to the receiver in a box.
  func start<Receiver: HTTPReceiver>(_ request: HTTPRequest, _ box: Box<Receiver>) throws -> Transfer {
    try start(
      request, begin: { try box.receiver.begin($0) },
      take: {
        try box.receiver.receive($0)
        return true
      }, end: { try box.receiver.end() })
  }

  func start(
    _ request: HTTPRequest, begin: @escaping (HTTPHead) throws -> Void,
    take: @escaping (UnsafeBufferPointer<UInt8>) throws -> Bool, end: @escaping () throws -> Void
  ) throws -> Transfer {
    if isCancelled() { throw HTTPError.cancelled }
    let url = try URL(request.url)
    let place = try locate(url.host)
    let library = try load().library
    guard let handle = idleHandles.popLast() ?? library.call(ccurl_make) else {
      throw HTTPError.libraryMissing
    }
    let transfer = Transfer(
      request, url, library: library, handle: handle, begin: begin, take: take, end: end)
    active[handle] = transfer
    try set(out: transfer, place)
    return transfer
  }

  private func set(out transfer: Transfer, _ place: Location) throws {
    let (library, multi) = try load()
    transfer.prepare(at: place, proxies)
    _ = library.call { ccurl_add($0, multi, transfer.handle) }
  }

  /// Ends a transfer, whether it is finished or not.
  func stop(_ transfer: Transfer) {
    guard let (library, multi) = loaded, active[transfer.handle] === transfer else { return }
    library.call { ccurl_remove($0, multi, transfer.handle) }
    library.call { ccurl_reset($0, transfer.handle) }
    active[transfer.handle] = nil
    idleHandles.append(transfer.handle)
  }

  private func load() throws(HTTPError) -> (library: Library, multi: UnsafeMutableRawPointer) {
    if let loaded { return loaded }
    let library = try Library(names: libraryNames)
    guard let multi = library.call(ccurl_make_multi) else { throw .libraryMissing }
    _ = library.call { ccurl_limit_connections($0, multi, 32) }
    loaded = (library, multi)
    return (library, multi)
  }

  private func locate(_ host: String) throws(HTTPError) -> Location {
    if let place = places[host] { return place }
    let place = try policy.locate(host, resolve)
    places[host] = place
    return place
  }

  // MARK: The loop

  /// How long to wait for something to happen before asking whether to go on, in milliseconds.
  private static let patience: Int32 = 100

  /// Moves everything that is under way a bit, and waits until there is more to do. Fails when cancelled.
  func turn() throws {
    let (library, multi) = try load()
    var running: Int32 = 0
    _ = library.call { ccurl_perform($0, multi, &running) }
    let hasFinished = try takeFinished()
    if isCancelled() { throw HTTPError.cancelled }
    let now = Transfer.milliseconds()
    for transfer in active.values where !transfer.isFinished {
      if let error = transfer.overdue(at: now) { transfer.fail(error) }
    }
    if !hasFinished, running > 0 { _ = library.call { ccurl_poll($0, multi, Self.patience) } }
  }

  private func takeFinished() throws -> Bool {
    let (library, multi) = try load()
    var handle: UnsafeMutableRawPointer?
    var code = CURLE_OK
    var hasFinished = false
    while library.call({ ccurl_next_finished($0, multi, &handle, &code) }) != 0 {
      hasFinished = true
      guard let handle, let transfer = active[handle] else { continue }
      library.call { ccurl_remove($0, multi, handle) }
      guard transfer.complete(code) else { continue }
      do {
        try set(out: transfer, try locate(transfer.url.host))
      } catch {
        transfer.fail(error)
      }
    }
    return hasFinished
  }
}

/// Keeps a receiver where a transfer can change it.
final class Box<Receiver> {
  var receiver: Receiver

  init(_ receiver: Receiver) {
    self.receiver = receiver
  }
}

private struct WholeAnswer: HTTPReceiver {
  var head = HTTPHead(status: 0, headers: [])
  var body: [UInt8] = []

  mutating func begin(_ head: HTTPHead) { self.head = head }
  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) { body += bytes }
  mutating func end() {}
}
