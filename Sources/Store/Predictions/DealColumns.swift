internal import Bytes
internal import Prediction
internal import SQLite

/// What is known of each deal at its moment.
struct DealColumns {
  let database: Database
  let deals: [DealTable.Deal]
  let visits: StageVisits

  private static let month: Int64 = 30 * 86_400_000_000

  func columns() throws -> [FeatureColumn] { stand() + (try profile()) + (try activities()) }

  private func places() -> [Int64: Int] {
    Dictionary(deals.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func column(_ name: String, _ value: (DealTable.Deal) -> Double?) -> FeatureColumn {
    var column = FeatureColumn(name, count: deals.count, isDated: true)
    for (row, deal) in deals.enumerated() {
      if let value = value(deal) { column.set(value, at: row) }
    }
    return column
  }

  private func stand() -> [FeatureColumn] {
    var stage = FeatureColumn("stage", count: deals.count, isDated: true)
    var pipeline = FeatureColumn("pipeline", count: deals.count)
    for (row, deal) in deals.enumerated() {
      if let name = deal.stage { stage.set(name, at: row) }
      pipeline.set(deal.pipeline, at: row)
    }
    return [
      stage, pipeline, column("value", \.value), column("age_days") { $0.moment.days(since: $0.createdAt) },
      column("days_in_stage") { deal in
        visits.stage(of: deal.id, at: deal.moment.microseconds).map {
          deal.moment.days(since: Timestamp(microseconds: $0.enteredAt))
        }
      },
      column("days_to_expected_close") { deal in
        deal.expectedClose.map {
          Double($0.daysSince1970) - Double(deal.moment.microseconds) / 86_400_000_000
        }
      },
    ]
  }

  private func profile() throws -> [FeatureColumn] {
    let places = places()
    var owner = FeatureColumn("owner", count: deals.count)
    var source = FeatureColumn("source", count: deals.count)
    var industry = FeatureColumn("company.industry", count: deals.count)
    var size = FeatureColumn("company.size", count: deals.count)
    var contacts = FeatureColumn("contacts", count: deals.count)
    var products = FeatureColumn("products", count: deals.count)
    try database.forEach(
      """
      SELECT d.id, d.owner, d.source, o.industry, o.size,
      (SELECT count(*) FROM deal_contact l WHERE l.deal_id = d.id),
      (SELECT count(*) FROM deal_product l WHERE l.deal_id = d.id)
      FROM deal d LEFT JOIN company o ON o.id = d.company_id
      """
    ) { row in
      guard let place = places[row.integer(0)] else { return }
      if let text = try row[1] as String? { owner.set(text, at: place) }
      if let text = try row[2] as String? { source.set(text, at: place) }
      if let text = try row[3] as String? { industry.set(text, at: place) }
      if let number = try row[4] as Int64? { size.set(Double(number), at: place) }
      contacts.set(row.real(5), at: place)
      products.set(row.real(6), at: place)
    }
    return [owner, source, industry, size, contacts, products]
  }

  private func activities() throws -> [FeatureColumn] {
    let places = places()
    var recent = [Int](repeating: 0, count: deals.count)
    var meetings = recent
    var last = [Int64?](repeating: nil, count: deals.count)
    try database.forEach(
      "SELECT deal_id, occurred_at, kind = 'meeting' FROM activity WHERE deal_id IS NOT NULL AND kind <> 'note'"
    ) { row in
      let at = row.integer(1)
      guard let place = places[row.integer(0)], at <= deals[place].moment.microseconds else { return }
      if at > deals[place].moment.microseconds - Self.month { recent[place] += 1 }
      if row.integer(2) != 0 { meetings[place] += 1 }
      last[place] = max(at, last[place] ?? at)
    }
    if last.allSatisfy({ $0 == nil }) { return [] }
    var columns = ["activities_in_30_days", "meetings", "days_quiet"].map {
      FeatureColumn($0, count: deals.count, isDated: true)
    }
    for (row, deal) in deals.enumerated() {
      columns[0].set(Double(recent[row]), at: row)
      columns[1].set(Double(meetings[row]), at: row)
      if let last = last[row] {
        columns[2].set(deal.moment.days(since: Timestamp(microseconds: last)), at: row)
      }
    }
    return columns
  }
}
