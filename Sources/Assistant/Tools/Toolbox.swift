internal import Bytes
internal import Language
package import Models
package import Search
package import Store

/// Does what a model asks for: looks things up, and hands on what it proposes or asks. It changes nothing, and what it
/// gives back is data, whatever stands in it.
package struct Toolbox {
  package enum Permission: Sendable {
    case reading
    /// Plans may be proposed, too.
    case proposing
  }

  /// What becomes of a call.
  enum Result {
    /// What the tool says to the model.
    case told(String)
    case plan(Plan, isFounded: Bool)
    case clarify(String, [StoreError.Candidate])
  }

  let store: Store
  private let searcher: Searcher?
  private let permission: Permission
  /// What the person said.
  let said: String
  /// Tries a Plan and takes it back; fails with what is wrong with it.
  let rehearse: (Plan) throws -> Void
  package internal(set) var evidence: Evidence

  /// Without a `searcher` no passages are looked for. What is spoken of counts as shown.
  package init(
    _ store: Store, searcher: Searcher?, permission: Permission, said: String,
    about subject: StoreError.Candidate?, rehearse: @escaping (Plan) throws -> Void
  ) {
    self.store = store
    self.searcher = searcher
    self.permission = permission
    self.said = said
    self.rehearse = rehearse
    evidence = Evidence(said: said)
    if let subject { evidence.add(subject) }
  }

  /// The kinds of records that a model may see, and may propose to change.
  static let readable: [RecordType] =
    [.contact, .company, .deal, .task, .activity, .meeting, .insight, .pipeline, .status]
  static let changeable: [RecordType] = [.contact, .company, .deal, .task, .activity]

  package var tools: [ToolName] {
    ToolName.allCases.filter {
      switch $0 {
      case .search: searcher != nil
      case .proposePlan: permission == .proposing
      case .query, .show, .clarify: true
      }
    }
  }

  /// Does what a call asks. What is wrong with it is told to the model, which may try again; fails when the database does.
  mutating func use(_ call: ToolCall) throws -> Result {
    guard let name = tools.first(where: { $0.rawValue == call.name }) else {
      let good = tools.map(\.rawValue).joined(separator: ", ")
      return .told("error: there is no tool '\(call.name)'; there are \(good)")
    }
    do {
      if let problem = Schema(name: name.rawValue, name.parameters).problem(in: .object(call.arguments)) {
        throw ToolError("\(problem)")
      }
      switch name {
      case .query: return .told(try query(call.arguments))
      case .search: return .told(try search(call.arguments))
      case .show: return .told(try show(call.arguments))
      case .proposePlan: return try plan(call.arguments)
      case .clarify: return clarification(call.arguments)
      }
    } catch {
      guard let reason = Self.reason(error) else { throw error }
      return .told("error: \(reason)")
    }
  }

  /// What is wrong with what was asked for, in words; nil for a failure that is nobody's fault.
  private static func reason(_ error: any Error) -> String? {
    switch error {
    case let error as ToolError: error.reason
    case let error as QueryError: "\(error)"
    case let error as PlanError: "\(error)"
    case let error as ConditionError: error.message
    case let error as StoreError:
      switch error {
      case .unknownField, .notComparable, .badOperand, .notAnAggregate, .unknownResultColumn, .notFound,
        .ambiguous, .invalid, .duplicate, .present, .overtaken, .merged, .inUse:
        "\(error)"
      default: nil
      }
    default: nil
    }
  }

  // MARK: Looking

  /// So many rows and characters a tool shows at most.
  private static let mostRows = 20
  private static let mostCharacters = 3600

  private mutating func query(_ arguments: JSONObject) throws -> String {
    var query = try Query(json: .object(arguments))
    try requireReadable(query.from)
    let count = query.isGrouped ? nil : try store.count(query)
    evidence.add(query)
    query.limit = min(query.limit ?? Self.mostRows, Self.mostRows)
    if !query.isGrouped, !query.fields.isEmpty, !query.fields.contains(Path(["id"])) {
      query.fields.insert(Path(["id"]), at: 0)
    }
    let rows = try store.rows(query)
    return told(
      [("count", .number(JSONNumber(Int64(count ?? rows.count))))],
      try query.isGrouped ? rows : rows.map { try reference($0, query.from) })
  }

  private mutating func search(_ arguments: JSONObject) throws -> String {
    guard let searcher, let words = arguments["words"]?.string else { return "" }
    let types: [RecordType] =
      arguments["type"]?.string.flatMap(RecordType.init(rawValue:)).map { [$0] }
      ?? [.contact, .company, .deal, .task, .activity, .meeting]
    let context = try searcher.context(SearchRequest(words, types: types), budget: Self.mostCharacters / 3)
    let passages = context.sources.map { source -> JSONObject in
      let record = StoreError.Candidate(type: source.type, id: source.id, name: source.title)
      evidence.add(record, quote: source.passage)
      return ["ref": .string(record.reference), "title": .string(source.title), "passage": .string(source.passage)]
    }
    return told([], passages)
  }

  private mutating func show(_ arguments: JSONObject) throws -> String {
    let words = arguments["record"]?.string ?? ""
    let type = arguments["type"]?.string.flatMap(RecordType.init(rawValue:))
    let found = try records(words, type)
    guard found.count == 1, let record = try store.recordReader(found[0].type).read(found[0].id) else {
      for candidate in found { evidence.add(candidate) }
      let names = found.map { "\($0.reference) \($0.name)" }.joined(separator: ", ")
      throw ToolError(
        found.isEmpty ? "no record is called '\(words)'; search for it" : "several are: \(names)")
    }
    let isIt = Condition.compare(Path(["id"]), .equal, .number(String(found[0].id)))
    var activities: [JSONObject] = []
    if let about = isIt.seen(from: .activity, to: found[0].type), found[0].type != .activity {
      let query = Query(
        from: .activity, condition: about, sort: [Query.Sort(path: Path(["occurred_at"]), descending: true)],
        limit: 5)
      activities = try store.rows(query).map { try reference($0, .activity) }
    }
    return told([], [try reference(record, found[0].type)] + activities)
  }

  /// The records that words name: as deal:12, by name, or by its beginning.
  private func records(_ words: String, _ type: RecordType?) throws -> [StoreError.Candidate] {
    let parts = words.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, let type = RecordType(rawValue: parts[0]), let id = Int64(parts[1]) {
      try requireReadable(type)
      guard let row = try store.recordReader(type).read(id) else { return [] }
      return [candidate(row, type, id)]
    }
    let types = type.map { [$0] } ?? [.contact, .company, .deal, .task]
    for type in types { try requireReadable(type) }
    let named = try types.flatMap { try store.records($0, named: words, limit: 6) }
    return try named.isEmpty ? types.flatMap { try store.records($0, beginningWith: words, limit: 6) } : named
  }

  private func requireReadable(_ type: RecordType) throws {
    guard Self.readable.contains(type) else {
      let good = Self.readable.map(\.rawValue).joined(separator: ", ")
      throw ToolError("records of type '\(type.rawValue)' are not to be seen; there are \(good)")
    }
  }

  private func clarification(_ arguments: JSONObject) -> Result {
    let records = (arguments["records"]?.array ?? []).compactMap { $0.string.flatMap(evidence.shown)?.record }
    return .clarify(arguments["question"]?.string ?? "", records)
  }

  // MARK: Telling

  private func candidate(_ row: JSONObject, _ type: RecordType, _ id: Int64) -> StoreError.Candidate {
    let title = row[Catalog.of(type).title]?.string ?? row["kind"]?.string ?? "\(type.rawValue) \(id)"
    return StoreError.Candidate(type: type, id: id, name: title)
  }

  /// A row as a model sees it, with what it is to be called by; the record counts as shown.
  private mutating func reference(_ row: JSONObject, _ type: RecordType) throws -> JSONObject {
    guard let id = row["id"]?.int64 else { return row }
    let isWhole = row[Catalog.of(type).title] != nil
    let record = try isWhole ? row : store.recordReader(type).read(id) ?? row
    let candidate = candidate(record, type, id)
    evidence.add(candidate)
    var told: JSONObject = ["ref": .string(candidate.reference)]
    for (key, value) in row where key != "type" && key != "id" { told[key] = value }
    return told
  }

  /// What is given back: all that has a value, no more of it than a model can read, and how much was left out.
  private mutating func told(_ head: [(String, JSON)], _ rows: [JSONObject]) -> String {
    var shown: [JSON] = []
    var length = 0
    for row in rows {
      let brief = JSON.object(Self.brief(row))
      length += brief.text.utf8.count
      if length > Self.mostCharacters, !shown.isEmpty { break }
      shown.append(brief)
    }
    var object = JSONObject(head)
    object["rows"] = .array(shown)
    if shown.count < rows.count { object["left_out"] = .number(JSONNumber(Int64(rows.count - shown.count))) }
    let text = JSON.object(object).text
    evidence.add(text: text)
    return text
  }

  private static let longestValue = 400

  private static func brief(_ row: JSONObject) -> JSONObject {
    var brief: JSONObject = [:]
    for (key, value) in row {
      switch value {
      case .null, .array([]): continue
      case .object(let object) where object.isEmpty: continue
      case .string(let text):
        brief[key] = .string(text.count > longestValue ? text.prefix(longestValue) + "…" : text)
      default: brief[key] = value
      }
    }
    return brief
  }
}

/// What is wrong with a call, in words for the model.
struct ToolError: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension StoreError.Candidate {
  /// What the record is called by where its name might be another's: `deal:12`.
  package var reference: String { "\(type.rawValue):\(id)" }
}
