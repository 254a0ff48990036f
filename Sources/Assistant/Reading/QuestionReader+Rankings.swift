internal import Bytes
internal import Models
internal import Store

/// Questions for groups: who has the most, which brought the most, what there is, how two compare.
extension QuestionReader {
  // MARK: Rankings

  private static let most: Set<String> = [
    "most", "largest", "biggest", "highest", "best", "greatest", "top", "longest", "strongest",
  ]
  private static let least: Set<String> = [
    "fewest", "least", "lowest", "smallest", "worst", "shortest", "weakest",
  ]
  /// What somebody does who has the most, and what that says of the records.
  private static let verbs: [String: String] = [
    "has": "", "have": "", "with": "", "had": "", "brought": "", "brings": "", "bring": "", "won": "won",
    "wins": "won",
    "closed": "won", "closes": "won", "made": "", "makes": "", "generated": "", "generates": "",
    "generate": "",
    "produced": "", "produces": "", "produce": "", "gives": "", "gave": "", "delivers": "", "delivered": "",
    "lost": "lost",
    "loses": "lost", "owns": "", "manages": "", "handles": "", "logged": "", "sent": "", "held": "",
    "did": "",
    "completed": "completed", "finished": "completed", "sold": "won", "got": "", "get": "", "gets": "",
    "contributed": "",
    "contributes": "", "yields": "", "yielded": "", "saw": "", "is": "", "drives": "", "drove": "",
    "holds": "",
    "created": "", "attracts": "", "lose": "lost", "win": "won", "close": "won", "wrote": "", "ran": "",
    "spent": "won",
    "buys": "won", "bought": "won", "does": "",
  ]

  /// "top 3 industries by won revenue", "which owner has the most open deals", "who has the largest pipeline".
  func ranking() throws -> Intent? {
    if let intent = try reasons() { return intent }
    let isWho = key(0) == "who"
    var place = isWho ? 1 : opened()
    // "in which city do we have the most customers?"
    if ["in", "for", "from", "with", "at"].contains(key(0)), ["which", "what"].contains(key(1)) {
      place = 2
    }
    if isWho { place = reader.skip(["is", "are", "'s", "our", "the"], place, most: 3) }
    guard place < keys.count else { return nil }
    // "top 3 owners by win rate", "best industries".
    if isFirst(place) {
      let isAscending = Self.least.contains(key(place)) || key(place) == "bottom"
      var limit: Int?
      var at = place + 1
      if key(at) == "performing" || key(at) == "selling" { at += 1 }
      if let number = reader.count(at: at) { (limit, at) = (number, at + 1) }
      guard let group = group(at) else { return nil }
      limit = limit ?? (keys[at].hasSuffix("s") && !isWho ? 10 : 1)
      at = group.end
      if ["by", "in", "with", "for", "on", "based", "according", "measured", "ranked"].contains(key(at)) {
        let start = reader.skip(
          [
            "by", "in", "with", "for", "on", "terms", "of", "based", "according", "to", "measured", "the",
            "most", "highest", "ranked", "their",
          ], at)
        if let (request, end) = try measured(from: start) {
          return try ranked(request, group.words, limit, isAscending, from: end)
        }
      }
      guard group.isSeller else { return nil }
      // "our best reps this year", "biggest customers": by what they brought.
      var request = Request(selection: Selection(.deal), figure: .sum)
      _ = try reader.say("won", of: &request.selection)
      return try ranked(request, group.words, limit, isAscending, from: at)
    }
    if ["most"].contains(key(place)),
      ["common", "frequent", "popular", "successful", "profitable", "productive", "important"].contains(
        key(place + 1))
    {
      return try commonest(place + 2)
    }
    // "which source brings the most leads", "who lost the most deals", "owner with the most tasks".
    var words: ArraySlice<String> = ["owner"]
    var limit = 1
    if !isWho, let number = reader.count(at: place) { (limit, place) = (number, place + 1) }
    if !isWho {
      guard let group = group(place) else { return nil }
      (words, place) = (group.words, reader.skip(["do", "did", "we"], group.end))
    }
    if let intent = try commonest(of: words, place) { return intent }
    // "who owns deals in Japan?".
    if isWho, ["owns", "handles", "manages"].contains(key(place)), place + 1 < keys.count,
      !Self.most.contains(key(reader.skip(["the"], place + 1))),
      !Self.least.contains(key(reader.skip(["the"], place + 1))),
      let (found, end) = try reader.selection(from: place + 1), found.limit == nil
    {
      var request = Request(selection: found, grouping: Query.Grouping(path: Path(["owner"])))
      request.selection.isMoney = false
      return try finish(&request, from: end) ? .query(request.query) : nil
    }
    // "reps by revenue": all of them.
    if !isWho, key(place) == "by", !isOwnMeasure(words, place + 1),
      let (request, end) = try measured(from: place + 1, isRanked: true),
      request.figure != nil || request.isCounted
    {
      return try ranked(request, words, 1000, false, from: end)
    }
    guard let said = Self.verbs[key(place)] else { return nil }
    place = reader.skip(["the", "us", "in", "our", "responsible", "for"], place + 1)
    let isLeast = Self.least.contains(key(place))
    if Self.most.contains(key(place)) || isLeast {
      // "companies with the most employees" stand in an order themselves.
      if words.first.map({ $0.hasPrefix("compan") || $0.hasPrefix("account") }) ?? false,
        Attributes.find(keys[min(place + 1, keys.count)...], of: .company)?.path == Path(["size"]),
        !["value", "deal"].contains(key(place + 1))
      {
        return nil
      }
      guard let (request, end) = try measured(from: place + 1, saying: said.isEmpty ? nil : said) else {
        return nil
      }
      // "who owns the largest open deal" asks for one of them, not for how many there are.
      let isOne =
        request.figure == nil && !request.isCounted && !["most", "fewest", "least"].contains(key(place))
      return isOne ? nil : try ranked(request, words, limit, isLeast, from: end)
    }
    guard isWho || words == ["owner"],
      ["more", "higher", "larger", "bigger", "better", "fewer", "lower", "less"].contains(key(place))
    else { return nil }
    return try duel(place, said)
  }

  /// Whether records are to stand in the order of a field of their own: "companies by size".
  private func isOwnMeasure(_ words: ArraySlice<String>, _ place: Int) -> Bool {
    guard place < keys.count, let (noun, _) = Noun.find(words),
      let (path, _) = Attributes.find(keys[place...], of: noun.type)
    else { return false }
    return isMeasure(path, noun.type)
  }

  /// Whether an order begins here that groups stand in.
  private func isFirst(_ place: Int) -> Bool {
    ["top", "best", "biggest", "largest", "leading", "strongest", "worst", "bottom", "weakest", "main"]
      .contains(key(place))
  }

  /// "who has more open deals, ana or bo?".
  private func duel(_ place: Int, _ said: String) throws -> Intent? {
    let isLess = ["fewer", "lower", "less"].contains(key(place))
    guard let comma = keys.lastIndex(of: ",") ?? keys.lastIndex(of: ":"), comma > place,
      let (owners, end) = try reader.owners(comma + 1, .deal), isDone(end)
    else { return nil }
    let part = reading(Array(tokens[(place + 1)..<comma]))
    guard let (request, stop) = try part.measured(from: 0, saying: said.isEmpty ? nil : said),
      part.isDone(stop)
    else { return nil }
    var asked = request
    asked.selection.conditions.append(owners)
    asked.grouping = Query.Grouping(path: Path(["owner"]))
    asked.limit = 1
    asked.isAscending = isLess
    return .query(asked.query)
  }

  /// "the most common lost reason", "the most frequent source of won deals", "the most profitable industry".
  private func commonest(_ place: Int) throws -> Intent? {
    let isMoney = ["profitable", "successful", "productive", "important"].contains(key(place - 1))
    guard let group = group(place) else { return nil }
    var request = Request(selection: Selection(.deal))
    var end = group.end
    let isPlural = keys[place..<end].contains { $0.hasSuffix("s") }
    if isMoney {
      request.figure = .sum
      _ = try reader.say("won", of: &request.selection)
    } else if let (type, _, _) = dimension(place) {
      request.selection = Selection(type)
    }
    if group.words.last.map({ $0.hasPrefix("reason") || $0.hasPrefix("cause") }) ?? false {
      request.selection = Selection(.deal)
      _ = try reader.say("lost", of: &request.selection)
      end = afterLosing(end)
    }
    if ["for", "of", "among", "in"].contains(key(end)), end + 1 < keys.count,
      let (found, stop) = try reader.selection(from: end + 1)
    {
      (request.selection, end) = (found, stop)
    }
    return try ranked(request, group.words, isPlural ? 10 : 1, false, from: end)
  }

  /// "which kind of activity is the most common?".
  private func commonest(of words: ArraySlice<String>, _ start: Int) throws -> Intent? {
    guard let most = keys.lastIndex(of: "most"), most > start,
      ["common", "frequent", "popular"].contains(key(most + 1)),
      isDone(most + 2), keys[start..<most].contains(where: { ["is", "are"].contains($0) })
    else { return nil }
    let part = reading(Array(tokens[..<most]))
    let from = reader.skip(["of", "for", "among", "the"], start)
    guard from < part.keys.count, let (found, end) = try part.reader.selection(from: from) else { return nil }
    var request = Request(selection: found)
    guard try part.finish(&request, from: end) else { return nil }
    return try ranked(request, words, 1, false, from: keys.count)
  }

  /// "why do we lose deals?", "main reasons for losing deals", "top 3 lost reasons".
  private func reasons() throws -> Intent? {
    var place = opened()
    var limit: Int?
    if key(0) == "why" {
      place = reader.skip(["why", "do", "we", "did", "are", "usually", "mostly", "have"], 0)
      guard ["lose", "losing", "lost"].contains(key(place)) else { return nil }
    } else {
      if ["main", "top", "most", "common", "biggest", "usual", "typical", "major"].contains(key(place)) {
        let end = reader.skip(
          ["main", "top", "most", "common", "biggest", "usual", "typical", "frequent", "major"], place)
        limit = reader.count(at: end)
        place = limit == nil ? end : end + 1
      }
      let noun = ["lost", "loss", "lose"].contains(key(place)) ? place + 1 : place
      guard ["reason", "reasons", "causes", "cause"].contains(key(noun)) else { return nil }
      guard noun > place || ["for", "we", "why", "of", "behind", "deals"].contains(key(noun + 1)) else {
        return nil
      }
      if noun > opened(), limit == nil, !keys[noun].hasSuffix("s"),
        keys[..<noun].contains(where: { ["main", "top", "common", "biggest", "frequent"].contains($0) })
      {
        limit = 1
      }
      place = noun + 1
    }
    var request = Request(selection: Selection(.deal))
    _ = try reader.say("lost", of: &request.selection)
    request.grouping = Query.Grouping(path: Path(["lost_reason"]))
    request.limit = limit
    return try finish(&request, from: afterLosing(place)) ? .query(request.query) : nil
  }

  /// Behind "for losing deals", "we lose deals", "for lost deals".
  private func afterLosing(_ place: Int) -> Int {
    reader.skip(
      [
        "for", "we", "do", "why", "losing", "lose", "lost", "deals", "deal", "of", "our", "the", "behind",
        "are", "were", "to", "most", "often", "losses", "usually", "a", "have",
      ],
      place)
  }

  /// Groups that some words name, as far as one can tell before it is known of what.
  private func group(_ place: Int) -> (words: ArraySlice<String>, end: Int, isSeller: Bool)? {
    guard place < keys.count else { return nil }
    if ["month", "months", "quarter", "quarters", "week", "weeks", "year", "years", "day", "days"].contains(
      key(place))
    {
      return (keys[place...place], place + 1, false)
    }
    if ["performer", "performers"].contains(key(place)) { return (["owner"], place + 1, true) }
    let length =
      [RecordType.deal, .contact, .company, .task, .activity].compactMap {
        finder.attribute(keys[place...], of: $0)?.length
      }
      .max()
    guard let length else { return nil }
    let words = keys[place..<(place + length)]
    if words.count == 1, ["value", "amount", "size", "deals", "deal", "revenue"].contains(words[place]) {
      return nil
    }
    let isSeller =
      Attributes.find(words, of: .deal)?.path == Path(["owner"])
      || ["customer", "customers", "client", "clients"].contains(words[place])
    return (words, place + length, isSeller)
  }

  private func ranked(
    _ request: Request, _ group: ArraySlice<String>, _ limit: Int?, _ isAscending: Bool, from start: Int
  ) throws -> Intent? {
    var request = request
    request.selection.isMoney = false
    guard try finish(&request, from: start), request.grouping == nil else { return nil }
    let word = group.first ?? ""
    let units: [String: CalendarUnit] = [
      "month": .month, "quarter": .quarter, "week": .week, "year": .year, "day": .day,
    ]
    if let unit = units[word] ?? units[String(word.dropLast())] {
      guard let path = reader.usualTime(request.selection) else { return nil }
      request.grouping = Query.Grouping(path: path, period: unit)
    } else {
      guard let (path, length) = finder.attribute(group, of: request.selection.type), length == group.count,
        isThere(path, request.selection.type)
      else { return nil }
      request.grouping = Query.Grouping(path: path)
    }
    request.limit = limit
    request.isAscending = isAscending
    request.selection.limit = nil
    request.selection.sort = []
    request.selection.order = nil
    return .query(request.query)
  }

  // MARK: Dimensions

  /// Of which records the values of a field are asked for: "industries", "lead sources", "stages".
  func dimension(_ place: Int) -> (type: RecordType, path: Path, length: Int)? {
    guard place < keys.count,
      let found = finder.attribute(keys[place...], of: .contact)
        ?? finder.attribute(keys[place...], of: .deal)
    else { return nil }
    let type: RecordType
    switch found.path.names.last {
    case "industry", "city", "country": return (.company, Path([found.path.names.last ?? ""]), found.length)
    case "source", "status", "position", "tags", "region": type = .contact
    case "owner", "stage", "lost_reason", "currency", "pipeline": type = .deal
    case "priority": type = .task
    default: return nil
    }
    return (type, found.path, found.length)
  }

  /// "list all owners", "what stages do we have?", "which industries are our customers in?".
  func dimension() throws -> Intent? {
    let place = reader.skip(FillerWords.opening.union(["who", "possible", "different"]), 0)
    guard let (type, path, length) = dimension(place),
      keys[place].hasSuffix("s") || keys[place..<(place + length)].last?.hasSuffix("s") == true || place == 0
    else { return nil }
    let end = reader.skip(
      [
        "do", "we", "have", "are", "there", "in", "use", "serve", "exist", "the", "our", "crm", "database",
        "possible", "work", "with", "sell", "to",
      ], place + length)
    guard isDone(end), keys[place] != "names" else { return nil }
    let request = Request(selection: Selection(type), grouping: Query.Grouping(path: path))
    return .query(request.query)
  }

  // MARK: Comparisons

  /// "compare ana and bo by won revenue", "pipeline of ana vs bo", "revenue this quarter vs last quarter".
  func comparison() throws -> Intent? {
    if key(0) == "compare" {
      // "compare A and B by M", "compare M of A and B".
      if let (owners, end) = try reader.owners(1, .deal) {
        let start = reader.skip(
          ["by", "in", "on", "terms", "of", "with", "regard", "to", "their", "'s", "for"], end)
        if start < keys.count, case (var request, let stop)? = try measured(from: start) {
          request.selection.conditions.append(owners)
          request.grouping = Query.Grouping(path: Path(["owner"]))
          guard try finish(&request, from: stop) else { return nil }
          return .query(request.query)
        }
      }
      guard case (var request, let stop)? = try measured(from: 1) else { return nil }
      if request.figure == nil, !request.isCounted { return nil }
      guard try finish(&request, from: stop) else { return nil }
      return compared(&request)
    }
    guard keys.contains("versus") || keys.contains("compared") else { return nil }
    let start = opened()
    let compared = tokens.filter { !["compared"].contains($0.key) }
    let part = reading(compared)
    guard start < part.keys.count, case (var request, let stop)? = try part.measured(from: start),
      try part.finish(&request, from: stop)
    else { return nil }
    return self.compared(&request)
  }

  /// Groups by what alternatives there are in the conditions: owners, or periods.
  private func compared(_ request: inout Request) -> Intent? {
    guard request.grouping == nil else { return .query(request.query) }
    for condition in request.selection.conditions {
      guard case .any(let parts) = condition, let first = parts.first else { continue }
      switch first {
      case .compare(let path, .equal, _): request.grouping = Query.Grouping(path: path)
      case .within(let path, let text):
        let unit =
          CalendarUnit.allCases.first { text.hasSuffix("_\($0.rawValue)") }
          ?? (text.contains("Q") ? .quarter : text.count == 4 ? .year : .month)
        request.grouping = Query.Grouping(path: path, period: unit)
      default: continue
      }
      return .query(request.query)
    }
    return nil
  }
}
