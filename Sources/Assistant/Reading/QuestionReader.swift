internal import Bytes
internal import Models
internal import Store

/// Understands a question: what is asked of which records.
///
/// A question counts as understood when every word of it has its place; one word too many, and nothing is guessed.
struct QuestionReader {
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let reader: SelectionReader
  let store: Store

  init(_ tokens: [Token], _ store: Store, _ finder: ValueFinder, user: String?) {
    self.tokens = tokens
    self.store = store
    self.finder = finder
    keys = tokens.map(\.key)
    reader = SelectionReader(
      tokens: tokens, keys: keys, finder: finder,
      time: TimeReader(now: store.clock.now, zone: store.clock.zone), user: user)
  }

  /// The same of other words.
  func reading(_ tokens: [Token]) -> QuestionReader {
    QuestionReader(tokens, store, finder, user: reader.user)
  }

  /// Nil for what is not understood.
  func intent() throws -> Intent? {
    if tokens.isEmpty { return nil }
    if let intent = try periodic() { return intent }
    // A name that several records have may be no name in the end.
    var ambiguity: Ambiguity?
    for read in [
      loss, lastTalk, story, verdict, said, winRate, share, role, attribute, dimension, comparison, ranking,
      figure,
      amount, records, implicit,
    ] {
      do {
        if let intent = try read() { return intent }
      } catch let error as Ambiguity {
        ambiguity = ambiguity ?? error
      }
    }
    if let ambiguity { throw ambiguity }
    return nil
  }

  /// "monthly revenue": what comes behind it, by the month.
  private func periodic() throws -> Intent? {
    let words = [
      "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
      "annual": "year",
    ]
    guard let place = keys.firstIndex(where: { words[$0] != nil }), place + 1 < keys.count,
      let unit = words[keys[place]],
      !reader.isGrouping(max(place - 1, 0)), try finder.values(tokens[place...]) == nil
    else { return nil }
    return try reading(Array(tokens[..<place] + tokens[(place + 1)...]) + [Token("by"), Token(unit)]).intent()
  }

  func key(_ place: Int) -> String { place >= 0 && place < keys.count ? keys[place] : "" }

  /// The first word behind those with which a wish begins.
  func opened(_ start: Int = 0) -> Int {
    var place = start
    while place < keys.count, FillerWords.opening.contains(keys[place]), !tokens[place].isQuoted {
      // "total value" is asked for.
      if keys[place] == "total" { break }
      place += 1
    }
    // "who are our customers?"
    if place + 1 < keys.count, keys[place] == "who", ["are", "is", "'s"].contains(keys[place + 1]),
      (try? reader.phrase(from: place + 2)) ?? nil != nil
    {
      place += 2
    }
    while place < keys.count, ["our", "the", "all"].contains(keys[place]) { place += 1 }
    return place
  }

  // MARK: Lists

  /// Whether a question begins as one for a yes or no: "do we have", "is there any", "are there".
  private var asksWhetherAny: Bool {
    switch (key(0), key(1)) {
    case ("is", "there"), ("are", "there"), ("were", "there"), ("was", "there"), ("do", "we"), ("have", "we"),
      ("do", "i"), ("did", "we"), ("have", "i"), ("did", "i"), ("has", "there"):
      true
    default: ["is", "are", "do", "does", "did", "has", "have", "was", "were"].contains(key(0))
    }
  }

  func records() throws -> Intent? {
    if let intent = try inverted() { return intent }
    let place =
      key(0) == "when" && keys.contains("next")
      ? reader.skip(["when", "is", "are", "our", "the", "my"], 0) : opened()
    guard place < keys.count, !["should", "will", "why"].contains(key(0)),
      key(0) != "how" || contains("distributed", "split", "spread", "divided"),
      let (selection, end) = try reader.selection(from: place)
    else { return nil }
    // "call Ann Lee" asks for nothing.
    if place == 0, ["call", "email", "mail", "note", "message", "meeting"].contains(keys[0]), keys.count > 1,
      !FillerWords.all.contains(keys[1]), try finder.name(tokens[1...]) != nil
    {
      return nil
    }
    var request = Request(selection: selection)
    if selection.isMoney { request.figure = .sum }
    guard try finish(&request, from: end) else { return nil }
    // "a breakdown" is one by something.
    let divides = contains(
      "breakdown", "break", "split", "group", "distribution", "distributed", "segment", "divide")
    if divides, request.grouping == nil { return nil }
    return .query(request.query, isYesNo: asksWhetherAny && request.figure == nil && request.grouping == nil)
  }

  /// "did we lose any deals this month?", "has chen closed anything?", "does ana have overdue tasks?": what is asked for
  /// stands behind who did it.
  private func inverted() throws -> Intent? {
    guard ["did", "has", "have", "does", "do"].contains(key(0)) else { return nil }
    let subject: Int
    if ["we", "i"].contains(key(1)) {
      subject = 2
    } else if let (_, end) = try reader.owners(1, .deal) {
      subject = end
    } else {
      return nil
    }
    let start = reader.skip(["ever", "already", "recently"], subject) + 1
    var words = tokens
    if let place = keys.firstIndex(where: { ["anything", "something"].contains($0) }), place >= start {
      words[place] = Token(contains("due", "overdue") ? "tasks" : "deals")
    }
    let whole = reading(words)
    guard start < keys.count,
      SelectionReader.acts[key(start - 1)] != nil || SelectionReader.talking.contains(key(start - 1)),
      let (_, end) = try whole.reader.phrase(from: start), end > start
    else { return nil }
    let ordered = reading(Array(words[start..<end] + words[..<start] + words[end...]))
    guard let (selection, stop) = try ordered.reader.selection(from: 0) else { return nil }
    var request = Request(selection: selection)
    guard try ordered.finish(&request, from: stop), request.grouping == nil, request.figure == nil else {
      return nil
    }
    return .query(request.query, isYesNo: true)
  }

  /// "what's overdue?", "what do I have to do today?", "what is closing this month?", "what did we win in May?".
  func implicit() throws -> Intent? {
    var place = 0
    while [
      "what", "'s", "is", "are", "anything", "which", "show", "me", "everything", "all", "has", "any",
      "things", "that", "there", "list", "something", "been", "was", "were",
    ]
    .contains(key(place)) {
      place += 1
    }
    guard place > 0, place < keys.count else { return nil }
    let type: RecordType?
    switch key(place) {
    case "overdue", "due", "urgent": type = .task
    case "closing", "won", "lost", "expected": type = .deal
    case "does" where contains("due", "overdue"): type = .task
    case "in" where try reader.values(at: place + 1)?.meanings.contains { $0.field == "stage" } ?? false:
      type = .deal
    case "on" where ["todo", "list", "plate", "agenda"].contains(where: keys.contains): type = .task
    case "do", "did", "have", "need", "must", "should":
      let isToDo = zip(keys, keys.dropFirst()).contains { $0 == "to" && $1 == "do" } || keys.contains("due")
      let start = reader.skip(
        ["do", "i", "we", "have", "need", "must", "should", "to", "get", "done", "still"], place)
      if isToDo, start > place {
        type = .task
        place = start
      } else {
        type = .deal
      }
    default: type = nil
    }
    guard let type else { return nil }
    var selection = Selection(type)
    if type == .task, let user = reader.user, keys.contains("i") {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    let before = selection.conditions.count
    if key(place) == "on" {
      place = reader.skip(
        ["on", "my", "our", "the", "todo", "list", "plate", "agenda", "for", "to-do"], place)
    }
    place = try reader.clauses(from: place, into: &selection)
    guard isDone(place), selection.conditions.count > before else { return nil }
    return .query(selection.query, isYesNo: asksWhetherAny)
  }

  // MARK: What stands behind

  /// Reads what stands behind the records: clauses, groups, an order, what is worked out; false where words are left.
  func finish(_ request: inout Request, from start: Int) throws -> Bool {
    var place = start
    while place < keys.count {
      if let end = order(place, &request) ?? tail(place, &request) {
        place = end
      } else if let (path, end) = grouping(place, request.selection) {
        if request.figure == nil, !request.isCounted, path.period == nil,
          isMeasure(path.path, request.selection.type)
        {
          let isLow = request.selection.order == .smallest || request.selection.order == .oldest
          // What is to come is listed from now on, and names from A to Z.
          let rises = [Catalog.of(request.selection.type).title, "due_date", "expected_close"].contains(
            path.path.names[0])
          request.selection.sort = [Query.Sort(path: path.path, descending: !isLow && !rises)]
        } else {
          guard request.grouping == nil else { return false }
          request.grouping = path
        }
        place = end
        // "did each owner win": what they did stands behind them.
        if ["each", "every"].contains(key(end - 2)) || ["each", "every"].contains(key(end - 3)),
          let act = SelectionReader.acts[key(place)]
        {
          if !act.isEmpty, act != "new", try !reader.say(act, of: &request.selection) { return false }
          place += 1
        }
        if ["for", "of", "across", "among", "in"].contains(key(place)), place + 1 < keys.count,
          let (found, stop) = try reader.selection(from: place + 1), found.type == request.selection.type
        {
          request.selection = merging(request.selection, found)
          place = stop
        }
      } else {
        let end = try reader.clauses(from: place, into: &request.selection)
        if end == place { break }
        place = end
      }
    }
    if request.selection.isNew, !request.selection.saysWhenMade { return false }
    return isDone(place)
  }

  func isDone(_ place: Int) -> Bool {
    place >= keys.count
      || keys[place...].allSatisfy { FillerWords.all.contains($0) && $0 != "by" || $0 == "please" }
  }

  /// Whether records are put in order by a field rather than into groups.
  func isMeasure(_ path: Path, _ type: RecordType) -> Bool {
    guard path.names.count == 1, let kind = Catalog.of(type).field(path.names[0])?.kind else { return false }
    switch kind {
    case .money, .integer, .number, .probability, .day, .time: return true
    default: return path == Path([Catalog.of(type).title])
    }
  }

  /// "sorted by value", "ordered by close date descending", "highest first", "newest first".
  func order(_ place: Int, _ request: inout Request) -> Int? {
    let type = request.selection.type
    if key(place + 1) == "first" {
      let order: Selection.Order? =
        switch key(place) {
        case "highest", "largest", "biggest": .greatest
        case "lowest", "smallest": .smallest
        case "newest", "latest": .newest
        case "oldest", "earliest": .oldest
        default: nil
        }
      guard let order else { return nil }
      if let sort = request.selection.sort.first {
        let isDescending = order == .greatest || order == .newest
        request.selection.sort = [Query.Sort(path: sort.path, descending: isDescending)]
      } else {
        request.selection.order = order
      }
      return place + 2
    }
    var start = reader.skip(["and", "in", "order"], place)
    guard
      ["sorted", "ordered", "ranked", "sort", "order", "rank", "arranged"].contains(key(start))
        || key(start - 1) == "order"
    else { return nil }
    if key(start - 1) != "order" { start = reader.skip(["them", "it"], start + 1) }
    guard ["by", "of", "on"].contains(key(start)) else { return nil }
    let place0 = place
    start = reader.skip(["the", "their"], start + 1)
    guard start < keys.count, let (path, length) = finder.attribute(keys[start...], of: type) else {
      return nil
    }
    var end = start + length
    var isDescending = keys[place0..<start].contains("ranked") || keys[place0..<start].contains("rank")
    let downwards: Set<String> = ["descending", "desc", "down", "decreasing"]
    let upwards: Set<String> = ["ascending", "asc", "increasing", "up"]
    end = reader.skip([",", "in"], end, most: downwards.union(upwards).contains(key(end + 1)) ? 1 : 0)
    if downwards.contains(key(end)) { (isDescending, end) = (true, end + 1) }
    if upwards.contains(key(end)) { (isDescending, end) = (false, end + 1) }
    end = reader.skip(["order"], end)
    request.selection.sort = [Query.Sort(path: path, descending: isDescending)]
    return end
  }

  /// "in total", "on average", "limit 5": what is made of the records, said at the end.
  private func tail(_ place: Int, _ request: inout Request) -> Int? {
    switch (key(place), key(place + 1)) {
    case ("in", "total"), ("in", "sum"):
      if request.figure == nil, request.selection.type == .deal,
        keys.contains("worth") || keys.contains("value")
      {
        request.figure = .sum
      }
      return place + 2
    case ("combined", _), ("altogether", _), ("overall", _): return place + 1
    case ("on", "average"):
      guard let figure = request.figure, figure.function == .sum || figure.function == .avg else {
        return nil
      }
      request.figure?.function = .avg
      return place + 2
    case ("limit", _), ("top", _), ("max", _):
      guard let count = reader.count(at: place + 1), request.figure == nil, request.grouping == nil else {
        return nil
      }
      request.selection.limit = count
      return place + 2
    default: return nil
    }
  }

  /// "by stage", "per owner", "for each source", "grouped by month", "by month of expected close".
  func grouping(_ place: Int, _ selection: Selection) -> (path: Query.Grouping, end: Int)? {
    var at = reader.skip(
      [
        "grouped", "broken", "split", "divided", "group", "breakdown", "break", "summarized", "summarised",
        "separated", "down", "up", "it", "them", "and", "distributed", "spread",
      ],
      place)
    guard at < keys.count, reader.isGrouping(at) else { return nil }
    at += ["for", "of", "in"].contains(keys[at]) ? 2 : 1
    at = reader.skip(["the", "their", "each", "every", "one", "individual"], at)
    guard at < keys.count else { return nil }
    if let unit = Self.unit(key(at)) {
      // "by month of expected close", "per month closed".
      let behind = reader.skip(["of", "the", "they", "were", "when", "it", "was"], at + 1)
      if behind < keys.count,
        behind > at + 1 || ["closed", "created"].contains(key(behind)) || key(at + 1) == "expected",
        let (path, length) = timeField(behind, selection.type)
      {
        return (Query.Grouping(path: path, period: unit), behind + length)
      }
      guard let path = reader.usualTime(selection) else { return nil }
      return (Query.Grouping(path: path, period: unit), at + 1)
    }
    // "by expected close month", "by closing month", "by creation month".
    if let (path, length) = timeField(at, selection.type), let unit = Self.unit(key(at + length)) {
      return (Query.Grouping(path: path, period: unit), at + length + 1)
    }
    guard let (path, length) = finder.attribute(keys[at...], of: selection.type),
      isThere(path, selection.type)
    else {
      return nil
    }
    return (Query.Grouping(path: path), at + length)
  }

  private static func unit(_ word: String) -> CalendarUnit? {
    CalendarUnit(rawValue: word)
      ?? [
        "monthly": .month, "weekly": .week, "daily": .day, "yearly": .year, "quarterly": .quarter,
        "months": .month,
        "quarters": .quarter, "years": .year, "weeks": .week, "days": .day,
      ][word]
  }

  private func timeField(_ place: Int, _ type: RecordType) -> (Path, Int)? {
    guard place < keys.count else { return nil }
    if let (path, length) = Attributes.find(keys[place...], of: type), let name = path.names.last,
      path.names.count == 1
    {
      switch Catalog.of(type).field(name)?.kind {
      case .day, .time: return (path, length)
      default: break
      }
    }
    switch (type, key(place)) {
    case (.deal, "closing"), (.deal, "expected"), (.deal, "close"): return (Path(["expected_close"]), 1)
    case (.deal, "closed"): return (Path(["closed_at"]), 1)
    case (_, "creation"), (_, "created"): return (Path(["created_at"]), 1)
    default: return nil
    }
  }

  /// Whether a path leads somewhere in records of a kind.
  func isThere(_ path: Path, _ type: RecordType) -> Bool {
    var type = type
    for (place, name) in path.names.enumerated() {
      if name == "fields" { return true }
      if place == path.names.count - 1 { return Catalog.of(type).field(name) != nil }
      guard let relation = Catalog.of(type).relation(name), !relation.many else { return false }
      type = relation.target
    }
    return false
  }

  func merging(_ one: Selection, _ other: Selection) -> Selection {
    var merged = other
    merged.conditions = one.conditions.filter { !other.conditions.contains($0) } + other.conditions
    merged.saysStatus = one.saysStatus || other.saysStatus
    return merged
  }
}

/// A name in a question that several records have.
struct Ambiguity: Error {
  let candidates: [StoreError.Candidate]
}
