internal import Bytes
internal import Models
internal import Store

/// Questions for a figure: how many, how much, what share.
extension QuestionReader {
  func winRate() throws -> Intent? {
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
  func takes(_ start: Int, _ end: Int, _ selection: inout Selection) throws -> Bool {
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
  func finish(_ figure: Figure?, _ selection: inout Selection, from start: Int) throws -> Intent? {
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

  func isDone(_ place: Int) -> Bool {
    place >= keys.count || keys[place...].allSatisfy { FillerWords.all.contains($0) && $0 != "by" }
  }

  /// "by stage", "per owner", "for each source", "grouped by month".
  func grouping(_ place: Int, _ selection: Selection) -> (path: Query.Grouping, end: Int)? {
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
  func amount() throws -> Intent? {
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

  func money(from start: Int) throws -> Intent? {
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

  static let functions: [String: Query.AggregateFunction] = [
    "total": .sum, "sum": .sum, "combined": .sum, "average": .avg, "mean": .avg, "avg": .avg,
    "median": .median,
    "typical": .median, "maximum": .max, "max": .max, "minimum": .min, "min": .min,
  ]

  /// "total value of open deals", "average deal size of won deals", "revenue won in May", "pipeline value by stage".
  func figure() throws -> Intent? {
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

  func measure(_ place: Int) -> (path: Path, length: Int)? {
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

  func merging(_ one: Selection, _ other: Selection) -> Selection {
    var merged = other
    merged.conditions = one.conditions.filter { !other.conditions.contains($0) } + other.conditions
    return merged
  }
}
