package import Models
package import Store

/// What was said before in a conversation, as far as the next question or instruction depends on it.
package struct Setting: Sendable {
  /// The records that were spoken of, the last one last: "her" is the last person among them.
  package private(set) var recent: [StoreError.Candidate] = []
  /// What was last answered by a Query, which a question may refine.
  package var query: Query?
  /// Which record some words of an earlier, unfinished instruction mean.
  package var choices: [String: StoreError.Candidate] = [:]

  /// So many records are remembered.
  private static let most = 6

  package init() {}

  /// The record that "it" means.
  package var subject: StoreError.Candidate? { recent.last }

  /// A record, if there is one, is what was spoken of last from now on.
  package mutating func speak(of record: StoreError.Candidate?) {
    guard let record else { return }
    recent.removeAll { $0.type == record.type && $0.id == record.id }
    recent.append(record)
    recent.removeFirst(max(0, recent.count - Self.most))
  }
}
