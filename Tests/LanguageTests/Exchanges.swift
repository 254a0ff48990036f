import Bytes
import Foundation
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
}
