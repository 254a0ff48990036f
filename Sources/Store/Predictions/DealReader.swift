package import Bytes
internal import Models
internal import Prediction
internal import SQLite

/// Reads deals as they stood at a moment. A closed one is looked at as it stood somewhere in its life, at a place that is
/// drawn by its id, so that what is learned from is as old as what is open.
struct DealReader {
  let database: Database
  /// What came later is not known.
  let now: Timestamp

  private static let day: Int64 = 86_400_000_000

  func read() throws -> DealTable {
    let visits = try StageVisits(database)
    var deals: [DealTable.Deal] = []
    try database.forEach(
      """
      SELECT d.id, d.title, p.name, d.value, d.currency, d.probability, d.expected_close, d.created_at,
      s.kind, coalesce(d.closed_at, d.updated_at)
      FROM deal d JOIN pipeline p ON p.id = d.pipeline_id JOIN stage s ON s.id = d.stage_id
      WHERE d.created_at <= \(now.microseconds) ORDER BY d.id
      """
    ) { row in
      let (id, created, end): (Int64, Int64, Int64) = (try row[0], try row[7], try row[9])
      let kind: String = try row[8]
      let isClosed = kind != "open" && end <= now.microseconds
      let moment = isClosed ? Self.moment(of: id, from: created, to: end) : now.microseconds
      let visit = visits.stage(of: id, at: moment)
      let currency: String = try row[4]
      let units = Double(Currency(code: currency).map { Self.units($0) } ?? 100)
      deals.append(
        DealTable.Deal(
          id: id, title: try row[1], pipeline: try row[2], stage: visit?.name,
          stagePosition: visit?.position ?? 0, probability: try row[5] as Double? ?? visit?.probability,
          value: (try row[3] as Int64?).map { Double($0) / units }, currency: currency,
          createdAt: Timestamp(microseconds: created),
          expectedClose: (try row[6] as String?).flatMap { Day(iso: $0) },
          outcome: isClosed ? kind == "won" : nil, moment: Timestamp(microseconds: moment),
          closedAt: kind == "open" ? nil : Timestamp(microseconds: end)))
    }
    let columns = try DealColumns(database: database, deals: deals, visits: visits).columns()
    let moments = deals.map(\.moment)
    return DealTable(
      deals: deals,
      features: FeatureTable(
        count: deals.count, features: columns.compactMap { $0.feature(moments: moments) }))
  }

  /// Somewhere in the life of a deal, a day before its end at the latest.
  private static func moment(of id: Int64, from start: Int64, to end: Int64) -> Int64 {
    let mixed = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
    let share = Double((mixed ^ (mixed >> 32)) & 0xFFFF_FFFF) / 4_294_967_296
    return start + Int64(share * Double(max(0, end - day - start)))
  }

  private static func units(_ currency: Currency) -> Int {
    (0..<currency.digits).reduce(1) { units, _ in units * 10 }
  }
}

/// The open stages that deals have been in, and when.
struct StageVisits {
  struct Visit {
    let name: String
    let position: Int
    let probability: Double?
    let enteredAt: Int64
    let leftAt: Int64
  }

  private var visits: [Int64: [Visit]] = [:]

  init(_ database: Database) throws {
    try database.forEach(
      """
      SELECT v.deal_id, s.name, s.position, s.probability, v.entered_at, v.left_at
      FROM deal_stage v JOIN stage s ON s.id = v.stage_id WHERE s.kind = 'open' ORDER BY v.deal_id, v.entered_at
      """
    ) { row in
      visits[row.integer(0), default: []].append(
        Visit(
          name: try row[1], position: try row[2], probability: try row[3], enteredAt: try row[4],
          leftAt: try row[5] as Int64? ?? .max))
    }
  }

  /// The stage that a deal was in at a moment; of two the later one.
  func stage(of deal: Int64, at moment: Int64) -> Visit? {
    visits[deal]?.last { $0.enteredAt <= moment && moment < $0.leftAt }
  }
}

extension Store {
  /// Deals as they stood at a moment, now unless given.
  package func deals(asOf moment: Timestamp? = nil) throws -> DealTable {
    try reading { try DealReader(database: database, now: moment ?? clock.now).read() }
  }
}
