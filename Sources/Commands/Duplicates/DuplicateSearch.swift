internal import Bytes
internal import Identity
internal import Models
internal import Store

/// A search for duplicates among the records of the database, and what it found.
struct DuplicateSearch {
  let type: RecordType
  let found: Duplicates
  private let session: Session
  /// The ids of the records in the order in which the finder knows them.
  private let ids: [Int64]

  /// Finds what is one with this probability among the records that satisfy the condition.
  init(_ session: Session, _ type: RecordType, condition: Condition?, threshold: Double) throws {
    self.session = session
    self.type = type
    let (finder, ids) = try Self.read(type, condition, session)
    self.ids = ids
    let progress = Progress(session, what: "pairs compared")
    found = try finder.find(atLeast: threshold) {
      try Interruption.check()
      progress.advance()
    }
    progress.finish()
    if found.crowdedKeys > 0 {
      session.note(
        """
        \(found.crowdedKeys) values, such as a name and city or a number, are shared by very many \(type.plural): \
        of these only neighbours in the order of names were compared
        """)
    }
  }

  private static func read(_ type: RecordType, _ condition: Condition?, _ session: Session) throws
    -> (DuplicateFinder, [Int64])
  {
    var finder = DuplicateFinder(type)
    var ids: [Int64] = []
    var query = Query(from: type, condition: condition)
    query.fields = (["id"] + DuplicateFinder.fields(of: type)).map { Path([$0]) }
    let progress = Progress(session, what: "\(type.plural) read")
    let rows = try session.store().reader(query)
    var writer = JSONWriter()
    while try rows.next() {
      try Interruption.check()
      rows.write(to: &writer)
      writer.endLine()
      let record = try writer.withBytes { try JSONParser.parse($0) }.object
      writer.removeAll()
      if let record, let id = record["id"]?.int64 {
        ids.append(id)
        finder.add(record)
      }
      progress.advance()
    }
    progress.finish()
    return (finder, ids)
  }

  // MARK: Printing

  /// Prints the pairs, one a row, or the first of them.
  func print(limit: Int?, isExcelSafe: Bool) throws -> ExitStatus {
    let printer = try RowPrinter(
      session, columns: ["type", "a", "b", "probability", "reasons"],
      preferred: ["probability", "a", "b", "reasons"], isExcelSafe: isExcelSafe)
    let isTable = try session.format() == .table
    let reader = try session.store().recordReader(type)
    for match in found.matches.prefix(limit ?? .max) {
      try Interruption.check()
      // Another program may have deleted one meanwhile.
      guard let a = try reader.read(ids[match.first]), let b = try reader.read(ids[match.second]) else {
        continue
      }
      var reasons = match.reasons(a, b, of: type)
      if let through = match.through, let third = try reader.read(ids[through])?["name"]?.string {
        reasons.append("both are probably \(type.rawValue) \(ids[through]), \(third)")
      }
      try printer.row([
        "type": "duplicate", "a": isTable ? label(a) : reference(to: a),
        "b": isTable ? label(b) : reference(to: b),
        // Nothing is certain: what is nearly 1 is not rounded up to it.
        "probability": .number(JSONNumber((match.probability * 1e4).rounded(.down) / 1e4) ?? JSONNumber(0)),
        "reasons": .array(reasons.map(JSON.string)),
      ])
    }
    try session.finish(printer)
    return .ok
  }

  private func reference(to record: JSONObject) -> JSON {
    ["type": .string(type.rawValue), "id": record["id"] ?? .null, "name": record["name"] ?? .null]
  }

  /// A record as a person reads it in a table.
  private func label(_ record: JSONObject) -> JSON {
    .string([record["id"]?.text, record["name"]?.string].compactMap(\.self).joined(separator: " "))
  }

  // MARK: Merging

  /// A step for each group, which merges it into the record that says most; of equals into the oldest. It fails when one
  /// of the records has changed by the time it is made.
  func mergePlan() throws -> Plan {
    let reader = try session.store().recordReader(type)
    var steps: [Plan.Step] = []
    var merged = 0
    for group in found.groups {
      let records = try group.compactMap { try reader.read(ids[$0]) }
      guard let kept = records.max(by: { $0.isWorthLess(than: $1) }), let id = kept["id"]?.int64 else {
        continue
      }
      let others = records.filter { $0["id"] != kept["id"] }
      merged += others.count
      steps.append(
        Plan.Step(
          .merge, type, id: id, expect: Store.expectation(of: [kept] + others, type),
          changes: ["with": .array(others.compactMap { $0["id"] })]))
    }
    let taken = "\(merged) \(merged == 1 ? type.rawValue : type.plural)"
    return Plan(summary: "merge \(taken) into \(steps.count)", steps: steps)
  }
}

extension JSONObject {
  /// Whether a record says less than another, or as much and is newer.
  fileprivate func isWorthLess(than other: JSONObject) -> Bool {
    let (mine, theirs) = (countOfKnown, other.countOfKnown)
    if mine != theirs { return mine < theirs }
    let (made, madeOther) = (self["created_at"]?.string ?? "", other["created_at"]?.string ?? "")
    if made != madeOther { return made > madeOther }
    return (self["id"]?.int64 ?? 0) > (other["id"]?.int64 ?? 0)
  }

  /// How many fields have a value.
  private var countOfKnown: Int {
    count { _, value in
      switch value {
      case .null, .bool(false): false
      case .array(let items): !items.isEmpty
      case .object(let members): !members.isEmpty
      default: true
      }
    }
  }
}
