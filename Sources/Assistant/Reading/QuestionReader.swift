internal import Bytes
internal import Models
internal import Store

/// Understands a question: what is asked of which records.
///
/// A question counts as understood when every word of it has its place; one word too many, and nothing is guessed.
struct QuestionReader {
  private let tokens: [Token]
  private let keys: [String]
  private let finder: ValueFinder
  private let reader: SelectionReader

  init(_ question: String, _ store: Store, user: String?) {
    tokens = Tokens(question).all
    keys = tokens.map(\.key)
    finder = ValueFinder(store)
    reader = SelectionReader(
      tokens: tokens, keys: keys, finder: finder,
      time: TimeReader(now: store.clock.now, zone: store.clock.zone), user: user)
  }

  /// Nil for what is not understood.
  func intent() throws -> Intent? {
    if tokens.isEmpty { return nil }
    // A name that several records have may be no name in the end.
    var ambiguity: Ambiguity?
    for read in [loss, lastTalk, story, winRate, role, attribute, ranking, figure, amount, records] {
      do {
        if let intent = try read() { return intent }
      } catch let error as Ambiguity {
        ambiguity = ambiguity ?? error
      }
    }
    if let ambiguity { throw ambiguity }
    return nil
  }

  // MARK: One record

  /// The one record that words name, and the first word behind it.
  private func record(_ place: Int, _ types: [RecordType]) throws -> (StoreError.Candidate, Int)? {
    var place = place
    while place < keys.count, Self.articles.contains(keys[place]) { place += 1 }
    guard place < tokens.count, let name = try finder.name(tokens[place...], types) else { return nil }
    guard name.records.count == 1 else { throw Ambiguity(candidates: name.records) }
    return (name.records[0], place + name.length)
  }

  private static let articles: Set<String> = [
    "the", "a", "deal", "company", "contact", "our", "with", "of", "for", "to", "on",
  ]

  private func anyRecord(_ types: [RecordType]) throws -> (StoreError.Candidate, Range<Int>)? {
    for place in tokens.indices where !FillerWords.all.contains(keys[place]) || tokens[place].isQuoted {
      if ["deal", "company", "contact"].contains(keys[place]) { continue }
      if let name = try finder.name(tokens[place...], types) {
        guard name.records.count == 1 else { throw Ambiguity(candidates: name.records) }
        return (name.records[0], place..<(place + name.length))
      }
    }
    return nil
  }

  private func contains(_ words: String...) -> Bool { words.contains(where: keys.contains) }

  /// Whether every word but those of a name is one of these or carries nothing.
  private func isAll(_ words: Set<String>, but range: Range<Int>) -> Bool {
    keys.indices.allSatisfy {
      range.contains($0) || words.contains(keys[$0]) || FillerWords.all.contains(keys[$0])
    }
  }

  // MARK: Stories

  private func loss() throws -> Intent? {
    guard keys.first == "why" || contains("reason", "reasons"), contains("lose", "lost", "losing", "loss")
    else { return nil }
    guard let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    guard
      isAll(["why", "lose", "lost", "losing", "reason", "reasons", "deal", "deals", "happen"], but: range)
    else {
      return nil
    }
    return .loss([record])
  }

  private func lastTalk() throws -> Intent? {
    let talk: Set<String> = [
      "talk", "talked", "speak", "spoke", "spoken", "contact", "contacted", "met", "meet", "call", "called",
      "hear", "heard",
      "email", "emailed", "conversation", "touch", "interaction", "activity", "exchange", "meeting", "reach",
      "reached",
    ]
    guard contains("when", "last", "latest"), contains("last", "latest", "recently"),
      keys.contains(where: talk.contains)
    else { return nil }
    guard let (record, range) = try anyRecord([.contact, .company, .deal]) else { return nil }
    guard
      isAll(
        talk.union(["when", "last", "latest", "time", "recently", "anyone", "anybody", "somebody"]),
        but: range)
    else { return nil }
    return .lastTalk(record)
  }

  private func story() throws -> Intent? {
    let asks: Set<String> = [
      "summarise", "summarize", "summary", "recap", "overview", "history", "happened", "happening", "brief",
      "briefing",
      "story", "latest", "news", "status", "update", "background", "discussed", "discuss", "talk", "talked",
      "said",
    ]
    let opening = keys.prefix(4)
    let isAsked =
      opening.contains {
        ["summarise", "summarize", "summary", "recap", "overview", "history", "brief", "briefing"].contains(
          $0)
      }
      || keys.starts(with: ["tell", "me", "about"])
      || keys.starts(with: ["tell", "me", "everything", "about"])
      || opening.contains("what")
        && contains("happened", "happening", "discussed", "discuss", "said", "talk", "talked")
    guard isAsked, let (record, range) = try anyRecord([.deal, .company, .contact]) else { return nil }
    let others: Set<String> = [
      "activities", "activity", "interactions", "everything", "interaction", "relationship", "recent", "deal",
      "company",
      "contact", "notes", "calls", "emails", "meetings", "conversations", "between", "what", "last",
      "recently",
    ]
    return isAll(asks.union(others), but: range) ? .story(record) : nil
  }

  // MARK: Attributes

  private static let asking: Set<String> = [
    "what", "who", "when", "where", "which", "how", "is", "are", "tell", "me", "give", "show",
  ]

  /// "what's John Smith's email address?", "phone number of Priya Patel", "what stage is Acme renewal in?".
  private func attribute() throws -> Intent? {
    guard let (record, range) = try anyRecord([.deal, .company, .contact, .task]) else { return nil }
    let type = record.type
    var place = 0
    var paths: [Path] = []
    var rest: [String] = []
    while place < keys.count {
      if range.contains(place) {
        place = range.upperBound
      } else if let (path, length) = Attributes.find(
        keys[place..<min(keys.count, place < range.lowerBound ? range.lowerBound : keys.count)], of: type)
      {
        if !paths.contains(path) { paths.append(path) }
        place += length
      } else {
        rest.append(keys[place])
        place += 1
      }
    }
    let left = rest.filter {
      !FillerWords.all.contains($0) && $0 != "deal" && $0 != "contact" && $0 != "company"
    }
    if paths.isEmpty { return try implied(record, left) }
    guard
      left.isEmpty || left.allSatisfy({ Self.asking.contains($0) || ["currently", "expected"].contains($0) })
    else {
      return nil
    }
    // "deals of Acme Corp by stage" asks for deals.
    guard !rest.contains("by"), !rest.contains("many"),
      Noun.find(keys[...]) == nil || paths.count == 1 && keys.contains("of"),
      rest.allSatisfy({ $0 != "list" && $0 != "find" && $0 != "deals" && $0 != "contacts" })
    else { return nil }
    return .attribute(paths, of: record)
  }

  /// "who owns Acme renewal?", "where is Acme Corp?", "how much is Acme renewal worth?", "when does it close?".
  private func implied(_ record: StoreError.Candidate, _ left: [String]) throws -> Intent? {
    let path: [String]? =
      switch (keys.first, Set(left)) {
      case ("who", ["owns"]), ("who", ["manages"]), ("who", ["handles"]): ["owner"]
      case ("where", []), ("where", ["where"]), ("where", ["where", "located"]),
        ("where", ["where", "based"]):
        ["city"]
      case ("how", ["worth"]), ("what", ["worth"]): ["value"]
      case ("when", ["when", "closing"]), ("when", ["when", "close"]), ("when", ["when", "closes"]):
        ["expected_close"]
      case ("when", ["when", "due"]): ["due_date"]
      case ("when", ["when", "created"]), ("when", ["when", "added"]): ["created_at"]
      case ("how", ["big"]), ("how", ["large"]): [record.type == .deal ? "value" : "size"]
      default: nil
      }
    guard let path, Catalog.of(record.type).field(path[0]) != nil || path == ["city"] else { return nil }
    return .attribute(
      [Path(record.type == .contact && path == ["city"] ? ["company", "city"] : path)], of: record)
  }

  /// "who is the champion on the Acme renewal deal?".
  private func role() throws -> Intent? {
    guard keys.first == "who" || keys.first == "which" || keys.contains("who") else { return nil }
    for place in tokens.indices {
      guard let (role, length) = try finder.role(tokens[place...]) else { continue }
      guard let (record, range) = try anyRecord([.deal]) else { return nil }
      guard isAll(Set(keys[place..<(place + length)]).union(["deal", "who", "which"]), but: range) else {
        return nil
      }
      return .role(role, deal: record)
    }
    return nil
  }

  // MARK: Figures

  private func winRate() throws -> Intent? {
    let names = [
      ["win", "rate"], ["close", "rate"], ["conversion", "rate"], ["success", "rate"], ["winning", "rate"],
    ]
    guard
      let place = keys.indices.first(where: { place in
        names.contains { Array(keys[place...].prefix(2)) == $0 }
      })
    else {
      return nil
    }
    var selection = Selection(.deal)
    selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
    guard try takes(0, place, &selection) else { return nil }
    let figure = Figure(function: .rate, condition: .compare(Path(["status"]), .equal, .word("won")))
    var end = place + 2
    if end + 1 < keys.count, ["of", "for", "on", "in", "with"].contains(keys[end]),
      let (found, stop) = try reader.selection(from: end + 1), found.type == .deal
    {
      selection = merging(selection, found)
      end = stop
    }
    return try finish(figure, &selection, from: end)
  }

  /// Whether the words of a range say something of records, or carry nothing.
  private func takes(_ start: Int, _ end: Int, _ selection: inout Selection) throws -> Bool {
    var place = start
    while place < end {
      if FillerWords.all.contains(keys[place]) || keys[place] == "what" {
        place += 1
      } else if let (meanings, length) = try finder.values(tokens[place..<end]),
        let condition = reader.condition(meanings, for: selection.type)
      {
        selection.conditions.append(condition)
        place += length
        if place < end, keys[place] == "'s" { place += 1 }
      } else {
        return false
      }
    }
    return true
  }

  /// What stands behind a figure: of which records, when, for which groups.
  private func finish(_ figure: Figure?, _ selection: inout Selection, from start: Int) throws -> Intent? {
    var place = start
    while place < keys.count {
      if let (path, end) = grouping(place, selection) {
        place = end
        if place + 1 < keys.count, ["for", "of", "across", "among"].contains(keys[place]),
          let (found, stop) = try reader.selection(from: place + 1), found.type == selection.type
        {
          selection = merging(selection, found)
          place = stop
        }
        place = try reader.clauses(from: place, into: &selection)
        guard isDone(place) else { return nil }
        return .groups(figure, selection, by: path, limit: nil)
      }
      let end = try reader.clauses(from: place, into: &selection)
      if end == place { break }
      place = end
    }
    guard isDone(place) else { return nil }
    guard let figure else { return .count(selection) }
    return .figure(figure, selection)
  }

  private func isDone(_ place: Int) -> Bool {
    place >= keys.count || keys[place...].allSatisfy { FillerWords.all.contains($0) && $0 != "by" }
  }

  /// "by stage", "per owner", "for each source", "grouped by month".
  private func grouping(_ place: Int, _ selection: Selection) -> (path: Query.Grouping, end: Int)? {
    var at = place
    if ["grouped", "broken", "split", "divided"].contains(keys[at]) { at += 1 }
    while at < keys.count, ["down", "up"].contains(keys[at]) { at += 1 }
    guard at < keys.count, reader.isGrouping(at) else { return nil }
    at += keys[at] == "for" ? 2 : 1
    while at < keys.count, ["the", "their", "each", "lead"].contains(keys[at]), at + 1 < keys.count {
      at += 1
    }
    guard at < keys.count else { return nil }
    if let unit = CalendarUnit(rawValue: keys[at]), let path = reader.usualTime(selection) {
      return (Query.Grouping(path: path, period: unit), at + 1)
    }
    guard let (path, length) = Attributes.find(keys[at...], of: selection.type) else { return nil }
    return (Query.Grouping(path: path), at + length)
  }

  /// "how many open deals", "number of companies in Retail", "count contacts by source".
  private func amount() throws -> Intent? {
    var place = 0
    while place < keys.count,
      ["what", "is", "'s", "the", "tell", "me", "give", "show", "do", "you", "know", "please", "whats"]
        .contains(keys[place])
    {
      place += 1
    }
    guard place < keys.count else { return nil }
    let isMoney = keys[place] == "how" && place + 1 < keys.count && keys[place + 1] == "much"
    switch keys[place] {
    case "how" where place + 1 < keys.count && keys[place + 1] == "many": place += 2
    case "how" where isMoney: place += 2
    case "number", "count": place += 1
    default: return nil
    }
    while place < keys.count, ["of", "the", "all"].contains(keys[place]) { place += 1 }
    if isMoney { return try money(from: place) }
    guard let (found, end) = try reader.selection(from: place) else { return nil }
    var selection = found
    selection.isMoney = false
    return try finish(nil, &selection, from: end)
  }

  private func money(from start: Int) throws -> Intent? {
    guard start < keys.count else { return nil }
    if ["revenue", "money", "business", "sales"].contains(keys[start]) {
      var selection = Selection(.deal)
      _ = try reader.say("won", of: &selection)
      return try finish(.sum, &selection, from: start + 1)
    }
    guard let (found, end) = try reader.selection(from: start), found.type == .deal else { return nil }
    var selection = found
    return try finish(.sum, &selection, from: end)
  }

  private static let functions: [String: Query.AggregateFunction] = [
    "total": .sum, "sum": .sum, "combined": .sum, "average": .avg, "mean": .avg, "avg": .avg,
    "median": .median,
    "typical": .median, "maximum": .max, "max": .max, "minimum": .min, "min": .min,
  ]

  /// "total value of open deals", "average deal size of won deals", "revenue won in May", "pipeline value by stage".
  private func figure() throws -> Intent? {
    var place = 0
    var function: Query.AggregateFunction?
    var mine = false
    if keys.starts(with: ["how", "long"]) || keys.starts(with: ["how", "old"]) { place = 2 }
    while place < keys.count {
      if let found = Self.functions[keys[place]], function == nil {
        function = found
      } else if keys[place] == "my" {
        mine = true
      } else if ![
        "what", "is", "'s", "whats", "the", "our", "show", "me", "give", "tell", "are", "of", "calculate",
        "list", "get",
      ].contains(keys[place]) {
        break
      }
      place += 1
    }
    guard place < keys.count else { return nil }
    var selection = Selection(.deal)
    if mine, let user = reader.user {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    // "revenue", "won revenue", "sales".
    let isWon = keys[place] == "won" || keys[place] == "closed"
    let revenue = place + (isWon ? 1 : 0)
    if revenue < keys.count, ["revenue", "sales", "turnover", "income"].contains(keys[revenue]),
      function == nil || function == .sum
    {
      _ = try reader.say("won", of: &selection)
      var end = revenue + 1
      if end < keys.count, ["value", "amount", "total"].contains(keys[end]) { end += 1 }
      if end < keys.count, keys[end] == "won" || keys[end] == "closed" {
        let isTime = end + 1 < keys.count && !reader.isGrouping(end + 1) && keys[end + 1] != "from"
        if !isTime { end += 1 }
      }
      return try finish(.sum, &selection, from: end)
    }
    // "pipeline value", "pipeline by owner".
    if let (noun, length) = Noun.find(keys[place...]), noun.isMoney {
      selection = merging(selection, Selection(noun))
      var end = place + length
      while end < keys.count, ["value", "size", "amount", "total", "volume", "worth"].contains(keys[end]) {
        end += 1
      }
      return try finish(Figure(function: function ?? .sum, path: Path(["value"])), &selection, from: end)
    }
    // "average deal size of won deals", "total value of open deals".
    if let (path, length) = measure(place),
      function != nil || place + length < keys.count && keys[place + length] == "of"
    {
      var end = place + length
      while end < keys.count, ["of", "for", "across", "in", "all", "the"].contains(keys[end]) { end += 1 }
      guard let (found, stop) = try reader.selection(from: end) else {
        return try finish(Figure(function: function ?? .sum, path: path), &selection, from: place + length)
      }
      selection = merging(selection, found)
      guard let field = path.names.first, Catalog.of(selection.type).field(field) != nil else { return nil }
      return try finish(Figure(function: function ?? .sum, path: path), &selection, from: stop)
    }
    // "total open deals": counts; "average won deal".
    guard let function, let (found, end) = try reader.selection(from: place) else { return nil }
    selection = merging(selection, found)
    var stop = end
    if stop < keys.count, let (path, length) = measure(stop) {
      stop += length
      return try finish(Figure(function: function, path: path), &selection, from: stop)
    }
    // "total open deals" counts them, "sum of open deals" does not.
    if function == .sum, keys.contains("total") { return try finish(nil, &selection, from: stop) }
    guard selection.type == .deal else { return nil }
    return try finish(Figure(function: function, path: Path(["value"])), &selection, from: stop)
  }

  private func measure(_ place: Int) -> (path: Path, length: Int)? {
    guard place < keys.count else { return nil }
    let words = keys[place...]
    let measures: [([String], [String])] = [
      (["deal", "size"], ["value"]), (["deal", "value"], ["value"]), (["deal", "amount"], ["value"]),
      (["contract", "value"], ["value"]), (["sales", "cycle"], ["cycle_days"]),
      (["sales", "cycle", "length"], ["cycle_days"]),
      (["time", "to", "close"], ["cycle_days"]), (["cycle", "time"], ["cycle_days"]),
      (["days", "to", "close"], ["cycle_days"]),
      (["value"], ["value"]), (["amount"], ["value"]), (["size"], ["value"]), (["worth"], ["value"]),
      (["volume"], ["value"]),
      (["age"], ["age_days"]), (["probability"], ["probability"]),
      (["days", "in", "stage"], ["days_in_stage"]),
      (["duration"], ["duration_minutes"]), (["number", "of", "employees"], ["size"]),
      (["headcount"], ["size"]),
    ]
    let found = measures.filter { words.starts(with: $0.0) }.max { $0.0.count < $1.0.count }
    return found.map { (Path($0.1), $0.0.count) }
  }

  private func merging(_ one: Selection, _ other: Selection) -> Selection {
    var merged = other
    merged.conditions = one.conditions.filter { !other.conditions.contains($0) } + other.conditions
    return merged
  }

  // MARK: Rankings

  /// "top 3 industries by won revenue", "which owner has the most open deals", "who has the largest pipeline".
  private func ranking() throws -> Intent? {
    var place = 0
    while place < keys.count,
      ["what", "which", "are", "is", "the", "show", "me", "our", "list", "give", "who", "'s"].contains(
        keys[place])
    {
      place += 1
    }
    guard place < keys.count else { return nil }
    let isWho = keys.contains("who") || keys.first == "which"
    var limit: Int?
    if ["top", "best", "biggest", "largest", "leading"].contains(keys[place]) {
      place += 1
      limit = 1
      if place < keys.count,
        let number = tokens[place].number.flatMap({ Int(exactly: $0) }) ?? TimeReader.count(keys[place])
      {
        limit = number
        place += 1
      }
      guard let (path, length) = Attributes.find(keys[min(place, keys.count)...], of: .deal),
        path != Path(["value"])
      else { return nil }
      place += length
      guard place < keys.count, ["by", "in", "with", "for", "on"].contains(keys[place]) else { return nil }
      return try ranked(path, limit, from: place + 1)
    }
    guard isWho else { return nil }
    var path = Path(["owner"])
    if keys.first == "which", let (found, length) = Attributes.find(keys[place...], of: .deal) {
      path = found
      place += length
    }
    guard place + 1 < keys.count,
      ["has", "have", "with", "had", "brought", "won", "closed", "made", "generated"].contains(keys[place])
    else { return nil }
    let isWon = ["won", "closed"].contains(keys[place])
    place += 1
    while place < keys.count, ["the", "us", "in"].contains(keys[place]) { place += 1 }
    guard place < keys.count, ["most", "largest", "biggest", "highest", "best"].contains(keys[place]) else {
      return nil
    }
    return try ranked(path, 1, from: place + 1, isWon: isWon)
  }

  private func ranked(_ path: Path, _ limit: Int?, from start: Int, isWon: Bool = false) throws -> Intent? {
    var place = start
    while place < keys.count, ["total", "the", "most", "number", "of"].contains(keys[place]) { place += 1 }
    guard place < keys.count else { return nil }
    var selection = Selection(.deal)
    var figure: Figure? = .sum
    let saysWon = keys[place] == "won" || keys[place] == "closed"
    let word = place + (saysWon ? 1 : 0)
    if word < keys.count, ["revenue", "sales", "value", "amount", "turnover"].contains(keys[word]) {
      if saysWon || isWon || keys[word] != "value" && keys[word] != "amount" {
        _ = try reader.say("won", of: &selection)
      }
      place = word + 1
      while place < keys.count, ["of", "from"].contains(keys[place]) { place += 1 }
      if place < keys.count, let (found, end) = try reader.selection(from: place) {
        selection = merging(selection, found)
        place = end
      }
    } else if keys[place] == "win", place + 1 < keys.count, keys[place + 1] == "rate" {
      selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
      figure = Figure(function: .rate, condition: .compare(Path(["status"]), .equal, .word("won")))
      place += 2
    } else {
      guard let (found, end) = try reader.selection(from: place) else { return nil }
      selection = merging(selection, found)
      if isWon { _ = try reader.say("won", of: &selection) }
      if !found.isMoney { figure = nil }
      place = end
      if place < keys.count, let (_, length) = measure(place) {
        figure = .sum
        place += length
      }
    }
    place = try reader.clauses(from: place, into: &selection)
    guard isDone(place) else { return nil }
    return .groups(figure, selection, by: Query.Grouping(path: path), limit: limit)
  }

  // MARK: Lists

  private func records() throws -> Intent? {
    var place = 0
    while place < keys.count,
      [
        "show", "list", "find", "give", "get", "display", "me", "us", "what", "which", "are", "is", "all",
        "the", "please", "can", "you", "i", "want", "see", "to", "need", "fetch", "whats", "'s", "do", "we",
        "have", "any", "of", "there",
      ]
      .contains(keys[place])
    {
      place += 1
    }
    // "who are our customers?"
    if place + 1 < keys.count, keys[place] == "who", ["are", "is", "'s"].contains(keys[place + 1]) {
      place += 2
    }
    while place < keys.count, ["our", "the", "all"].contains(keys[place]) { place += 1 }
    guard place < keys.count, var (selection, end) = try reader.selection(from: place) else { return nil }
    if selection.isMoney {
      while end < keys.count, ["value", "size", "amount", "total", "volume"].contains(keys[end]) { end += 1 }
    }
    while end < keys.count {
      if let next = order(end, &selection) {
        end = next
        continue
      }
      if let (path, next) = grouping(end, selection) {
        if path.period == nil, isMeasure(path.path, selection.type) {
          selection.sort = [Query.Sort(path: path.path, descending: true)]
          end = next
          continue
        }
        end = try reader.clauses(from: next, into: &selection)
        guard isDone(end) else { return nil }
        return .groups(selection.isMoney ? .sum : nil, selection, by: path, limit: nil)
      }
      let next = try reader.clauses(from: end, into: &selection)
      if next == end { break }
      end = next
    }
    guard isDone(end) else { return nil }
    return selection.isMoney ? .figure(.sum, selection) : .records(selection)
  }

  /// Whether records are put in order by a field rather than into groups.
  private func isMeasure(_ path: Path, _ type: RecordType) -> Bool {
    guard path.names.count == 1, let kind = Catalog.of(type).field(path.names[0])?.kind else { return false }
    switch kind {
    case .money, .integer, .number, .probability, .day, .time: return true
    default: return false
    }
  }

  /// "sorted by value", "ordered by close date descending".
  private func order(_ place: Int, _ selection: inout Selection) -> Int? {
    guard ["sorted", "ordered", "ranked", "sort", "order"].contains(keys[place]), place + 2 < keys.count,
      keys[place + 1] == "by",
      let (path, length) = Attributes.find(keys[(place + 2)...], of: selection.type)
    else { return nil }
    var end = place + 2 + length
    var isDescending = keys[place] == "ranked"
    if end < keys.count, ["descending", "desc", "down"].contains(keys[end]) {
      (isDescending, end) = (true, end + 1)
    }
    if end < keys.count, ["ascending", "asc"].contains(keys[end]) { (isDescending, end) = (false, end + 1) }
    selection.sort = [Query.Sort(path: path, descending: isDescending)]
    return end
  }
}

/// A name in a question that several records have.
struct Ambiguity: Error {
  let candidates: [StoreError.Candidate]
}
