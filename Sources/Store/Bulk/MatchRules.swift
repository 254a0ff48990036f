/// By what a record from elsewhere is recognised, and what becomes of the one that is here already.
package struct MatchRules: Sendable {
  package enum Key: String, CaseIterable, Sendable {
    /// What people take for the same: `Matcher` says what that is for each kind of record.
    case natural
    /// Contacts by any of their e-mail addresses; other kinds by their natural key.
    case email
    /// Contacts by name, and company where the row says one, and companies by name; other kinds by their natural key.
    case name
    /// Companies by domain, contacts by name and the domain of their company; other kinds by their natural key.
    case domain
    case externalID = "external_id"
    /// Each row is a new record.
    case none
  }

  /// What becomes of a record that is here already.
  package enum OnMatch: String, CaseIterable, Sendable {
    /// What the row says replaces what is here.
    case update
    /// Only what is empty here is taken.
    case fill
    /// It is left alone.
    case skip
    /// The row is rejected.
    case error
  }

  package var key = Key.natural
  package var onMatch = OnMatch.update
  /// Whether a record that somebody deleted may come back.
  package var revives = false

  package init() {}
}
