/// What erasing does not find out from the schema by itself.
enum ErasureRules {
  /// Tables that hold nothing of people, or are gone through in a way of their own.
  static let passedOver: Set<String> = [
    "schema_migration", "vector_block", "erasure", "erased", "erased_salt", "journal_part", "journal_touch",
  ]

  /// Whether a column says who or where somebody else is. A namesake keeps the name and a colleague the telephone that
  /// they share with the person: the result names such records, and whoever erases decides.
  static func isOwn(_ column: String, of table: String) -> Bool {
    switch table {
    case "contact":
      [
        "first_name", "last_name", "name_key", "email", "phone", "birthday", "address", "external_id",
      ].contains(column)
    case "contact_email", "contact_phone": column == "value"
    case "company": column == "phone" || column == "address"
    default: false
    }
  }

  /// Whether a column holds a word of the program's, a name of one of its users, or a day, of which none is the
  /// person's first or last name even where it reads the same. What an insight says of its owner is said in a meeting.
  static func isFixed(_ column: String, of table: String) -> Bool {
    switch column {
    case "owner": table != "insight"
    case "actor", "kind", "type", "status", "state", "priority", "direction", "currency", "category",
      "language", "engine", "model", "due", "due_date", "expected_close", "birthday", "content_hash":
      true
    default: false
    }
  }
}
