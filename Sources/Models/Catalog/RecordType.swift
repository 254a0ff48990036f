/// The kinds of record a database holds, under the names that `"type"` carries in JSON.
///
/// A kind comes after those that its records refer to, lead statuses aside.
package enum RecordType: String, CaseIterable, Sendable {
  case company
  case contact
  case pipeline
  case deal
  case task
  case activity
  case meeting
  case insight
  case proposal
  case status
  case setting

  /// All kinds, each after all those that its records refer to.
  package static let dependencyOrder: [RecordType] =
    [.setting, .status] + allCases.filter { $0 != .setting && $0 != .status }

  /// The kinds that can be taken to another database: a proposal names records by the ids that they have in its own.
  package static let portable = dependencyOrder.filter { $0 != .proposal }

  /// What several of them are called in a sentence.
  package var plural: String {
    switch self {
    case .company: "companies"
    case .activity: "activities"
    case .status: "statuses"
    default: rawValue + "s"
    }
  }

  /// The type named by a word in the singular or the plural.
  package init?(word: String) {
    guard let type = Self.allCases.first(where: { $0.rawValue == word || $0.plural == word }) else {
      return nil
    }
    self = type
  }
}
