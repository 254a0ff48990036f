internal import Models

/// What of a record is found by words and by meaning. E-mail addresses, numbers and ids have indices of their own.
struct SearchText: Sendable {
  /// SQL of each, over the alias `r` of the record's row.
  let title: String
  /// The title as names are folded: from its column where there is one.
  let folded: String
  let body: String
  /// The body without the names of custom fields and what JSON puts between their values.
  let prose: String
  /// The columns that the body is made of, and the one that the title is.
  private let columns: [String]
  private let titled: String
  /// The row ids of one type lie together, so that a range of records is a range of rows.
  let base: Int64

  /// In which part of the index the text of a column is, if in any.
  func part(of column: String) -> String? {
    if columns.contains(column) { return "body" }
    return titled == column ? "title" : nil
  }

  func row(_ id: Int64) -> Int64 { base + id }

  /// The rows that records of the type may have.
  var rows: Range<Int64> { base..<base + 1 << 48 }

  /// The kinds of records that have any.
  static let types = RecordType.allCases.compactMap { type in made(of: type).map { (type: type, text: $0) } }

  static func of(_ type: RecordType) -> SearchText? { types.first { $0.type == type }?.text }

  private static func made(of type: RecordType) -> SearchText? {
    let index = Int64(RecordType.allCases.firstIndex(of: type) ?? 0)
    func text(_ columns: String..., titled: String) -> SearchText {
      let layout = Layout.of(type)
      let title = layout.title("r")
      func joined(_ parts: [String]) -> String {
        parts.map { "coalesce(\($0), '')" }.joined(separator: " || ' ' || ")
      }
      let values =
        "(SELECT group_concat(atom, ' ') FROM json_tree(r.fields) WHERE atom IS NOT NULL)"
      let own = columns.map { "r.\($0)" }
      return SearchText(
        title: title,
        folded: layout.key.map { "r.\($0)" } ?? "fold(\(title))",
        body: joined(own + ["r.fields"]),
        prose: joined(own + ["iif(r.fields IS NULL, NULL, \(values))"]), columns: columns,
        titled: titled, base: (index + 1) << 48)
    }
    switch type {
    case .contact: return text("position", "city", "region", "country", "notes", titled: "name")
    case .company: return text("industry", "city", "country", "notes", titled: "name")
    case .deal: return text("description", "next_step", "lost_reason", titled: "title")
    case .task: return text("description", titled: "title")
    case .activity: return text("body", titled: "subject")
    case .meeting: return text(titled: "title").adding(Self.transcript)
    case .pipeline, .insight, .proposal, .status, .setting: return nil
    }
  }

  /// What was said in a meeting, in the order in which it was.
  private static let transcript = """
    (SELECT group_concat(text, char(10)) FROM (
      SELECT text FROM meeting_turn WHERE meeting_id = r.id ORDER BY position))
    """

  /// The same with more text.
  private func adding(_ more: String) -> SearchText {
    func added(_ text: String) -> String { "\(text) || char(10) || coalesce(\(more), '')" }
    return SearchText(
      title: title, folded: folded, body: added(body), prose: added(prose), columns: columns, titled: titled,
      base: base)
  }
}
