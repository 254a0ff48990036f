internal import Arguments
internal import Models

/// An option of `list` that stands for a condition; given several times, all of them have to hold.
struct ListFilter: Sendable {
  let name: String
  let declaration: any Declaration
  /// What the records have to satisfy, as a command line says.
  let conditions: @Sendable (Invocation) -> [Condition]

  private init(
    _ name: String, _ reading: Reading<String>, help: String,
    _ condition: @escaping @Sendable (String) -> Condition
  ) {
    let option = RepeatedOption(name, reading, help: help)
    self.name = name
    declaration = option
    conditions = { call in call[option].map(condition) }
  }

  private init(flag name: String, help: String, _ condition: Condition) {
    let flag = Flag(name, help: help)
    self.name = name
    declaration = flag
    conditions = { call in call[flag] ? [condition] : [] }
  }

  /// The filters of a kind of record.
  static func all(of type: RecordType) -> [ListFilter] {
    times(of: type) + ofItsOwn(type)
      + Catalog.of(type).fields.filter { names(of: type).contains($0.name) }.map { field in
        let path = Path([field.name])
        let name = field.name == "tags" ? "tag" : field.name
        return ListFilter(name, FieldOptions.reading(field, of: type), help: field.help) {
          .compare(path, .equal, .text($0))
        }
      }
  }

  private static func times(of type: RecordType) -> [ListFilter] {
    let what = takesPlace(type) ? "That took place" : "Made"
    return [
      ListFilter("since", .text("time"), help: "\(what) at this time or later") { since($0, type) },
      ListFilter("until", .text("time"), help: "\(what) at this time or before; a day counts as a whole") {
        .compare(timePath(type), .lessOrEqual, .text($0))
      },
    ]
  }

  /// That a record took place or, where it is nothing that does, was made at a time or later.
  static func since(_ time: String, _ type: RecordType) -> Condition {
    .compare(timePath(type), .greaterOrEqual, .text(time))
  }

  private static func takesPlace(_ type: RecordType) -> Bool { type == .activity || type == .meeting }

  private static func timePath(_ type: RecordType) -> Path {
    Path([takesPlace(type) ? "occurred_at" : "created_at"])
  }

  /// What one field and one comparison do not say.
  private static func ofItsOwn(_ type: RecordType) -> [ListFilter] {
    switch type {
    case .deal:
      [
        ListFilter("closing", .text("period"), help: "Expected to close then: this_month, 2026-Q3") {
          .within(Path(["expected_close"]), $0)
        }
      ]
    case .task:
      [
        ListFilter("due", .text("period"), help: "Due then: today, this_week, 2026-03-31") {
          .within(Path(["due_date"]), $0)
        },
        ListFilter(
          flag: "overdue", help: "Not done, and past the due date",
          .compare(Path(["days_overdue"]), .greater, .number("0"))),
      ]
    case .activity: [attendance]
    case .meeting:
      [
        attendance,
        ListFilter("deal", .text("deal").completed(by: "deal"), help: "The deal it was about, by title") {
          .compare(Path(["deal", "title"]), .equal, .text($0))
        },
        ListFilter("company", .text("company").completed(by: "company"), help: "The company, by name") {
          .compare(Path(["company", "name"]), .equal, .text($0))
        },
      ]
    default: []
    }
  }

  private static let attendance = ListFilter(
    "contact", .text("contact").completed(by: "contact"), help: "A person who took part, by e-mail or name"
  ) { .compare(Path(["contacts", $0.contains("@") ? "email" : "name"]), .equal, .text($0)) }

  /// The fields that are asked for so often that they have options of their own.
  private static func names(of type: RecordType) -> [String] {
    switch type {
    case .contact: ["company", "status", "source", "owner", "tags"]
    case .company: ["industry", "city", "owner", "tags"]
    case .deal: ["pipeline", "stage", "status", "company", "owner", "source", "tags"]
    case .task: ["priority", "status", "contact", "deal", "company", "owner"]
    case .activity: ["kind", "direction", "deal", "company", "owner"]
    case .meeting: []
    default: ["owner"]
    }
  }
}
