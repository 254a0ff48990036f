/// A request, as it is sent.
public struct HTTPRequest: Sendable {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
    case head = "HEAD"
  }

  /// How long to wait, in milliseconds.
  public struct Timeouts: Sendable {
    /// For a connection.
    public var connect = 5_000
    /// For the first byte of the answer: a model that has to be loaded takes minutes.
    public var firstByte = 600_000
    /// For more of an answer that has begun.
    public var idle = 120_000

    public init() {}
  }

  public var method: Method
  public var url: String
  public var headers: [(name: String, value: String)] = []
  public var body: [UInt8] = []
  public var timeouts = Timeouts()
  /// The most bytes that the body of an answer may have.
  public var bodyLimit = 256 << 20

  public init(_ method: Method, _ url: String, body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.body = body
  }
}

/// How an answer begins.
public struct HTTPHead: Sendable {
  public let status: Int
  /// Fields with their names in lower case, in the order in which they came.
  public let headers: [(name: String, value: String)]

  /// A head made of these.
  public init(status: Int, headers: [(name: String, value: String)]) {
    self.status = status
    self.headers = headers.map { ($0.name.lowercased(), $0.value) }
  }

  /// The value of the first field of this name.
  public subscript(name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name == name }?.value
  }

  /// Whether the server did as asked.
  public var isSuccess: Bool { (200..<300).contains(status) }
}

/// Takes an answer as it comes, and stops it by failing.
public protocol HTTPReceiver {
  mutating func begin(_ head: HTTPHead) throws
  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws
  /// The answer ended as it should: not called for one that was cut off.
  mutating func end() throws
}
