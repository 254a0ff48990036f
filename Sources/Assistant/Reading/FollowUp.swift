internal import Bytes
internal import Models
internal import Store

/// A question that refines the one before it: "and in May?", "only Berlin", "by stage?", "how many are there?".
///
/// What it says of a field takes the place of what was said of that; all else stays as it was asked.
struct FollowUp {
  private let reader: QuestionReader
  private let previous: Query
  private let old: [Condition]
  private var tokens: [Token]

  init(_ tokens: [Token], of previous: Query, _ reader: QuestionReader) {
    self.previous = previous
    old = Self.parts(of: previous.condition)
    self.tokens = Self.fragment(tokens)
    self.reader = reader.reading(self.tokens)
  }

  private static func parts(of condition: Condition?) -> [Condition] {
    switch condition {
    case .all(let parts)?: parts
    case let one?: [one]
    case nil: []
    }
  }

  /// What somebody says before a refinement.
  private static let openings: [[String]] = [
    ["and"], ["but"], ["what", "about"], ["how", "about"], ["now"], ["ok"], ["okay"], ["then"], ["also"],
    ["same", "for"],
    ["the", "same", "for"], ["show"], ["me"], ["list"], ["only"], ["just"], ["those"], ["these"], ["them"],
    ["the", "ones"],
    ["of", "those"], ["of", "them"], ["of", "these"], ["which"], ["ones"], ["which", "ones", "are"], ["are"],
    ["is"], ["please"],
    [","], ["so"], ["which", "of", "them"], ["which", "of", "those"], ["filter"], ["to"], ["limit"],
    ["restrict"], ["narrow"],
    ["down"], ["make", "it"], ["break"], ["it"], ["group"], ["give", "me"],
  ]

  private static func fragment(_ tokens: [Token]) -> [Token] {
    var rest = tokens[...]
    var isOpen = true
    while isOpen {
      isOpen = false
      for words in openings where rest.count > words.count && rest.prefix(words.count).map(\.key) == words {
        rest = rest.dropFirst(words.count)
        isOpen = true
      }
    }
    while rest.count > 1, let last = rest.last?.key, Self.narrowing.contains(last) { rest = rest.dropLast() }
    return Array(rest)
  }

  private static let narrowing: Set<String> = ["only", "just"]

  /// Whether a question says that it is about fewer of what was asked for before: "only customers", "customers only".
  static func narrows(_ tokens: [Token]) -> Bool {
    tokens.count > 1
      && [tokens.first, tokens.last].contains { $0.map { narrowing.contains($0.key) } ?? false }
  }

  /// Nil where the words mean nothing to what was asked before.
  func query() throws -> Query? {
    guard !tokens.isEmpty else { return nil }
    if let query = asked() { return query }
    if let query = try figured() { return query }
    return try refined()
  }

  // MARK: Something else of the same records

  private var keys: [String] { reader.keys }

  /// The records that were asked for, without what was made of them.
  private var records: Query {
    // A division into groups brought conditions along.
    let parts = Self.parts(of: previous.condition).filter { part in
      !previous.groupBy.contains { part == .not(.isNull($0.path)) }
    }
    return Query(from: previous.from, condition: parts.isEmpty ? nil : parts.reduce(.all([]), Condition.and))
  }

  /// "how many are there?", "who are they?", "who owns them?".
  private func asked() -> Query? {
    let words = keys.filter {
      ![
        "of", "is", "that", "those", "them", "they", "there", "these", "in", "total", "do", "we", "have",
        "'s",
      ].contains($0)
    }
    var query = records
    switch words {
    case ["how", "many"], ["how", "many", "are"], ["count"], ["number"], ["the", "number"],
      ["how", "many", "ones"]:
      query.aggregates = [Query.Aggregate(function: .count, name: "count")]
      return query
    case ["who", "are"], ["who"], ["what", "are"], ["list"], ["names"], ["records"], ["the", "list"],
      ["what", "are", "the", "names"]:
      return query
    case ["who", "owns"], ["whose", "are"], ["who", "has"], ["who", "is", "responsible"], ["who", "handles"],
      ["who", "manages"]:
      guard Catalog.of(query.from).field("owner") != nil else { return nil }
      return grouped(query, Query.Grouping(path: Path(["owner"])), figure: nil)
    default: return nil
    }
  }

  /// "and their total value?", "the average?", "what are they worth?", "median".
  private func figured() throws -> Query? {
    let carrying: Set<String> = [
      "the", "their", "its", "what", "'s", "is", "are", "they", "in", "all", "of", "those", "them", "these",
      "together", "on", "would", "be", "and", "how", "much", "it",
    ]
    let words = keys.enumerated().filter { !carrying.contains($0.element) }
    guard !words.isEmpty else { return nil }
    var function: Query.AggregateFunction?
    var path: Path?
    var place = 0
    while place < words.count {
      let (index, word) = words[place]
      if let found = QuestionReader.functions[word], function == nil {
        function = found
      } else if path == nil, let found = reader.measure(index, of: previous.from), found.type == previous.from
      {
        path = found.path
        place += keys[index..<(index + found.length)].filter { !carrying.contains($0) }.count - 1
      } else if word == "worth", path == nil {
        path = Path(["value"])
      } else {
        return nil
      }
      place += 1
    }
    guard let path = path ?? reader.reader.usual(previous.from),
      Catalog.of(previous.from).field(path.names[0]) != nil
    else {
      return nil
    }
    let isValue = path == Path(["value"])
    let figure = Figure(function: function ?? (isValue ? .sum : .avg), path: path)
    if let grouping = previous.groupBy.first { return grouped(records, grouping, figure: figure) }
    var query = records
    query.aggregates = [figure.aggregate("figure")]
    return query
  }

  private func grouped(_ query: Query, _ grouping: Query.Grouping, figure: Figure?) -> Query {
    var query = query
    query.groupBy = [grouping]
    query.aggregates = [Query.Aggregate(function: .count, name: "count")]
    if let figure { query.aggregates.insert(figure.aggregate("figure"), at: 0) }
    query.condition = Condition.and(query.condition ?? .all([]), .not(.isNull(grouping.path)))
    return query
  }

  // MARK: Other conditions, orders, groups

  private func refined() throws -> Query? {
    var selection = Selection(previous.from)
    selection.conditions = old
    selection.saysStatus = true
    var request = Request(selection: selection)
    request.isCounted = previous.isGrouped
    let before = old.count
    var start = 0
    // "the biggest one", "top 5": an order with a number.
    if let (end, found) = try superlative() {
      request.selection.order = found.order
      request.selection.limit = found.limit
      start = end
    }
    guard try reader.finish(&request, from: start) else { return nil }
    let added = request.selection.conditions.dropFirst(before).filter { !old.contains($0) }
    let changed = request.selection
    let isOrdered = changed.order != nil || !changed.sort.isEmpty || changed.limit != nil
    guard !added.isEmpty || isOrdered || request.grouping != nil else { return nil }

    var query = previous
    query.condition = condition(with: added)
    if isOrdered {
      guard !previous.isGrouped else { return nil }
      let asked = changed.query
      if !asked.sort.isEmpty { query.sort = asked.sort }
      query.limit = asked.limit ?? previous.limit
    }
    if let grouping = request.grouping {
      var base = records
      base.condition = condition(with: added, isGrouped: false)
      let aggregate = previous.aggregates.first { $0.function != .count }
      let figure = aggregate.map { Figure(function: $0.function, path: $0.path, condition: $0.condition) }
      return grouped(base, grouping, figure: figure)
    }
    return query
  }

  private func superlative() throws -> (end: Int, found: SelectionReader.Front)? {
    var front = SelectionReader.Front()
    var place = reader.reader.skip(["the", "one", "is", "'s"], 0)
    guard place < keys.count, let end = try reader.reader.read(&front, at: place), front.order != nil else {
      return nil
    }
    guard front.meanings.isEmpty, front.names.isEmpty, front.words.isEmpty else { return nil }
    let isPlural = ["ones", "few"].contains(reader.key(end))
    if front.limit == nil { front.limit = isPlural ? 10 : 1 }
    place = reader.reader.skip(["one", "ones", "of", "them", "those", "these", "few"], end)
    return (place, front)
  }

  /// The conditions as they were but for the fields of which something new is said.
  private func condition(with added: [Condition], isGrouped: Bool = true) -> Condition? {
    var kept = Self.parts(of: records.condition)
    for condition in added {
      if case .not = condition { continue }
      let paths = condition.paths
      guard paths != [Path(["tags"])] else { continue }
      kept.removeAll { old in
        if case .not = old { return false }
        return !old.paths.isDisjoint(with: paths) || Self.isSameKind(old, condition)
      }
    }
    var groups: [Condition] = []
    for grouping in previous.groupBy where isGrouped { groups.append(.not(.isNull(grouping.path))) }
    let all = kept + added + groups
    return all.isEmpty ? nil : all.reduce(.all([]), Condition.and)
  }

  /// Whether both say when, though of another time of the record; or both where.
  private static func isSameKind(_ one: Condition, _ other: Condition) -> Bool {
    let times: Set<String> = [
      "created_at", "closed_at", "expected_close", "due_date", "occurred_at", "completed_at", "updated_at",
    ]
    func isTime(_ condition: Condition) -> Bool {
      !condition.paths.isEmpty
        && condition.paths.allSatisfy { $0.names.count == 1 && times.contains($0.names[0]) }
    }
    let places: Set<String> = ["city", "country"]
    func isPlace(_ condition: Condition) -> Bool {
      !condition.paths.isEmpty && condition.paths.allSatisfy { places.contains($0.names.last ?? "") }
    }
    return isTime(one) && isTime(other) || isPlace(one) && isPlace(other)
  }
}
