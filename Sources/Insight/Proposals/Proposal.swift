package import Bytes
package import Models

/// A change that a conversation suggests: one to one record, so that each is decided by itself.
package struct Proposal: Sendable {
  package var kind: Kind
  package var plan: Plan
  /// The facts it rests on, by their places among those of the extraction.
  package var facts: [Int]
  /// How sure it is; nil where no fact tells, as of who took part.
  package var confidence: Double?

  package enum Kind: String, CaseIterable, Sendable {
    case contact, company, task, stage, value
    case close = "expected_close"
    case nextStep = "next_step"
    case tag, activity
  }

  package init(_ kind: Kind, _ plan: Plan, facts: [Int], confidence: Double?) {
    self.kind = kind
    self.plan = plan
    self.facts = facts
    self.confidence = confidence
  }
}

/// What the database knows of a meeting and of those who took part, as far as proposals depend on it.
package struct MeetingContext {
  package var title: String
  /// By what the meeting is found, and its activity.
  package var contentHash: String
  package var activityID: String
  /// The deal it is about, and the stages of its pipeline in order, each with name and kind.
  package var deal: JSONObject?
  package var stages: [JSONObject] = []
  /// The contacts who spoke, by the names of their turns.
  package var speakers: [String: JSONObject] = [:]
  /// Who is on the owner's side, by names and addresses as search keys.
  package var own: Set<String> = []
  package var lookup: any RecordLookup

  package init(
    title: String, contentHash: String, activityID: String, deal: JSONObject?, lookup: any RecordLookup
  ) {
    self.title = title
    self.contentHash = contentHash
    self.activityID = activityID
    self.deal = deal
    self.lookup = lookup
  }

  /// The company that the deal is with.
  var companyID: Int64? { deal?["company_id"]?.int64 }
}

/// Finds records by what people call them. None guesses: what several records have is none's.
package protocol RecordLookup {
  func contact(email: String) throws -> JSONObject?
  /// The one contact of a full name, where a company is known the one there.
  func contact(name: String, companyID: Int64?) throws -> JSONObject?
  func company(_ nameOrDomain: String) throws -> JSONObject?
  /// Whether a task of this title is to be done about the deal, or about nothing.
  func hasOpenTask(_ title: String, dealID: Int64?) throws -> Bool
}
