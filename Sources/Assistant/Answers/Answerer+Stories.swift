internal import Bytes
internal import Models
internal import Store

/// What happened with a record, and when somebody was last spoken to.
extension Answerer {
  func activities(of record: StoreError.Candidate, _ condition: Condition?, limit: Int?) throws -> (
    Query, [JSONObject]
  ) {
    let isIt = Condition.compare(Path(["id"]), .equal, .number(String(record.id)))
    let about = isIt.seen(from: .activity, to: record.type) ?? isIt
    let past = Condition.compare(Path(["occurred_at"]), .lessOrEqual, .word("now"))
    let query = Query(
      from: .activity,
      condition: [about, past, condition].compactMap(\.self).reduce(.all([]), Condition.and),
      sort: [Query.Sort(path: Path(["occurred_at"]), descending: true)], limit: limit)
    return (query, try store.rows(query))
  }

  func lastTalk(_ record: StoreError.Candidate, _ condition: Condition?) throws -> Answer {
    let (query, rows) = try activities(of: record, condition, limit: 1)
    guard let row = rows.first else {
      var answer = Answer(.summary, "Nothing of that is noted with \(record.name).", .text, query)
      answer.subject = record
      answer.sources = [source(record)]
      return answer
    }
    let owner = row["owner"]?.string.map { " (\($0))" } ?? ""
    var answer = Answer(
      .summary, "Last with \(record.name): \(line(row))\(owner).",
      .records(.activity, Answer.Rows(rows, of: query)), query)
    answer.sources = [source(of: row)]
    answer.subject = record
    return answer
  }

  func story(_ record: StoreError.Candidate, _ condition: Condition?) throws -> Answer {
    let (query, rows) = try activities(of: record, condition, limit: 12)
    var parts = [try facts(record)]
    if rows.isEmpty {
      parts.append("Nothing is noted of what was done\(condition == nil ? "" : " then").")
    } else {
      let all = try store.count(Query(from: .activity, condition: query.condition))
      parts.append(
        "\(all) \(all == 1 ? "activity" : "activities")\(all > rows.count ? ", the last \(rows.count)" : ""):"
      )
      parts += rows.map { "- " + line($0) }
    }
    let row = try store.recordReader(record.type).read(record.id)
    var answer = Answer(
      .summary, parts.joined(separator: "\n"),
      row.map { .records(record.type, Answer.Rows([$0], of: query)) } ?? .text, query)
    answer.sources = [source(record)] + rows.map(source)
    answer.subject = record
    return answer
  }

  /// Who or what a record is, in a line.
  private func facts(_ record: StoreError.Candidate) throws -> String {
    let row = try store.recordReader(record.type).read(record.id) ?? [:]
    let fields: [String] =
      switch record.type {
      case .deal:
        ["stage", "value", "currency", "expected_close", "company", "owner", "next_step", "lost_reason"]
      case .company: ["industry", "city", "country", "size", "owner"]
      default: ["position", "company", "email", "phone", "status", "owner"]
      }
    let told = fields.compactMap { name in
      row[name].flatMap { $0.isNull ? nil : "\(name.replacing("_", with: " ")) \(Self.text(of: $0))" }
    }
    return "\(record.name): \(told.joined(separator: ", "))."
  }

  func line(_ row: JSONObject) -> String {
    let day = (row["occurred_at"]?.string ?? "").prefix(10)
    let said = row["body"]?.string.map {
      " - \($0.prefix(160).split(whereSeparator: \.isWhitespace).joined(separator: " "))"
    }
    let subject = row["subject"]?.string ?? ""
    let who = (row["contacts"]?.array ?? []).compactMap { $0["name"]?.string }.filter {
      !subject.contains($0)
    }
    let with = who.isEmpty ? "" : " with \(who.joined(separator: ", "))"
    return "\(day) \(row["kind"]?.string ?? "") \(subject)\(with)\(said ?? "")"
  }

  func source(of row: JSONObject) -> Answer.Source {
    Answer.Source(
      type: .activity, id: row["id"]?.int64 ?? 0, title: title(of: row, .activity),
      quote: row["body"]?.string.map { String($0.prefix(200)) }, score: nil)
  }
}
