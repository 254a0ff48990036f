internal import Bytes
package import Models
package import Store

/// What a model was shown of the data: what it says has to rest on this.
package struct Evidence: Sendable {
  package struct Shown: Sendable {
    package let record: StoreError.Candidate
    /// The passage that was shown of it, if it was not the record itself.
    package let quote: String?
  }

  package private(set) var shown: [Shown] = []
  /// The Queries that were answered, in order.
  package private(set) var queries: [Query] = []
  package private(set) var grounding: Grounding

  /// `said` is what the person said, whose words may be repeated.
  init(said: String) {
    grounding = Grounding(said)
  }

  var isEmpty: Bool { shown.isEmpty && queries.isEmpty }

  mutating func add(_ record: StoreError.Candidate, quote: String? = nil) {
    guard !shown.contains(where: { $0.record == record && ($0.quote != nil || quote == nil) }) else { return }
    shown.append(Shown(record: record, quote: quote))
    grounding.add("\(record.type.rawValue) \(record.type.plural) \(record.name)")
  }

  mutating func add(_ query: Query) {
    queries.append(query)
    grounding.add("\(query.from.plural) \(query.json.text)")
  }

  /// Takes what a tool answered into what may be said.
  mutating func add(text: String) { grounding.add(text) }

  /// What was shown under a name as `deal:12`, with its passage if there is one.
  package func shown(_ reference: String) -> Shown? {
    let found = shown.filter { "\($0.record.type.rawValue):\($0.record.id)" == reference }
    return found.first { $0.quote != nil } ?? found.first
  }

  func hasShown(_ type: RecordType, _ id: Int64) -> Bool {
    shown.contains { $0.record.type == type && $0.record.id == id }
  }
}
