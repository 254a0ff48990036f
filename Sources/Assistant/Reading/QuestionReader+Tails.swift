internal import Bytes
internal import Models
internal import Store

/// What stands behind the records of a question: clauses, groups, an order, what is worked out.
extension QuestionReader {
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
          // "by month closed this year": the year is that of the same time.
          if path.period != nil, request.selection.time == nil { request.selection.time = path.path }
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
    // "highest value first".
    if let descending = [
      "highest": true, "largest": true, "biggest": true, "lowest": false, "smallest": false,
    ][key(place)],
      place + 1 < keys.count, let (path, length) = finder.attribute(keys[(place + 1)...], of: type),
      key(place + 1 + length) == "first"
    {
      request.selection.sort = [Query.Sort(path: path, descending: descending)]
      return place + 2 + length
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
    guard at < keys.count, !(key(at) == "number" && key(at + 1) == "of") else { return nil }
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
