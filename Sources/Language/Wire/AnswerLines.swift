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
}
