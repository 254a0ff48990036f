package import Models
package import Store

/// What was said before in a conversation, as far as the next question or instruction depends on it.
package struct Setting: Sendable {
  /// The record that "it" means.
  package var subject: StoreError.Candidate?
  /// What was last answered by a Query, which a question may refine.
  package var query: Query?
  /// Which record some words of an earlier, unfinished instruction mean.
  package var choices: [String: StoreError.Candidate] = [:]

  package init() {}
}
