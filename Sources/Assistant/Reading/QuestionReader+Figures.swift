internal import Bytes
internal import Models
internal import Store

/// Questions for a figure: how many, how much, what share.
extension QuestionReader {
  // MARK: Shares

  /// "win rate", "what is bo's loss rate this year", "conversion rate by source".
  func winRate() throws -> Intent? {
    guard let (place, figure) = rate(in: keys[...]) else { return nil }
    var selection = Selection(.deal)
    selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
    selection.saysStatus = true
    guard try takes(0, place, &selection) else { return nil }
    var request = Request(selection: selection, figure: figure)
    let end = place + 2
    if end + 1 < keys.count, ["of", "for", "on", "in", "with", "across"].contains(keys[end]),
      let (found, stop) = try reader.selection(from: end + 1, saying: ["closed"]), found.type == .deal
    {
      request.selection = merging(selection, found)
      return try finish(&request, from: stop) ? .query(request.query) : nil
    }
    return try finish(&request, from: end) ? .query(request.query) : nil
  }

  private static let rates = [
    "win": "won", "close": "won", "conversion": "won", "success": "won", "winning": "won", "closing": "won",
    "loss": "lost", "losing": "lost", "lose": "lost", "hit": "won",
  ]

  func rate(in keys: ArraySlice<String>) -> (place: Int, figure: Figure)? {
    for place in keys.indices.dropLast() {
      if let status = Self.rates[keys[place]],
        ["rate", "ratio", "percentage", "rates"].contains(keys[place + 1])
      {
        return (place, .rate(of: status))
      }
    }
    return nil
  }

  /// Whether the words of a range say something of records, or carry nothing.
  func takes(_ start: Int, _ end: Int, _ selection: inout Selection) throws -> Bool {
    var place = start
    while place < end {
      if ["my", "our"].contains(keys[place]) {
        if keys[place] == "my", let user = reader.user {
          selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
        }
        place += 1
      } else if FillerWords.all.contains(keys[place]) || FillerWords.opening.contains(keys[place])
        || ["calculate", "compute", "overall", "average", "deal"].contains(keys[place])
      {
        place += 1
      } else if let (meanings, length) = try finder.values(tokens[place..<end]),
        let condition = reader.condition(meanings, for: selection.type)
      {
        selection.conditions.append(condition)
        place += length
        if place < end, keys[place] == "'s" { place += 1 }
      } else if let found = reader.time.time(keys[place..<end], isToCome: false),
        let path = reader.usualTime(selection)
      {
        selection.conditions.append(.within(path, found.time.text))
        place = reader.afterPossessive(place + found.length)
      } else {
        return false
      }
    }
    return true
  }

  /// "what percentage of contacts are customers?", "what share of deals do we lose?", "how many percent of tasks are done?".
  func share() throws -> Intent? {
    let words: Set<String> = ["percentage", "percent", "share", "proportion", "fraction", "%"]
    guard let start = keys.firstIndex(where: words.contains), start < 5,
      keys[..<start].allSatisfy({ FillerWords.all.contains($0) || FillerWords.opening.contains($0) }),
      key(start + 1) == "of"
    else { return nil }
    let verbs: Set<String> = [
      "are", "is", "were", "was", "do", "did", "have", "has", "came", "come", "that", "which", "who", "we",
    ]
    guard let verb = keys.indices.first(where: { $0 > start + 2 && verbs.contains(keys[$0]) }) else {
      return nil
    }
    let base = reading(Array(tokens[(start + 2)..<verb]))
    guard var (selection, end) = try base.reader.selection(from: 0), base.isDone(end) else { return nil }
    if selection.type == .task { selection.saysStatus = true }
    var part = Selection(selection.type)
    end = try reader.clauses(from: verb, into: &part)
    guard isDone(end), let condition = part.condition, !part.conditions.isEmpty else { return nil }
    // Deals that are open may still be won or lost.
    if selection.type == .deal, part.isClosed, !selection.saysStatus {
      selection.conditions.append(.compare(Path(["status"]), .notEqual, .word("open")))
      // A time of the closing is one of all closed ones.
      let times = part.conditions.filter { $0.paths == [Path(["closed_at"])] }
      selection.conditions += times
    }
    let figure = Figure(function: .rate, condition: condition)
    return .query(Request(selection: selection, figure: figure).query)
  }

  // MARK: Counts

  /// "how many open deals", "number of companies in Retail", "count contacts by source", "how much did we win?".
  func amount() throws -> Intent? {
    var place = 0
    while place < keys.count,
      [
        "what", "is", "'s", "the", "tell", "me", "give", "show", "do", "you", "know", "please", "can",
        "total", "exact",
        "and", "so", "us", "i", "want", "to", "overall", "could",
      ].contains(keys[place])
    {
      place += 1
    }
    // Two numbers are no sum.
    guard keys.count(where: { $0 == "many" }) < 2 else { return nil }
    if let intent = try timeSpent(place) ?? talks(place) { return intent }
    switch (key(place), key(place + 1)) {
    case ("how", "much"): return try money(from: place + 2)
    case ("did", "we"), ("have", "we"):
      // "what did we earn in May?"
      guard ["earn", "earned", "make", "made"].contains(key(place + 2)) else { return nil }
      return try money(from: place)
    case ("how", "many"): place += 2
    case ("number", _), ("count", _), ("amount", "of"): place += 1
    default: return nil
    }
    place = reader.skip(["of", "the", "all", "our", "different", "distinct", "unique", "up"], place)
    if let intent = try different(place) { return intent }
    guard let (found, end) = try reader.selection(from: place) else { return nil }
    var request = Request(selection: found, isCounted: true)
    request.selection.isMoney = false
    return try finish(&request, from: end) ? .query(request.query) : nil
  }

  /// "how many times did we talk to Acme this year?", "how often has bo called Ann Lee?".
  private func talks(_ place: Int) throws -> Intent? {
    let start: Int
    switch (key(place), key(place + 1), key(place + 2)) {
    case ("how", "many", "times"): start = place + 3
    case ("how", "often", _): start = place + 2
    default: return nil
    }
    guard let (record, range) = try anyRecord([.contact, .company, .deal]), range.lowerBound > start,
      let isIts = Condition.compare(Path(["id"]), .equal, .number(String(record.id))).seen(
        from: .activity, to: record.type)
    else { return nil }
    var who = reader.skip(["did", "have", "has", "we", "i"], start)
    var selection = Selection(.activity)
    if let (owner, end) = try reader.owners(who, .activity) {
      selection.conditions.append(owner)
      who = end
    }
    guard SelectionReader.talking.contains(key(who)),
      reader.skip(["to", "with", "from", "the"], who + 1) == range.lowerBound
    else { return nil }
    selection.conditions.insert(SelectionReader.exchange(by: key(who)), at: 0)
    selection.conditions.append(isIts)
    var request = Request(selection: selection, isCounted: true)
    return try finish(&request, from: range.upperBound) ? .query(request.query) : nil
  }

  /// "how many minutes did bo spend on calls in May?", "how much time did we spend in meetings?".
  private func timeSpent(_ place: Int) throws -> Intent? {
    guard key(place) == "how", ["minutes", "time"].contains(key(place + 2)),
      let verb = keys.firstIndex(where: { ["spend", "spent"].contains($0) })
    else { return nil }
    let who = reader.skip(["did", "have", "has", "we", "i", "was", "were"], place + 3)
    var owner: Condition?
    if who < verb {
      guard let (found, end) = try reader.owners(who, .activity), reader.skip(["has", "have"], end) == verb
      else { return nil }
      owner = found
    }
    guard let (found, end) = try reader.selection(from: reader.skip(["on", "in", "with", "at"], verb + 1)),
      found.type == .activity
    else { return nil }
    var request = Request(selection: found, figure: Figure(function: .sum, path: Path(["duration_minutes"])))
    if let owner { request.selection.conditions.append(owner) }
    return try finish(&request, from: end) ? .query(request.query) : nil
  }

  /// "how many industries do we serve?", "how many different owners are there?".
  private func different(_ place: Int) throws -> Intent? {
    guard place < keys.count, let (type, path, length) = dimension(place) else { return nil }
    let isSaid = keys[..<place].contains { ["different", "distinct", "unique"].contains($0) }
    guard isSaid || Noun.find(keys[place...]) == nil else { return nil }
    var request = Request(selection: Selection(type), grouping: Query.Grouping(path: path))
    var end = place + length
    end = reader.skip(["do", "we", "serve", "have", "are", "there", "use", "in", "exist"], end)
    if isDone(end) { return .distinct(request.query) }
    guard ["of", "do", "for", "among"].contains(key(end)) || key(end - 1) == "in" else { return nil }
    if let (found, stop) = try reader.selection(from: end), found.type == type {
      request.selection = found
      return isDone(stop) ? .distinct(request.query) : nil
    }
    return nil
  }

  /// "how much revenue did we win?", "how much is in negotiation?", "how much are our open deals worth?".
  private func money(from start: Int) throws -> Intent? {
    var request = Request(selection: Selection(.deal), figure: .sum)
    var place = start
    if ["revenue", "turnover", "income", "sales"].contains(key(place)) {
      let isToCome = keys.contains("expect") || keys.contains("expected") || keys.contains("potential")
      _ = try reader.say(isToCome ? "open" : "won", of: &request.selection)
      place += 1
    } else if ["money", "value", "business", "total", "volume"].contains(key(place)) {
      place += 1
    }
    place = reader.skip(["value"], place)
    // "how much did we sell", "how much was won": in money, what was closed was won.
    let earning: Set<String> = [
      "sell", "sold", "earn", "earned", "make", "made", "book", "booked", "generate", "generated", "close",
      "closed",
      "brought", "bring", "took", "take",
    ]
    if let verb = keys.indices.first(where: { $0 >= place && earning.contains(keys[$0]) }),
      !contains("expect", "each", "every", "will", "expected", "going", "likely", "scheduled")
    {
      let actor = try reader.owners(reader.skip(["did", "has", "have"], place), .deal)
      let isPlain = keys[place..<verb].allSatisfy {
        ["did", "have", "we", "has", "i", "was", "is", "been", "us", "do", "were", "ever"].contains($0)
      }
      guard isPlain || actor.map({ $0.1 == verb || key($0.1) == "ever" }) ?? false else { return nil }
      _ = try reader.say("won", of: &request.selection)
      if !isPlain, let actor { request.selection.conditions.append(actor.0) }
      place = reader.skip(
        ["in", "with"], verb + 1, most: ["brought", "bring", "took", "take"].contains(key(verb)) ? 1 : 0)
      return try finish(&request, from: place) ? .query(request.query) : nil
    }
    let inner = reader.skip(
      ["are", "is", "do", "we", "have", "was", "were", "of", "in", "our", "the", "did", "does"], place)
    let words = request.selection.isClosed ? ["won"] : []
    if inner < keys.count, let (found, end) = try reader.selection(from: inner, saying: words),
      found.type == .deal
    {
      request.selection = merging(request.selection, found)
      let stop = reader.skip(["worth", "valued", "at", "value"], end)
      return try finish(&request, from: stop) ? .query(request.query) : nil
    }
    let before = request.selection.conditions.count
    guard try finish(&request, from: place), request.selection.conditions.count > before || before > 0 else {
      return nil
    }
    return .query(request.query)
  }

  // MARK: Figures

  /// "total value of open deals", "average deal size of won deals", "revenue won in May", "pipeline value by stage".
  func figure() throws -> Intent? {
    if let intent = try howLong() { return intent }
    var place = 0
    while place < keys.count,
      FillerWords.opening.contains(keys[place])
        && !["total", "complete", "name", "names"].contains(keys[place])
        || ["how", "big", "large", "high", "calculate", "compute", "long", "old", "worth"].contains(
          keys[place])
          && place < 4
    {
      if keys[place] == "how", !["big", "large", "high", "long", "old"].contains(key(place + 1)) {
        return nil
      }
      // "overview" and "breakdown of" carry nothing before what is measured.
      place += 1
    }
    // "May revenue", "last month's pipeline".
    let period = place < keys.count ? reader.time.time(keys[place...], isToCome: false) : nil
    if let period { place = reader.afterPossessive(place + period.length) }
    guard place < keys.count, var (request, end) = try measured(from: place) else { return nil }
    if let period {
      guard let path = reader.usualTime(request.selection) else { return nil }
      request.selection.conditions.append(.within(path, period.time.text))
    }
    // Records alone are no figure, unless their number or total is asked for.
    guard
      request.figure != nil
        || keys.prefix(place + 2).contains(where: { ["number", "count", "total", "overall"].contains($0) })
    else { return nil }
    if keys[..<place].contains("my"), let user = reader.user {
      request.selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    end = reader.skip(["worth"], end)
    return try finish(&request, from: end) ? .query(request.query) : nil
  }

  /// "how long do our calls take on average?", "how long does it take to win a deal?", "how old are our open deals?".
  private func howLong() throws -> Intent? {
    guard key(0) == "how", ["long", "old"].contains(key(1)) else { return nil }
    let fills: Set<String> = [
      "does", "it", "take", "us", "on", "average", "to", "do", "a", "our", "the", "are", "is", "usually",
      "typically",
    ]
    let place = reader.skip(fills, 2)
    if ["close", "win", "lose"].contains(key(place)), keys.contains("take") {
      var selection = Selection(.deal)
      _ = try reader.say(["close": "closed", "win": "won", "lose": "lost"][key(place)] ?? "", of: &selection)
      var request = Request(selection: selection, figure: Figure(function: .avg, path: Path(["cycle_days"])))
      var end = reader.skip(["a", "the", "our"], place + 1)
      if end < keys.count, let (found, stop) = try reader.selection(from: end), found.type == .deal {
        request.selection = merging(selection, found)
        end = stop
      }
      return try finish(&request, from: end) ? .query(request.query) : nil
    }
    guard let (found, end) = try reader.selection(from: place) else { return nil }
    let field: String? =
      switch found.type {
      case .activity where key(1) == "long": "duration_minutes"
      case .deal: found.isClosed ? "cycle_days" : "age_days"
      default: nil
      }
    guard let field,
      keys.contains("average") || keys.contains("take") || keys.contains("last") || keys.contains("old")
        || keys.contains("usually") || keys.contains("typically")
    else { return nil }
    var stop = reader.skip(
      ["take", "last", "on", "average", "usually", "typically", "old", "open", "stay"], end)
    var request = Request(selection: found, figure: Figure(function: .avg, path: Path([field])))
    // "how long do deals take to close".
    if found.type == .deal, key(stop) == "to", let end = ["close": "closed", "win": "won"][key(stop + 1)] {
      _ = try reader.say(end, of: &request.selection)
      request.figure = Figure(function: .avg, path: Path(["cycle_days"]))
      stop = reader.skip(["on", "average", "usually", "typically"], stop + 2)
    }
    return try finish(&request, from: stop) ? .query(request.query) : nil
  }
}
