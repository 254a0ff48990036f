internal import Bytes
internal import HTTP

/// The lines of an answer as they come in, or, where it is no success, the error that is its body.
struct AnswerLines {
  let model: String
  private var failure: ErrorBody?
  private var splitter = LineSplitter()

  init(model: String) {
    self.model = model
  }

  mutating func begin(_ head: HTTPHead) {
    if !head.isSuccess { failure = ErrorBody(head) }
  }

  /// Takes a piece and gives the lines that end in it; none of an error.
  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws -> [ArraySlice<UInt8>] {
    if failure != nil {
      failure?.add(bytes)
      return []
    }
    var found: [ArraySlice<UInt8>] = []
    try splitter.add(bytes) { found.append($0) }
    return found
  }

  /// Fails with what the server says went wrong, and when the last line was cut, whatever that looks like.
  func end() throws(LanguageError) {
    if let failure { throw failure.error(model: model) }
    guard !splitter.isInLine else { throw .incomplete(.brokenOff) }
  }

  /// The object in a line. Fails with what the server says went wrong, where it is an error, and when it is no object.
  func object(in line: ArraySlice<UInt8>) throws(LanguageError) -> JSONObject {
    guard let object = (try? JSONParser.parse(line))?.object else {
      throw .unreadable(String(decoding: line.prefix(200), as: UTF8.self))
    }
    guard let error = object["error"], !error.isNull else { return object }
    let status = error["code"]?.int64.map(Int.init) ?? 200
    throw ErrorBody.error(.object(object), status: status, model: model)
  }
}

/// Takes an answer line by line, up to its proper end.
protocol LineDecoder: HTTPReceiver {
  var lines: AnswerLines { get set }

  mutating func receive(line: ArraySlice<UInt8>) throws

  /// The answer of the connection has ended as it should.
  mutating func finish() throws
}

extension LineDecoder {
  mutating func begin(_ head: HTTPHead) {
    lines.begin(head)
  }

  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    for line in try lines.receive(bytes) { try receive(line: line) }
  }

  mutating func end() throws {
    try lines.end()
    try finish()
  }
}
