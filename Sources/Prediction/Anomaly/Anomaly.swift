package import Bytes

/// Something that is unlike the rest of the records, or unlike itself before.
package struct Anomaly: Sendable {
  package let kind: Kind
  package let rule: Rule
  package let severity: Severity
  package let subject: Subject
  /// The facts that it rests on, by name.
  package let evidence: JSONObject
  /// The same for the same thing in every run, and another one when it happens anew.
  package let fingerprint: String

  package enum Kind: String, CaseIterable, Sendable {
    case churnRisk = "churn_risk"
    case dataGap = "data_gap"
    case staleDeal = "stale_deal"
    case engagementDrop = "engagement_drop"
    case unusualPattern = "unusual_pattern"
  }

  package enum Severity: String, CaseIterable, Comparable, Sendable {
    case low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// What was looked for, of which each kind has several.
  package enum Rule: String, Sendable {
    case silence
    case fewerContacts = "fewer_contacts"
    case fewerReplies = "fewer_replies"
    case restingDeal = "resting_deal"
    case slippedDate = "slipped_date"
    case missingFields = "missing_fields"
    case unreachable
    case oddAddress = "odd_address"
    case amount
    case skippedStages = "skipped_stages"
    case movedBack = "moved_back"
    case timeOrder = "time_order"
    case backdated
    case bulkEdit = "bulk_edit"
    case sharedKey = "shared_key"
    case overdueTask = "overdue_task"

    package var kind: Kind {
      switch self {
      case .silence: .churnRisk
      case .fewerContacts, .fewerReplies: .engagementDrop
      case .restingDeal, .slippedDate: .staleDeal
      case .missingFields, .unreachable, .oddAddress: .dataGap
      case .amount, .skippedStages, .movedBack, .timeOrder, .backdated, .bulkEdit, .sharedKey, .overdueTask:
        .unusualPattern
      }
    }
  }

  /// The record that it is about; `entry` is one of the journal.
  package struct Subject: Hashable, Sendable {
    package let type: String
    package let id: Int64

    package init(_ type: String, _ id: Int64) {
      self.type = type
      self.id = id
    }
  }

  /// `state` is what makes it another one when it changes: the day since when, the fields that are missing.
  init(
    _ rule: Rule, _ severity: Severity, _ subject: Subject, state: String, evidence: JSONObject
  ) {
    kind = rule.kind
    self.rule = rule
    self.severity = severity
    self.subject = subject
    var evidence = evidence
    evidence["rule"] = .string(rule.rawValue)
    self.evidence = evidence
    let identity = "\(rule.rawValue)|\(subject.type)|\(subject.id)|\(state)"
    fingerprint = String(SHA256.hexadecimal(identity.utf8).prefix(16))
  }
}

extension [Anomaly] {
  /// These, unless so many of those that were looked at are among them: what most do is a habit and no anomaly.
  func unlessHabit(among population: Int, share: Double) -> [Anomaly] {
    Double(count) > Swift.max(3, share * Double(population)) ? [] : self
  }
}

extension JSON {
  static func integer(_ value: Int) -> JSON { .number(JSONNumber(Int64(value))) }

  /// A number to two decimal places.
  static func hundredths(_ value: Double) -> JSON {
    .number(JSONNumber((value * 100).rounded() / 100) ?? JSONNumber(0))
  }

  static func day(_ day: Int) -> JSON { .string(Day(daysSince1970: day).description) }
}
