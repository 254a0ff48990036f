internal import Bytes
internal import Insight
internal import Models
internal import Store

/// Finds what a transcript names in the database, by exact keys alone.
struct StoreLookup: RecordLookup {
  private let store: Store

  init(_ store: Store) {
    self.store = store
  }

  func record(_ type: RecordType, _ id: Int64) throws -> JSONObject? { try store.recordReader(type).read(id) }

  func contact(email: String) throws -> JSONObject? {
    try only(.contact, [.compare(Path(["emails"]), .equal, .text(email))])
  }

  func contact(name: String, companyID: Int64?) throws -> JSONObject? {
    let called = Condition.compare(Path(["name"]), .equal, .text(name))
    guard let companyID else { return try only(.contact, [called]) }
    let there = Condition.compare(Path(["companies", "id"]), .equal, .number(String(companyID)))
    return try only(.contact, [called, there]) ?? only(.contact, [called])
  }

  func company(_ nameOrDomain: String) throws -> JSONObject? {
    try only(.company, [.compare(Path(["domain"]), .equal, .text(nameOrDomain))])
      ?? only(.company, [.compare(Path(["name"]), .equal, .text(nameOrDomain))])
  }

  func hasOpenTask(_ title: String, dealID: Int64?) throws -> Bool {
    let deal = Path(["deal_id"])
    let condition = Condition.all([
      .compare(Path(["title"]), .equal, .text(title)),
      .isOneOf(Path(["status"]), [.word("todo"), .word("in_progress")]),
      dealID.map { .compare(deal, .equal, .number(String($0))) } ?? .isNull(deal),
    ])
    return try store.count(Query(from: .task, condition: condition)) > 0
  }

  /// Those who might speak about a deal: the people in it, and those of its company.
  func people(of deal: JSONObject?) throws -> [JSONObject] {
    guard let deal else { return [] }
    var people = try (deal["contacts"]?.array ?? []).compactMap { item in
      try item["id"]?.int64.flatMap { try record(.contact, $0) }
    }
    if let company = deal["company_id"]?.int64 {
      people += try store.rows(
        Query(
          from: .contact,
          condition: .compare(Path(["companies", "id"]), .equal, .number(String(company))), limit: 1000))
    }
    return people
  }

  /// The one record that satisfies all of some conditions.
  private func only(_ type: RecordType, _ conditions: [Condition]) throws -> JSONObject? {
    let rows = try store.rows(Query(from: type, condition: .all(conditions), limit: 2))
    return rows.count == 1 ? rows[0] : nil
  }
}
