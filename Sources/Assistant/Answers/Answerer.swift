internal import Models
package import Store
internal import Bytes

/// Answers questions from the data, without a model: what is understood whole is asked as a Query, the rest is declined.
package struct Answerer {
  let store: Store
  /// Whom "my" means: the owner of that name, when records have one.
  private let user: String?
  /// What a sum of nothing is in.
  let currency: String

  package init(_ store: Store, user: String?) throws {
    self.store = store
    let isCurrency = Condition.compare(Path(["name"]), .equal, .text("currency"))
    currency = try store.rows(Query(from: .setting, condition: isCurrency)).first?["value"]?.string ?? "USD"
    var owner: String?
    if let user, !user.isEmpty {
      for type in [RecordType.deal, .contact, .company] where owner == nil {
        owner = try store.value(user, of: "owner", type)
      }
    }
    self.user = owner
  }

  /// Fails when the database does; a question that is not understood has an answer, which says so.
  package func answer(_ question: String, _ setting: Setting = Setting()) throws -> Answer {
    do {
      if let reply = Self.smallTalk(question) { return reply }
      guard let intent = try QuestionReader(question, store, user: user).intent() else {
        return Answer(.unsupported, Self.declined, .none, confidence: 0)
      }
      return try answer(to: intent)
    } catch let error as Ambiguity {
      return Answer(asking: "Which one is meant?", among: error.candidates)
    }
  }

  /// A greeting, thanks, or a question about the program gets a word back.
  private static func smallTalk(_ question: String) -> Answer? {
    switch Tokens(question).all.map(\.key).filter({ $0 != "," }).joined(separator: " ") {
    case "hello", "hi", "hey", "hello there", "hi there", "good morning", "good afternoon", "good evening":
      return Answer(.smalltalk, "Hello. \(abilities)", .text)
    case "thanks", "thank you", "thank you very much", "thx":
      return Answer(.smalltalk, "You are welcome.", .text)
    case "help", "what can you do", "what can i ask", "who are you", "what are you":
      return Answer(.smalltalk, abilities, .text)
    default: return nil
    }
  }

  private static let abilities =
    "I can count, sum, rank and list contacts, companies, deals, tasks and activities, and tell what is known of one of them."
  static let declined =
    "I did not understand that. \(abilities)"


  private func answer(to intent: Intent) throws -> Answer {
    switch intent {
    case .records(let selection): try records(selection)
    case .count(let selection): try count(selection)
    case .figure(let figure, let selection): try self.figure(figure, selection)
    case .groups(let figure, let selection, let path, let limit):
      try groups(figure, selection, by: path, limit: limit)
    case .attribute(let paths, let record): try attribute(paths, of: record)
    case .role(let role, let deal): try people(role, in: deal)
    case .loss(let records): try loss(records)
    case .lastTalk(let record): try lastTalk(record)
    case .story(let record): try story(record)
    }
  }

  // MARK: Records

  private func records(_ selection: Selection) throws -> Answer {
    let query = selection.query
    let rows = try store.rows(query)
    let what = rows.count == 1 ? selection.type.rawValue : selection.type.plural
    var text = rows.isEmpty ? "No \(selection.type.plural)." : "\(rows.count) \(what): "
    if !rows.isEmpty { text += Self.list(rows.map { title(of: $0, selection.type) }) + "." }
    return Answer(.query, text, .records(selection.type, rows), query)
  }

  func title(of row: JSONObject, _ type: RecordType) -> String {
    row[Catalog.of(type).title]?.string ?? row["kind"]?.string ?? "#\(row["id"]?.text ?? "")"
  }

  /// A few names, and how many there are besides.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }

  private func count(_ selection: Selection) throws -> Answer {
    var query = selection.query
    let number = try store.count(query)
    query.aggregates = [Query.Aggregate(function: .count)]
    query.sort = []
    let what = number == 1 ? selection.type.rawValue : selection.type.plural
    return Answer(
      .query, "\(number) \(what).", .value(.number(JSONNumber(Int64(number))), unit: "count"), query)
  }

  // MARK: Figures

  private func figure(_ figure: Figure, _ selection: Selection) throws -> Answer {
    var query = selection.query
    query.sort = []
    query.limit = nil
    query.aggregates = [
      Query.Aggregate(
        function: figure.function, path: figure.path, condition: figure.condition, name: "figure")
    ]
    let rows = try store.rows(query)
    let isMoney = figure.path == Path(["value"])
    // A sum in each currency is an answer for each.
    if rows.count > 1 {
      let groups = rows.map { row -> JSONObject in
        ["key": row["currency"] ?? .null, "value": row["figure"] ?? .null, "count": .null]
      }
      let text = groups.map { "\($0["value"]?.text ?? "") \($0["key"]?.string ?? "")" }.joined(
        separator: ", ")
      return Answer(
        .query, "\(text).", .groups(by: "currency", measure: measure(figure), groups), query)
    }
    var value = rows.first?["figure"] ?? .null
    if value.isNull, figure.function == .sum { value = 0 }
    let unit = isMoney ? rows.first?["currency"]?.string ?? currency : Self.unit(of: figure)
    if value.isNull {
      return Answer(.query, "There are none to take it of.", .value(.null, unit: unit), query)
    }
    let amount =
      figure.function == .rate
      ? "\(Self.short(value)) %"
      : [Self.short(value), unit == "count" ? nil : unit].compactMap(\.self).joined(separator: " ")
    return Answer(.query, "\(amount).", .value(value, unit: unit), query)
  }

  /// A number with two places at most.
  static func short(_ value: JSON) -> String {
    guard let number = value.double, let rounded = JSONNumber((number * 100).rounded() / 100) else {
      return value.text
    }
    return rounded.text
  }

  static func unit(of figure: Figure) -> String? {
    if figure.function == .rate { return "percent" }
    switch figure.path?.names.last {
    case "cycle_days", "age_days", "days_in_stage", "days_quiet": return "days"
    case nil: return "count"
    default: return nil
    }
  }

  private func measure(_ figure: Figure?) -> String {
    guard let figure else { return "count" }
    return figure.path.map { "\(figure.function.rawValue)(\($0.description))" } ?? figure.function.rawValue
  }

  private func groups(
    _ figure: Figure?, _ selection: Selection, by grouping: Query.Grouping, limit: Int?
  ) throws -> Answer {
    var query = selection.query
    query.groupBy = [grouping]
    query.aggregates = [Query.Aggregate(function: .count, name: "count")]
    if let figure {
      query.aggregates.insert(
        Query.Aggregate(
          function: figure.function, path: figure.path, condition: figure.condition, name: "figure"), at: 0)
    }
    let column = figure == nil ? "count" : "figure"
    query.sort = limit == nil ? [] : [Query.Sort(path: Path([column]), descending: true)]
    query.limit = limit
    // What has no value is no group that anybody asks for.
    query.condition = Condition.and(query.condition ?? .all([]), .not(.isNull(grouping.path)))
    let rows = try store.rows(query).map { row -> JSONObject in
      let key = row.first { !["figure", "count", "currency", "type"].contains($0.key) }?.value ?? .null
      return ["key": key, "value": row[column] ?? .null, "count": row["count"] ?? .null]
    }
    let name = grouping.path.names.last ?? ""
    let text = rows.map {
      "\($0["key"]?.string ?? $0["key"]?.text ?? ""): \(Self.short($0["value"] ?? .null))"
    }
    return Answer(
      .query, rows.isEmpty ? "None." : text.joined(separator: ", ") + ".",
      .groups(by: name, measure: measure(figure), rows), query)
  }

  // MARK: One record

  private func source(_ record: StoreError.Candidate, quote: String? = nil) -> Answer.Source {
    Answer.Source(type: record.type, id: record.id, title: record.name, quote: quote, score: nil)
  }

  private func attribute(_ paths: [Path], of record: StoreError.Candidate) throws -> Answer {
    let query = Query(
      from: record.type, condition: .compare(Path(["id"]), .equal, .number(String(record.id))), fields: paths)
    guard let row = try store.rows(query).first else {
      return Answer(.unsupported, "\(record.name) is not there any more.", .none, confidence: 0)
    }
    let told = paths.map { path -> String in
      let value = row[path.description] ?? row[path.names.last ?? ""] ?? .null
      let label = (path.names.last ?? "").replacing("_", with: " ")
      return value.isNull || value == []
        ? "no \(label) is known of \(record.name)" : "\(label) of \(record.name): \(Self.text(of: value))"
    }
    let text = told.joined(separator: "; ")
    var answer = Answer(.query, text.prefix(1).uppercased() + text.dropFirst() + ".", .text, query)
    answer.sources = [source(record)]
    answer.subject = record
    return answer
  }

  private static func text(of value: JSON) -> String {
    if let list = value.array { return list.map(text).joined(separator: ", ") }
    if let object = value.object {
      return object["name"].map(text)
        ?? object.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", ")
    }
    return value.string ?? value.text
  }

  private func people(_ role: String, in deal: StoreError.Candidate) throws -> Answer {
    let people = try store.recordReader(.deal).read(deal.id)?["contacts"]?.array ?? []
    let ids = people.filter { $0["role"]?.string == role }.compactMap { $0["id"]?.int64 }
    let query = Query(
      from: .contact, condition: .isOneOf(Path(["id"]), (ids.isEmpty ? [0] : ids).map { .number(String($0)) })
    )
    let rows = try store.rows(query)
    let names = rows.map { title(of: $0, .contact) }
    let text =
      names.isEmpty
      ? "Nobody is \(role) of \(deal.name)."
      : "\(role.prefix(1).uppercased() + role.dropFirst()) of \(deal.name): \(Self.list(names))."
    var answer = Answer(.query, text, .records(.contact, rows), query)
    answer.sources = [source(deal)]
    answer.subject = deal
    return answer
  }

  private func loss(_ records: [StoreError.Candidate]) throws -> Answer {
    guard let record = records.first else { return Answer(.unsupported, Self.declined, .none, confidence: 0) }
    let isLost = Condition.compare(Path(["status"]), .equal, .word("lost"))
    guard
      let isIt = Condition.compare(Path(["id"]), .equal, .number(String(record.id))).seen(
        from: .deal, to: record.type)
    else { return Answer(.unsupported, Self.declined, .none, confidence: 0) }
    let query = Query(
      from: .deal, condition: .and(isLost, isIt),
      sort: [Query.Sort(path: Path(["closed_at"]), descending: true)])
    let rows = try store.rows(query)
    if rows.isEmpty { return Answer(.summary, "No deal with \(record.name) was lost.", .text, query) }
    var answer = Answer(
      .summary,
      rows.map { row in
        "\(title(of: row, .deal)) was lost: \(row["lost_reason"]?.string ?? "no reason is noted")"
      }.joined(separator: ". ") + ".", .text, query)
    for row in rows {
      guard let id = row["id"]?.int64 else { continue }
      answer.sources.append(
        Answer.Source(
          type: .deal, id: id, title: title(of: row, .deal), quote: row["lost_reason"]?.string, score: nil))
    }
    return answer
  }

  // MARK: What happened

  private func activities(of record: StoreError.Candidate, _ condition: Condition?, limit: Int?) throws -> (
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

  private func lastTalk(_ record: StoreError.Candidate) throws -> Answer {
    let (query, rows) = try activities(
      of: record, .compare(Path(["kind"]), .notEqual, .word("note")), limit: 1)
    guard let row = rows.first else {
      return Answer(.summary, "Nothing was ever said to \(record.name), as far as is noted.", .text, query)
    }
    var answer = Answer(.summary, "Last with \(record.name): \(line(row)).", .text, query)
    answer.sources = [source(of: row)]
    answer.subject = record
    return answer
  }

  private func story(_ record: StoreError.Candidate) throws -> Answer {
    let (query, rows) = try activities(of: record, nil, limit: 12)
    var parts = [try facts(record)]
    if rows.isEmpty {
      parts.append("Nothing is noted of what was done.")
    } else {
      let all = try store.count(Query(from: .activity, condition: query.condition))
      parts.append(
        "\(all) \(all == 1 ? "activity" : "activities")\(all > rows.count ? ", the last \(rows.count)" : ""):"
      )
      parts += rows.map { "- " + line($0) }
    }
    var answer = Answer(.summary, parts.joined(separator: "\n"), .text, query)
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
      case .company: ["industry", "city", "country", "owner"]
      default: ["position", "company", "email", "phone", "status", "owner"]
      }
    let told = fields.compactMap { name in
      row[name].flatMap { $0.isNull ? nil : "\(name.replacing("_", with: " ")) \(Self.text(of: $0))" }
    }
    return "\(record.name): \(told.joined(separator: ", "))."
  }

  private func line(_ row: JSONObject) -> String {
    let day = (row["occurred_at"]?.string ?? "").prefix(10)
    let said = row["body"]?.string.map {
      " - \($0.prefix(160).split(whereSeparator: \.isWhitespace).joined(separator: " "))"
    }
    let who = (row["contacts"]?.array ?? []).compactMap { $0["name"]?.string }
    let with = who.isEmpty ? "" : " with \(who.joined(separator: ", "))"
    return "\(day) \(row["kind"]?.string ?? "") \(row["subject"]?.string ?? "")\(with)\(said ?? "")"
  }

  private func source(of row: JSONObject) -> Answer.Source {
    Answer.Source(
      type: .activity, id: row["id"]?.int64 ?? 0, title: title(of: row, .activity),
      quote: row["body"]?.string.map { String($0.prefix(200)) }, score: nil)
  }
}
