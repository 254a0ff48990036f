internal import Bytes
internal import HTTP

/// An answer that is one JSON object.
struct JSONAnswer: HTTPReceiver {
  let model: String
  private(set) var object: JSONObject = [:]
  private var failure: ErrorBody?
  private var body: [UInt8] = []

  init(model: String) {
    self.model = model
  }

  mutating func begin(_ head: HTTPHead) {
    failure = head.isSuccess ? nil : ErrorBody(head)
    body = []
  }

  mutating func receive(_ bytes: UnsafeBufferPointer<UInt8>) {
    if failure != nil { failure?.add(bytes) } else { body += bytes }
  }

  mutating func end() throws {
    if let failure { throw failure.error(model: model) }
    guard let object = (try? JSONParser.parse(body))?.object else {
      throw LanguageError.notAModelServer("it answers '\(String(decoding: body.prefix(60), as: UTF8.self))'")
    }
    self.object = object
  }
}

/// Vectors as servers write them.
enum Vectors {
  /// As many as texts, all of one width, brought to unit length.
  static func read(_ list: [JSON], count: Int) throws(LanguageError) -> [[Float]] {
    guard list.count == count else { throw .unreadable("\(list.count) vectors for \(count) texts") }
    var vectors: [[Float]] = []
    for item in list {
      var vector = (item.array ?? []).compactMap { $0.double.map(Float.init) }
      guard !vector.isEmpty, vector.count == item.array?.count,
        vector.count == vectors.first?.count ?? vector.count
      else { throw .unreadable("vectors of different widths") }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { for index in vector.indices { vector[index] /= length } }
      vectors.append(vector)
    }
    return vectors
  }
}
