internal import Bytes

/// What a real model server answered, and what a client has to make of it.
package struct RecordedExchange: Sendable, CustomStringConvertible {
  /// The version of the server and a name: `v0.32.15 040-tags`.
  package let name: String
  package let path: String
  package let status: Int
  package let body: String
  package let outcome: String

  package var description: String { name }

  /// The answer as it went over the wire: a stream in a piece for each line, anything else whole.
  package var reply: ServerReply {
    if status < 300, body.hasPrefix("data:") {
      return .chunked(status, ["Content-Type: text/event-stream"], lines)
    }
    if status < 300, lines.count > 1 {
      return .chunked(status, ["Content-Type: application/x-ndjson"], lines)
    }
    return .whole(
      status, [status == 405 ? "Content-Type: text/plain" : "Content-Type: application/json"], body)
  }

  /// With their line feeds; the last has none when it was cut.
  private var lines: [String] {
    let parts = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return parts.dropLast().map { $0 + "\n" } + parts.suffix(1).filter { !$0.isEmpty }
  }

  /// All that were recorded, from the fixtures of LanguageTests.
  package static let all: [RecordedExchange] = {
    let path = "\(Repository.root)/Tests/LanguageTests/Fixtures/exchanges.jsonl"
    let text = (try? Files.text(path)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard let object = (try? JSONParser.parse(Array(line.utf8)))?.object else { return nil }
      func string(_ name: String) -> String { object[name]?.string ?? "" }
      return RecordedExchange(
        name: string("name"), path: string("path"), status: Int(object["status"]?.int64 ?? 0),
        body: string("body"), outcome: string("outcome"))
    }
  }()

  /// The exchange of a name. Fails when there is none.
  package static func named(_ name: String) throws -> RecordedExchange {
    guard let exchange = all.first(where: { $0.name == name }) else { throw NotRecorded(name: name) }
    return exchange
  }

  package struct NotRecorded: Error {
    package let name: String
  }
}

extension LoopbackServer {
  /// A server that gives recorded answers, each at its path, and does not know other paths.
  package convenience init(recorded names: String...) throws {
    let exchanges = try names.map(RecordedExchange.named)
    try self.init { request in
      exchanges.first { $0.path == request.path }?.reply
        ?? .whole(404, ["Content-Type: text/plain"], "404 page not found")
    }
  }

  /// Its address without a path, as people write it.
  package var host: String { "127.0.0.1:\(port)" }
}
