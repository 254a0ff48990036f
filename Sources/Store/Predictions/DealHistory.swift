internal import Bytes
internal import Prediction
internal import SQLite

/// The deals of each contact, as far as they say how it ended.
struct DealHistory {
  private var deals: [Int64: Deals] = [:]

  struct Deals {
    var open = 0
    /// When deals were won and lost.
    var won: [Int64] = []
    var lost: [Int64] = []

    var firstWon: Int64? { won.min() }
    var lastLost: Int64? { lost.max() }
  }

  init(_ database: Database) throws {
    try database.forEach(
      """
      SELECT l.contact_id, s.kind, coalesce(d.closed_at, d.updated_at) FROM deal_contact l
      JOIN deal d ON d.id = l.deal_id JOIN stage s ON s.id = d.stage_id
      """
    ) { row in
      let (contact, at) = (row.integer(0), row.integer(2))
      switch try row[1] as String {
      case "won": deals[contact, default: Deals()].won.append(at)
      case "lost": deals[contact, default: Deals()].lost.append(at)
      default: deals[contact, default: Deals()].open += 1
      }
    }
  }

  func of(_ contact: Int64) -> Deals { deals[contact] ?? Deals() }

  /// How many deals with each contact were won and lost before its moment.
  func columns(_ leads: LeadColumns) -> [FeatureColumn] {
    if deals.isEmpty { return [] }
    var won = FeatureColumn("won_deals", count: leads.count, isDated: true)
    var lost = FeatureColumn("lost_deals", count: leads.count, isDated: true)
    for (row, id) in leads.ids.enumerated() {
      let (deals, moment) = (of(id), leads.moments[row].microseconds)
      won.set(Double(deals.won.count { $0 < moment }), at: row)
      lost.set(Double(deals.lost.count { $0 < moment }), at: row)
    }
    return [won, lost]
  }
}
