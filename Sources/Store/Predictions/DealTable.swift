package import Bytes
package import Prediction

/// Deals as they stood at a moment: those that are open then, and those that were closed before, each as it stood at some
/// moment of its life.
package struct DealTable: Sendable {
  package let deals: [Deal]
  package let features: FeatureTable

  package struct Deal: Sendable {
    package let id: Int64
    package let title: String
    package let pipeline: String
    /// The stage that it stood in; nil where that is not known of one that was closed.
    package let stage: String?
    package let stagePosition: Int
    /// The chance to win it that is set for it, or for its stage.
    package let probability: Double?
    /// In units of the currency, not the smallest.
    package let value: Double?
    package let currency: String
    package let createdAt: Timestamp
    package let expectedClose: Day?
    /// Whether it was won; nil while it is open.
    package let outcome: Bool?
    /// The moment at which it is looked at.
    package let moment: Timestamp
    package let closedAt: Timestamp?
  }

  /// The rows of open deals, by id.
  package var open: [Int] { deals.indices.filter { deals[$0].outcome == nil } }

  /// The rows of closed deals, the oldest first.
  package var closed: [Int] {
    deals.indices.filter { deals[$0].outcome != nil }.sorted {
      (deals[$0].createdAt.microseconds, deals[$0].id) < (deals[$1].createdAt.microseconds, deals[$1].id)
    }
  }
}
