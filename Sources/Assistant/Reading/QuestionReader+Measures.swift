internal import Bytes
internal import Models
internal import Store

/// What is measured, in a question for a figure or for an order by one: "won revenue", "average deal size", "open deals".
extension QuestionReader {
  static let functions: [String: Query.AggregateFunction] = [
    "total": .sum, "sum": .sum, "combined": .sum, "overall": .sum, "average": .avg, "mean": .avg, "avg": .avg,
    "median": .median, "typical": .median, "maximum": .max, "max": .max, "minimum": .min, "min": .min,
    "summed": .sum,
    "aggregate": .sum, "cumulative": .sum,
  ]
  /// Functions as well, where a field is measured and no records follow.
  private static let extremes: [String: Query.AggregateFunction] = [
    "highest": .max, "largest": .max, "biggest": .max, "lowest": .min, "smallest": .min, "longest": .max,
    "shortest": .min,
  ]
  private static let revenue: Set<String> = [
    "revenue", "sales", "turnover", "income", "revenues", "earnings", "bookings",
  ]
  private static let sums: Set<String> = ["value", "amount", "worth", "volume", "total", "values", "amounts"]

  /// What is measured from a word on, with all that is said of the records; no figure where their number is.
  func measured(from start: Int, saying status: String? = nil, isRanked: Bool = false) throws -> (
    request: Request, end: Int
  )? {
    var place = reader.skip(["the", "our", "a", "all", "of", "their", "an"], start)
    var function: Query.AggregateFunction?
    var isCounted = false
    while place < keys.count {
      if ["number", "count"].contains(keys[place]), key(place + 1) == "of", measure(place) == nil {
        isCounted = true
        place += 2
      } else if let found = Self.functions[keys[place]], function == nil || found == .sum {
        function = function ?? found
        place += 1
      } else if let found = Self.extremes[keys[place]], function == nil,
        let (_, length, _) = measure(place + 1),
        ["", "of", "for", "in", "across", "by", "per", "among", "ever", "this", "last"].contains(
          key(place + 1 + length))
      {
        function = found
        place += 1
      } else if ["of", "the", "all", "our", "my"].contains(keys[place]), place > start {
        place += 1
      } else {
        break
      }
    }
    guard place < keys.count else { return nil }
    if isCounted {
      // An average of numbers takes counting twice.
      guard function == nil || function == .sum else { return nil }
      guard let (found, end) = try reader.selection(from: place, saying: status.map { [$0] } ?? []) else {
        return nil
      }
      var request = Request(selection: found, isCounted: true)
      request.selection.isMoney = false
      return (request, end)
    }
    if let (rate, figure) = rate(in: keys[place...]), rate == place {
      var selection = Selection(.deal)
      selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
      selection.saysStatus = true
      return (Request(selection: selection, figure: figure), place + 2)
    }
    if let found = try money(place, function, status) { return found }
    // "average deal size of won deals", "total value of open deals".
    if let (path, length, type) = measure(place),
      function != nil || key(place + length) == "of" || start == 0 || status != nil || place > start
        || isRanked,
      function != nil || path == Path(["value"]) || type == .deal && key(place + length) == "of"
        || type != .company && reader.isGrouping(place + length)
    {
      return try field(path, type, function, from: place + length, saying: status)
    }
    return try numbered(place, function, status)
  }

  /// "revenue", "won revenue", "lost value", "pipeline value", "open pipeline".
  private func money(_ start: Int, _ function: Query.AggregateFunction?, _ status: String?) throws -> (
    request: Request, end: Int
  )? {
    var said = status
    var place = start
    let states = [
      "won": "won", "lost": "lost", "open": "open", "closed": "won", "expected": "open", "potential": "open",
      "closedwon": "won", "projected": "open",
    ]
    if let word = states[key(place)],
      Self.revenue.contains(key(place + 1)) || Self.sums.contains(key(place + 1))
    {
      said = word
      place += 1
    } else if key(place) == "deal", ["value", "amount", "revenue"].contains(key(place + 1)), status != nil {
      place += 1
    }
    let isRevenue = Self.revenue.contains(key(place))
    // "Sales Director" is a position, a sales cycle a time.
    let isValue = try reader.values(at: place).map { $0.length > 1 } ?? false
    guard
      isRevenue && !isValue && key(place + 1) != "cycle"
        || said != nil && Self.sums.contains(key(place)) && (place > start || status != nil)
    else { return nil }
    var selection = Selection(.deal)
    let word = said ?? "won"
    guard try reader.say(word == "closed" ? "won" : word, of: &selection) else { return nil }
    if word == "open", isRevenue { selection.time = Path(["expected_close"]) }
    var end = reader.skip(["value", "amount", "total", "volume"], place + 1, most: 1)
    if ["won", "closed", "lost"].contains(key(end)),
      !isRevenue || end + 1 >= keys.count || reader.isGrouping(end + 1)
        || ["from", "with", "of"].contains(key(end + 1))
    {
      end += 1
    }
    var request = Request(
      selection: selection, figure: Figure(function: function ?? .sum, path: Path(["value"])))
    if ["of", "from", "for", "in", "with", "on", "across"].contains(key(end)), end + 1 < keys.count,
      let (found, stop) = try reader.selection(from: end + 1, saying: [word == "closed" ? "won" : word]),
      found.type == .deal
    {
      request.selection = merging(selection, found)
      end = stop
    }
    return (request, end)
  }

  /// A field of records that may be named behind it.
  private func field(
    _ path: Path, _ type: RecordType, _ function: Query.AggregateFunction?, from start: Int,
    saying status: String?
  ) throws -> (request: Request, end: Int)? {
    let isValue = path == Path(["value"])
    let figure = Figure(function: function ?? (isValue ? .sum : .avg), path: path)
    var selection = Selection(type)
    if let status, try !reader.say(status, of: &selection) { return nil }
    // What was closed has a cycle.
    var joints: Set<String> = ["of", "for", "across", "in", "all", "the", "our", "on", "among", "per"]
    // "the time to close a won deal".
    if path == Path(["cycle_days"]) { joints.formUnion(["a", "an"]) }
    let of = reader.skip(joints, start)
    if of > start, of < keys.count, !reader.isGrouping(start),
      let (found, end) = try reader.selection(from: of),
      found.type != type, keys[start] == "of"
    {
      // "the average size of companies" is not that of deals.
      guard ["size", "age"].contains(keys[start - 1]), let (own, _, _) = measure(start - 1, of: found.type),
        own != path
      else {
        return nil
      }
      return (Request(selection: found, figure: Figure(function: function ?? .avg, path: own)), end)
    }
    if of > start || reader.isNamed(start), !reader.isGrouping(start), of < keys.count,
      let (found, end) = try reader.selection(from: of, saying: status.map { [$0] } ?? []), found.type == type
    {
      return (Request(selection: merging(selection, found), figure: figure), end)
    }
    return (Request(selection: selection, figure: figure), start)
  }

  /// Records whose number is meant, or a field of which is named behind them: "open deals", "pipeline", "average won deal",
  /// "open deal value", "average call duration".
  private func numbered(_ place: Int, _ function: Query.AggregateFunction?, _ status: String?) throws -> (
    request: Request, end: Int
  )? {
    guard let (found, end) = try reader.selection(from: place, saying: status.map { [$0] } ?? []) else {
      return nil
    }
    if found.isMoney {
      let stop = reader.skip(["value", "size", "amount", "total", "volume", "worth"], end)
      return (
        Request(selection: found, figure: Figure(function: function ?? .sum, path: Path(["value"]))), stop
      )
    }
    if let (path, length, type) = measure(end, of: found.type), type == found.type,
      function != nil || path == Path(["value"])
    {
      let isValue = path == Path(["value"])
      return (
        Request(selection: found, figure: Figure(function: function ?? (isValue ? .sum : .avg), path: path)),
        end + length
      )
    }
    // "total open deals" counts them, "sum of open deals" does not.
    let saysTotal = place > 0 && keys[..<place].contains("total") && !["of", "for"].contains(keys[place - 1])
    guard let function, !(function == .sum && saysTotal) else {
      return (Request(selection: found, isCounted: saysTotal), end)
    }
    guard let path = reader.usual(found.type), found.type != .company || function != .sum else { return nil }
    return (Request(selection: found, figure: Figure(function: function, path: path)), end)
  }

  private static let measures: [(words: String, path: String, type: RecordType)] = [
    ("deal size", "value", .deal), ("deal value", "value", .deal), ("deal amount", "value", .deal),
    ("contract value", "value", .deal), ("contract size", "value", .deal),
    ("sales cycle", "cycle_days", .deal), ("cycle", "cycle_days", .deal), ("deal cycle", "cycle_days", .deal),
    ("sales cycle length", "cycle_days", .deal), ("time to close", "cycle_days", .deal),
    ("time to win", "cycle_days", .deal), ("cycle time", "cycle_days", .deal),
    ("days to close", "cycle_days", .deal),
    ("sales cycle duration", "cycle_days", .deal), ("cycle length", "cycle_days", .deal),
    ("length of sales cycle", "cycle_days", .deal), ("length of the sales cycle", "cycle_days", .deal),
    ("deal values", "value", .deal), ("deal sizes", "value", .deal),
    ("number of days to close", "cycle_days", .deal), ("value", "value", .deal), ("amount", "value", .deal),
    ("size", "value", .deal), ("worth", "value", .deal), ("volume", "value", .deal),
    ("values", "value", .deal),
    ("ticket size", "value", .deal), ("order value", "value", .deal),
    ("age", "age_days", .deal), ("deal age", "age_days", .deal), ("probability", "probability", .deal),
    ("win probability", "probability", .deal), ("close probability", "probability", .deal),
    ("days in stage", "days_in_stage", .deal), ("time in stage", "days_in_stage", .deal),
    ("number of days in stage", "days_in_stage", .deal),
    ("days in current stage", "days_in_stage", .deal),
    ("days in their current stage", "days_in_stage", .deal),
    ("duration", "duration_minutes", .activity), ("minutes", "duration_minutes", .activity),
    ("length", "duration_minutes", .activity),
    ("call duration", "duration_minutes", .activity), ("call length", "duration_minutes", .activity),
    ("meeting duration", "duration_minutes", .activity), ("meeting length", "duration_minutes", .activity),
    ("number of employees", "size", .company), ("employees", "size", .company),
    ("headcount", "size", .company),
    ("company size", "size", .company), ("employee count", "size", .company), ("score", "score", .contact),
    ("lead score", "score", .contact),
  ]

  /// The field that is measured from a word on, in records of a kind where that is known.
  func measure(_ place: Int, of type: RecordType? = nil) -> (path: Path, length: Int, type: RecordType)? {
    guard place < keys.count else { return nil }
    if let type, key(place) == "size" || key(place) == "sizes", type == .company {
      return (Path(["size"]), 1, type)
    }
    if let type, key(place) == "age", type == .deal { return (Path(["age_days"]), 1, type) }
    var best: (path: Path, length: Int, type: RecordType)?
    for measure in Self.measures {
      let words = measure.words.split(separator: " ").map(String.init)
      guard keys[place...].starts(with: words), words.count > best?.length ?? 0 else { continue }
      // Calls and meetings are not the only activities, so the word is said of them.
      if ["call duration", "call length", "meeting duration", "meeting length"].contains(measure.words) {
        continue
      }
      best = (Path([measure.path]), words.count, measure.type)
    }
    return best
  }
}
