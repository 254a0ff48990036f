package import Bytes

/// Changes to the data, as a value: every write is one, so that it can be shown, edited, approved, applied.
package struct Plan: Hashable, Sendable {
  /// What will happen, in a sentence.
  package var summary: String
  /// Why, in the words of who asked.
  package var because: String?
  package var steps: [Step]

  package init(summary: String, because: String? = nil, steps: [Step]) {
    self.summary = summary
    self.because = because
    self.steps = steps
  }

  /// One change to one record.
  package struct Step: Hashable, Sendable {
    package var action: Action
    package var type: RecordType
    /// The record; nil for one to be created or to be found by `match`.
    package var id: Int64?
    /// Values of fields by which to find exactly one record.
    package var match: JSONObject
    /// Values that fields must have when the step is applied.
    package var expect: JSONObject
    package var changes: JSONObject

    /// The one member of an object that stands for the id of a record which an earlier step of the Plan makes.
    package static let reference = "step"

    /// The member of `changes` that holds the ids of the records that a merge takes in, and of `expect` that holds
    /// what is expected of each of them.
    package static let with = "with"

    package init(
      _ action: Action, _ type: RecordType, id: Int64? = nil, match: JSONObject = [:],
      expect: JSONObject = [:],
      changes: JSONObject = [:]
    ) {
      self.action = action
      self.type = type
      self.id = id
      self.match = match
      self.expect = expect
      self.changes = changes
    }
  }

  package enum Action: String, CaseIterable, Sendable {
    case create, update, delete, merge, link, unlink
  }
}
