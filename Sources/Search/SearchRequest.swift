package import Models

/// What is looked for, and among what.
package struct SearchRequest: Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// Records that have the words.
    case keyword
    /// Records that mean something similar.
    case semantic
    /// Both, weighed against each other.
    case hybrid
  }

  package var text: String
  package var mode = Mode.hybrid
  package var types: [RecordType]
  /// Kinds of which only some records count, with their ids in order.
  package var ids: [RecordType: [Int64]] = [:]
  package var limit = 10

  package init(_ text: String, types: [RecordType]) {
    self.text = text
    self.types = types
  }
}

/// A record that was found.
package struct Hit: Sendable {
  package let type: RecordType
  package let id: Int64
  package let title: String
  package let score: Double
  /// The sentence that comes nearest to what was looked for.
  package let snippet: String
  package let reason: Reason

  /// Why it was found.
  package struct Reason: Sendable {
    /// Those of the words looked for that it has.
    package var words: [String] = []
    /// How near its meaning is, where that was compared: 1 for the same.
    package var nearness: Double?
    /// Whether only so many, the newest ones, of the records with the words were ranked.
    package var newest: Int?
  }
}

/// What was found.
package struct Findings: Sendable {
  package let hits: [Hit]
  /// Words that no record has.
  package let unknown: [String]
}
