internal import Glibc
internal import Synchronization

/// An HTTP server on this machine that answers as a test says, well or badly, and remembers what it was asked.
package final class LoopbackServer: Sendable {
  /// A request as it arrived.
  package struct Request: Sendable {
    package let method: String
    /// Path and query.
    package let path: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a header, whatever the case of its name.
    package subscript(name: String) -> String? {
      headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
  }

  private struct State {
    var requests: [Request] = []
    var connections: Set<Int32> = []
    var connectionCount = 0
    var isStopped = false
  }

  private let listener: Int32
  private let state: Box
  package let port: Int

  /// What the threads of the connections share; they may outlive the server by a moment.
  private final class Box: Sendable {
    let state = Mutex(State())
    let isRemembering: Bool
    let answer: @Sendable (Request) -> ServerReply

    init(_ isRemembering: Bool, _ answer: @escaping @Sendable (Request) -> ServerReply) {
      self.isRemembering = isRemembering
      self.answer = answer
    }
  }

  /// Starts to listen on a free port; fails when the system has none. One that does not remember what it was asked can
  /// be asked without end.
  package init(
    remembering: Bool = true, _ answer: @escaping @Sendable (Request) -> ServerReply
  ) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SystemFailure("socket", "127.0.0.1") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(listener, address, size) == 0, Glibc.listen(listener, 128) == 0,
          getsockname(listener, address, &size) == 0
        else { throw SystemFailure("bind", "127.0.0.1") }
      }
      return Int(UInt16(bigEndian: pointer.pointee.sin_port))
    }
    self.port = port
    self.listener = listener
    let box = Box(remembering, answer)
    state = box
    Self.inThread { Self.accept(on: listener, box) }
  }

  deinit {
    state.state.withLock { state in
      state.isStopped = true
      // Under the lock: a connection that is closed meanwhile gives its number to somebody else's.
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
    // Its thread closes it, which else might go on with the number when that is another server's.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// The address of a path.
  package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// What it was asked so far.
  package var requests: [Request] { state.state.withLock { $0.requests } }

  /// How many connections were made to it.
  package var connectionCount: Int { state.state.withLock { $0.connectionCount } }

  // MARK: Threads

  private static func inThread(_ body: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work)
    if status == 0 { pthread_detach(thread) } else { Unmanaged<Work>.fromOpaque(work).release() }
  }

  private static func accept(on listener: Int32, _ box: Box) {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      var yes: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      let isWelcome = box.state.withLock { state in
        if !state.isStopped {
          state.connections.insert(connection)
          state.connectionCount += 1
        }
        return !state.isStopped
      }
      guard isWelcome else {
        close(connection)
        return
      }
      inThread {
        var serving = ServerConnection(descriptor: connection)
        while let request = serving.request() {
          if box.isRemembering { box.state.withLock { $0.requests.append(request) } }
          if !serving.send(box.answer(request)) { break }
        }
        box.state.withLock { state in
          state.connections.remove(connection)
          close(connection)
        }
      }
    }
  }
}
