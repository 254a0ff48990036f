package import Prediction

/// Contacts with all that is known of them before they end well or badly, a row each.
package struct LeadTable: Sendable {
  package let ids: [Int64]
  package let names: [String]
  /// How each one ended; nil while it is open.
  package let outcomes: [Bool?]
  /// Whether the contact's status is one of a lead: open, or none.
  package let isLead: [Bool]
  package let features: FeatureTable

  /// The rows with an outcome, the oldest contacts first; of those made at one moment in the order in which they were
  /// written.
  package let closed: [Int]

  package var open: [Int] { outcomes.indices.filter { outcomes[$0] == nil } }

  /// How many have ended well, and how many badly.
  package var counts: (won: Int, lost: Int) {
    (outcomes.count { $0 == true }, outcomes.count { $0 == false })
  }
}
