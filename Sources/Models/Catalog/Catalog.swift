/// Which fields each kind of record has, in the order in which JSON prints them.
package struct Catalog: Sendable {
  package let type: RecordType
  package let fields: [Field]
  /// What one record is called by: the field that names it for people.
  package let title: String
  /// Other records that a path may lead to, in the record's own words: `company.name`, `activities(…)`.
  package let relations: [Relation]

  package struct Relation: Sendable {
    package let name: String
    package let target: RecordType
    package let many: Bool

    static func one(_ name: String, _ target: RecordType) -> Relation {
      Relation(name: name, target: target, many: false)
    }

    static func many(_ name: String, _ target: RecordType) -> Relation {
      Relation(name: name, target: target, many: true)
    }
  }

  /// The field of this name, or nil.
  package func field(_ name: String) -> Field? {
    fields.first { $0.name == name }
  }

  /// The relation of this name, or nil.
  package func relation(_ name: String) -> Relation? {
    relations.first { $0.name == name }
  }

  /// The catalogue of a kind of record.
  package static func of(_ type: RecordType) -> Catalog {
    switch type {
    case .company: company
    case .contact: contact
    case .pipeline: pipeline
    case .deal: deal
    case .task: task
    case .activity: activity
    case .meeting: meeting
    case .insight: insight
    case .proposal: proposal
    case .status: status
    case .setting: setting
    }
  }
}

extension Catalog {
  /// The fields that end every record that people write.
  static let common: [Field] = [
    Field("external_id", .text, "Id in the system the record came from"),
    Field("fields", .custom, "Custom fields: name and value"),
  ]

  static let times: [Field] = [
    Field("created_at", .time, "When the record was made"),
    Field("updated_at", .time, "When the record was last changed"),
  ]

  /// What people who spoke about a record said, as far as somebody accepted it.
  package static let accepted = Field(
    "insights", .objects(acceptedInsight), .told, "Accepted facts of the meetings about it")

  private static let acceptedInsight: [Field] =
    [
      Field("id", .referenceID(.insight), "The fact, by id"),
      Field("meeting_id", .referenceID(.meeting), "Meeting it is from"),
      Field("occurred_at", .time, "When that was"),
    ] + ["kind", "text", "quote", "speaker", "owner", "due", "category"].compactMap(insight.field)
}
