package import Bytes
package import Models
package import Store

/// What a question gets: a sentence, the rows behind it, the Query that gave them.
package struct Answer: Sendable {
  package enum Route: String, Sendable {
    case query, search, summary, smalltalk, unsupported
  }

  package enum Result: Sendable {
    case records(RecordType, Rows)
    case value(JSON, unit: String?)
    case groups(by: String, measure: String, [JSONObject])
    case text
    case none
  }

  /// The records of an answer. Of very many only the first are at hand, and the Query gives all.
  package struct Rows: Sendable {
    package let first: [JSONObject]
    package let count: Int
    package let query: Query

    package var areAllHere: Bool { first.count == count }

    init(_ all: [JSONObject], of query: Query) {
      self.init(all, of: all.count, query)
    }

    init(_ first: [JSONObject], of count: Int, _ query: Query) {
      self.first = first
      self.count = count
      self.query = query
    }
  }

  package struct Source: Sendable {
    package var type: RecordType
    package var id: Int64
    package var title: String
    package var quote: String?
    package var score: Double?
  }

  package var route: Route
  package var text: String
  package var result: Result
  package var query: Query?
  package var sources: [Source] = []
  package var confidence: Double
  /// The record that the answer is about, which "it" means in the next question.
  package var subject: StoreError.Candidate?

  init(_ route: Route, _ text: String, _ result: Result, _ query: Query? = nil, confidence: Double = 1) {
    self.route = route
    self.text = text
    self.result = result
    self.query = query
    self.confidence = confidence
  }
}

extension Answer {
  /// A question back: it is not clear which record is meant.
  package init(asking question: String, among records: [StoreError.Candidate]) {
    let names = records.map { "\($0.name) (\($0.type.rawValue) \($0.id))" }.joined(separator: ", ")
    self.init(.unsupported, names.isEmpty ? question : "\(question) \(names)", .none, confidence: 0)
  }

  /// The members of the answer that do not depend on who asked and how long it took; of its records those at hand.
  package var json: JSONObject {
    [
      "route": .string(route.rawValue), "answer": .string(text), "result": result.json,
      "query": query.map { .object($0.json.object ?? [:]) } ?? .null,
      "sources": .array(sources.map(\.json)), "confidence": .rounded(confidence),
    ]
  }
}

extension Answer.Result {
  fileprivate var json: JSON {
    switch self {
    case .records(let type, let rows):
      ["kind": "records", "of": .string(type.rawValue), "rows": .array(rows.first.map(JSON.object))]
    case .value(let value, let unit):
      ["kind": "value", "value": value, "unit": unit.map(JSON.string) ?? .null]
    case .groups(let field, let measure, let rows):
      [
        "kind": "groups", "by": .string(field), "measure": .string(measure),
        "rows": .array(rows.map(JSON.object)),
      ]
    case .text: ["kind": "text"]
    case .none: ["kind": "none"]
    }
  }
}

extension Answer.Source {
  fileprivate var json: JSON {
    [
      "type": .string(type.rawValue), "id": .number(JSONNumber(id)), "title": .string(title),
      "quote": quote.map(JSON.string) ?? .null, "score": .rounded(score),
    ]
  }
}
