internal import Bytes
internal import Models
internal import Store

/// What is told of one record: its fields, whether something is so of it, who plays a part, why it was lost.
extension Answerer {
  func source(_ record: StoreError.Candidate, quote: String? = nil) -> Answer.Source {
    Answer.Source(type: record.type, id: record.id, title: record.name, quote: quote, score: nil)
  }

  func attribute(_ paths: [Path], of record: StoreError.Candidate, isYesNo: Bool) throws -> Answer {
    let query = Query(
      from: record.type, condition: .compare(Path(["id"]), .equal, .number(String(record.id))), fields: paths)
    guard let row = try store.rows(query).first else {
      return Answer(.unsupported, "\(record.name) is not there any more.", .none, confidence: 0)
    }
    var isKnown = false
    let told = paths.map { path -> String in
      let value = row[path.description] ?? row[path.names.last ?? ""] ?? .null
      let label = label(path)
      if value.isNull || value == [] { return "no \(label) is known of \(record.name)" }
      isKnown = true
      return "\(label) of \(record.name): \(Self.text(of: value))"
    }
    let result = try result(paths, row, record)
    var text = told.joined(separator: "; ")
    if case .value(let value, let unit?) = result {
      text = "\(label(paths[0])) of \(record.name): \(Self.short(value)) \(unit)"
    }
    let sentence =
      isYesNo ? "\(isKnown ? "Yes" : "No"), \(text)." : text.prefix(1).uppercased() + text.dropFirst() + "."
    var answer = Answer(.query, sentence, result, query)
    answer.sources = [source(record)]
    answer.subject = record
    return answer
  }

  /// What people call a field; a number of days says so itself.
  private func label(_ path: Path) -> String {
    let name = path.names.last ?? ""
    return (name.hasSuffix("_days") ? String(name.dropLast(5)) : name).replacing("_", with: " ")
  }

  /// A number that was asked for is a value; of all else the text says what there is to say.
  private func result(_ paths: [Path], _ row: JSONObject, _ record: StoreError.Candidate) throws
    -> Answer.Result
  {
    guard paths.count == 1, let name = paths[0].names.last,
      let value = row[paths[0].description] ?? row[name],
      value.double != nil
    else { return .text }
    let unit: String? =
      switch name {
      case "value": try store.recordReader(record.type).read(record.id)?["currency"]?.string ?? currency
      case "age_days", "days_in_stage", "cycle_days", "days_quiet", "days_overdue": "days"
      default: nil
      }
    return .value(value, unit: unit)
  }

  static func text(of value: JSON) -> String {
    if let list = value.array { return list.map(text).joined(separator: ", ") }
    if let object = value.object {
      return object["name"].map(text)
        ?? object.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", ")
    }
    return value.string ?? value.text
  }

  /// Whether something is so of a record, with what is known of it in the fields that this rests on.
  func verdict(_ condition: Condition, of record: StoreError.Candidate) throws -> Answer {
    let isIt = Condition.compare(Path(["id"]), .equal, .number(String(record.id)))
    let query = Query(from: record.type, condition: .and(isIt, condition))
    let isSo = try store.count(query) > 0
    let row = try store.recordReader(record.type).read(record.id) ?? [:]
    let names = condition.fields.filter { row[$0] != nil }
    let told = names.map { name in
      "\(name.replacing("_", with: " ")) \(row[name].map { $0.isNull || $0 == [] ? "none" : Self.text(of: $0) } ?? "")"
    }
    var text = "\(isSo ? "Yes" : "No"): \(record.name)"
    text += told.isEmpty ? "." : ", \(told.joined(separator: ", "))."
    var answer = Answer(.query, text, .text, query)
    answer.sources = [source(record)]
    if condition.fields.contains("activities") {
      let (_, rows) = try activities(of: record, .compare(Path(["kind"]), .notEqual, .word("note")), limit: 1)
      if let last = rows.first {
        answer.text += " Last: \(line(last))."
        answer.sources.append(source(of: last))
      }
    }
    answer.subject = record
    return answer
  }

  func people(_ role: String, in deals: Query, _ record: StoreError.Candidate?) throws -> Answer {
    var deals = deals
    deals.fields = [Path(["contacts"])]
    var ids: [Int64] = []
    for row in try store.rows(deals) {
      for person in row["contacts"]?.array ?? [] where person["role"]?.string == role {
        if let id = person["id"]?.int64, !ids.contains(id) { ids.append(id) }
      }
    }
    let query = Query(
      from: .contact, condition: .isOneOf(Path(["id"]), (ids.isEmpty ? [0] : ids).map { .number(String($0)) })
    )
    let rows = try store.rows(query)
    let names = rows.map { title(of: $0, .contact) }
    let of = record.map { " of \($0.name)" } ?? ""
    let text =
      names.isEmpty
      ? "Nobody is \(role)\(of)."
      : "\(role.prefix(1).uppercased() + role.dropFirst())\(of): \(Self.list(names))."
    var answer = Answer(.query, text, .records(.contact, Answer.Rows(rows, of: query)), query)
    answer.sources = record.map { [source($0)] } ?? []
    answer.subject = record
    return answer
  }

  func loss(_ record: StoreError.Candidate) throws -> Answer {
    let isLost = Condition.compare(Path(["status"]), .equal, .word("lost"))
    guard
      let isIt = Condition.compare(Path(["id"]), .equal, .number(String(record.id))).seen(
        from: .deal, to: record.type)
    else { return Answer(.unsupported, Self.declined, .none, confidence: 0) }
    let query = Query(
      from: .deal, condition: .and(isLost, isIt),
      sort: [Query.Sort(path: Path(["closed_at"]), descending: true)])
    let rows = try store.rows(query)
    if rows.isEmpty {
      let text =
        record.type == .deal ? "\(record.name) was not lost." : "No deal with \(record.name) was lost."
      var answer = Answer(.summary, text, .text, query)
      answer.sources = [source(record)]
      return answer
    }
    var told =
      rows.map { row in
        "\(title(of: row, .deal)) was lost: \(row["lost_reason"]?.string ?? "no reason is noted")"
      }.joined(separator: ". ") + "."
    var sources: [Answer.Source] = rows.compactMap { row in
      row["id"]?.int64.map {
        Answer.Source(
          type: .deal, id: $0, title: title(of: row, .deal), quote: row["lost_reason"]?.string, score: nil)
      }
    }
    // What was noted when it was lost says more than a word.
    if rows.count == 1, let id = rows[0]["id"]?.int64 {
      let deal = StoreError.Candidate(type: .deal, id: id, name: title(of: rows[0], .deal))
      let noted = Condition.all([
        .compare(Path(["subject"]), .contains, .text("lost")),
        .compare(Path(["kind"]), .equal, .word("note")),
      ])
      let (_, notes) = try activities(of: deal, noted, limit: 2)
      for note in notes {
        guard let body = note["body"]?.string else { continue }
        told += " Noted: \(body)"
        sources.append(source(of: note))
      }
    }
    var answer = Answer(.summary, told, .text, query)
    answer.sources = sources
    answer.subject = record
    return answer
  }
}

extension Condition {
  /// The fields of the records themselves that it speaks of, those of related ones under the name of the relation.
  fileprivate var fields: [String] {
    var names: [String] = []
    for name in paths.compactMap(\.names.first).sorted() where name != "id" && !names.contains(name) {
      names.append(name)
    }
    return names
  }
}
