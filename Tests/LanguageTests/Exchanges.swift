import Bytes
import Foundation
import TestSupport
import Testing

/// What real servers answered, and what a client has to make of it.
struct RecordedExchange: CustomTestStringConvertible, Sendable {
  let name: String
  let path: String
  let status: Int
  let body: String
  let outcome: String

  var testDescription: String { name }

  static let all: [RecordedExchange] = {
    guard
      let url = Bundle.module.url(forResource: "exchanges", withExtension: "jsonl", subdirectory: "Fixtures"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap { line in
      guard let object = (try? JSONParser.parse(Array(line.utf8)))?.object else { return nil }
      func string(_ name: String) -> String { object[name]?.string ?? "" }
      return RecordedExchange(
        name: string("name"), path: string("path"), status: Int(object["status"]?.int64 ?? 0),
        body: string("body"),
        outcome: string("outcome"))
    }
  }()

  /// The answer as it went over the wire: a stream in a piece for each line, anything else whole.
  var reply: ServerReply {
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
}
