internal import Bytes
internal import Models
internal import Store

/// What stands behind a noun: where, whose, when, how much, with what and without.
extension SelectionReader {
  /// Reads clauses as long as there are some, and gives the first word behind them.
  func clauses(from start: Int, into selection: inout Selection) throws -> Int {
    var place = start
    while place < tokens.count {
      if keys[place] == "or", !selection.conditions.isEmpty, place + 1 < tokens.count {
        var other = Selection(selection.type)
        if let end = try clause(at: place + 1, &other), !other.conditions.isEmpty {
          let first = selection.conditions.removeLast()
          selection.conditions.append(.any([first, other.conditions.reduce(.all([]), Condition.and)]))
          place = end
          continue
        }
      }
      if let end = try clause(at: place, &selection) {
        place = end
      } else if FillerWords.all.contains(keys[place]), !isGrouping(place) {
        place += 1
      } else {
        break
      }
    }
    return place
  }

  /// Whether "by", "per" or "for each" begins a division into groups.
  func isGrouping(_ place: Int) -> Bool {
    switch keys[place] {
    case "by", "per", "each", "every": true
    case "for": place + 1 < keys.count && ["each", "every"].contains(keys[place + 1])
    default: false
    }
  }

  private func clause(at place: Int, _ selection: inout Selection) throws -> Int? {
    if tokens[place].isQuoted { return try value(at: place, &selection) }
    for read in [quiet, absence, amount] {
      if let end = try read(place, &selection) { return end }
    }
    if let end = try denied(place, &selection) { return end }
    for read in [when, subject, because, owned, tagged, attribute, word] {
      if let end = try read(place, &selection) { return end }
    }
    if [
      "with", "having", "at", "from", "of", "for", "in", "by", "who", "that", "where", "about", "to", "on",
      "against",
    ]
    .contains(keys[place]) {
      return try related(place + 1, &selection)
    }
    return try value(at: place, &selection)
  }

  private func key(_ place: Int) -> String { place < keys.count ? keys[place] : "" }

  private func skip(_ words: Set<String>, _ place: Int) -> Int {
    var place = place
    while words.contains(key(place)) { place += 1 }
    return place
  }

  // MARK: Contact

  private static let talking: Set<String> = [
    "talked", "spoken", "spoke", "contacted", "called", "emailed", "met", "heard", "touched", "reached",
    "talk", "speak",
    "contact", "interacted", "engaged",
  ]
  private static let denials: Set<String> = [
    "not", "never", "haven't", "havent", "hasn't", "hasnt", "didn't", "didnt", "nobody", "wasn't", "weren't",
    "no",
  ]

  /// "I haven't talked to in 30 days", "not contacted since March", "never met".
  private func quiet(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var exchange = Condition.compare(Path(["kind"]), .notEqual, .word("note"))
    var at = skip(
      ["that", "who", "which", "i", "we", "have", "has", "were", "was", "had", "been", "whom", "did"], place)
    let isDenied = Self.denials.contains(key(at))
    if isDenied { at += 1 }
    at = skip(["have", "has", "been", "one", "was", "us", "we", "i", "had"], at)
    guard Self.talking.contains(key(at)), isDenied || at > place || key(at) == "contacted" else { return nil }
    guard selection.type == .contact || selection.type == .company || selection.type == .deal else {
      return nil
    }
    if let kind = ["called": "call", "emailed": "email", "met": "meeting"][key(at)] {
      exchange = .compare(Path(["kind"]), .equal, .word(kind))
    }
    at = skip(["to", "with", "from", "us", "them", "out", "by", "anyone"], at + 1)
    let activities = Path(["activities"])
    var condition = exchange
    if let (bound, end) = bound(at, Path(["occurred_at"]), isToCome: false) {
      condition = .and(exchange, bound)
      at = end
    } else if key(at) == "for" || key(at) == "in", let count = TimeReader.count(key(at + 1)),
      let unit = Self.unit(key(at + 2))
    {
      condition = .and(exchange, .compare(Path(["occurred_at"]), .greaterOrEqual, .word("-\(count)\(unit)")))
      at += 3
      at = skip(["or", "more", "longer"], at)
    } else if isDenied, key(at) == "recently" {
      condition = .and(exchange, .compare(Path(["occurred_at"]), .greaterOrEqual, .word("-30d")))
      at += 1
    }
    selection.conditions.append(
      isDenied ? .count(activities, condition, .equal, 0) : .count(activities, condition, .greater, 0))
    return at
  }

  static func unit(_ word: String) -> String? {
    switch word {
    case "day", "days": "d"
    case "week", "weeks": "w"
    case "month", "months": "m"
    case "year", "years": "y"
    default: nil
    }
  }

  // MARK: Without

  /// "without any contact", "with no email", "missing a phone number", "that have no tasks".
  private func absence(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(["that", "which", "who", "where", "there", "is", "are"], place)
    switch (key(at), key(at + 1)) {
    case ("without", _), ("lacking", _), ("missing", _): at += 1
    case ("with", "no"), ("having", "no"), ("have", "no"), ("has", "no"), ("with", "zero"), ("got", "no"):
      at += 2
    case ("don't", "have"), ("doesn't", "have"), ("dont", "have"), ("not", "have"), ("not", "having"): at += 2
    case ("do", "not") where key(at + 2) == "have": at += 3
    case ("no", _) where at > place: at += 1
    default: return nil
    }
    at = skip(["a", "an", "any", "the", "single", "known", "assigned", "linked"], at)
    guard at < keys.count else { return nil }
    if let (path, length) = Attributes.find(keys[at...], of: selection.type), path.names.count == 1,
      !["contacts", "tasks", "deals", "activities"].contains(keys[at])
    {
      selection.conditions.append(.isNull(path))
      return at + length
    }
    guard let (inner, end) = try self.selection(from: at) else { return nil }
    let relations = Catalog.of(selection.type).relations.filter { $0.target == inner.type }
    if let many = relations.first(where: \.many) {
      selection.conditions.append(.count(Path([many.name]), inner.condition, .equal, 0))
    } else if let one = relations.first {
      selection.conditions.append(.isNull(Path([one.name + "_id"])))
    } else {
      return nil
    }
    return end
  }

  // MARK: Amounts

  private static let comparisons: [([String], Comparison)] = [
    (["more", "than"], .greater), (["greater", "than"], .greater), (["bigger", "than"], .greater),
    (["larger", "than"], .greater), (["higher", "than"], .greater), (["at", "least"], .greaterOrEqual),
    (["not", "less", "than"], .greaterOrEqual), (["less", "than"], .less), (["smaller", "than"], .less),
    (["lower", "than"], .less), (["at", "most"], .lessOrEqual), (["no", "more", "than"], .lessOrEqual),
    (["up", "to"], .lessOrEqual), (["over"], .greater), (["above"], .greater), (["exceeding"], .greater),
    (["under"], .less), (["below"], .less), (["exactly"], .equal), ([">="], .greaterOrEqual),
    (["<="], .lessOrEqual),
    ([">"], .greater), (["<"], .less), (["="], .equal), (["minimum"], .greaterOrEqual),
    (["maximum"], .lessOrEqual),
  ]

  private func amount(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "with", "that", "which", "are", "is", "worth", "valued", "at", "whose", "having", "a", "an", "have",
        "has",
      ], place)
    // "at least" begins with a word that may be passed over.
    while at > place, key(at - 1) == "at", ["least", "most"].contains(key(at)) { at -= 1 }
    var path: Path?
    if let (found, length) = Attributes.find(keys[min(at, keys.count)...], of: selection.type) {
      path = found
      at = skip(["is", "of", "are", "was", "being"], at + length)
    }
    if key(at) == "between", let low = number(at + 1), key(at + 2) == "and" || key(at + 2) == "to",
      let high = number(at + 3)
    {
      guard let path = path ?? usual(selection.type) else { return nil }
      selection.conditions.append(.compare(path, .greaterOrEqual, .number(low)))
      selection.conditions.append(.compare(path, .lessOrEqual, .number(high)))
      return afterUnit(at + 4)
    }
    if ["older", "newer", "younger"].contains(key(at)), key(at + 1) == "than", let number = number(at + 2),
      let unit = Self.unit(key(at + 3))
    {
      return age(at + 2, unit, number, key(at) == "older" ? .greater : .less, &selection)
    }
    for (words, comparison) in Self.comparisons
    where Array(keys[min(at, keys.count)...].prefix(words.count)) == words {
      let end = at + words.count
      guard let number = number(end) else { continue }
      if selection.type == .company, ["employees", "people", "staff", "heads"].contains(key(end + 1)) {
        selection.conditions.append(.compare(Path(["size"]), comparison, .number(number)))
        return end + 2
      }
      // "more than 3 contacts" counts them.
      if Self.unit(key(end + 1)) == nil, let (noun, length) = Noun.find(keys[min(end + 1, keys.count)...]),
        let relation = Catalog.of(selection.type).relations.first(where: { $0.target == noun.type && $0.many }
        ),
        let count = Int(number)
      {
        selection.conditions.append(.count(Path([relation.name]), noun.condition, comparison, count))
        return end + 1 + length
      }
      if let unit = Self.unit(key(end + 1)), ["old", "ago"].contains(key(end + 2)) || path == nil {
        return age(end, unit, number, comparison, &selection)
      }
      guard let path = path ?? usual(selection.type) else { return nil }
      selection.conditions.append(.compare(path, comparison, .number(number)))
      return afterUnit(end + 1)
    }
    if at > place, path == nil || path == Path(["value"]),
      key(place) == "worth" || key(at - 1) == "worth" || path != nil,
      let number = number(at), let path = path ?? usual(selection.type)
    {
      selection.conditions.append(.compare(path, .equal, .number(number)))
      return afterUnit(at + 1)
    }
    return nil
  }

  /// "older than 90 days", "more than 30 days old".
  private func age(
    _ place: Int, _ unit: String, _ number: String, _ comparison: Comparison, _ selection: inout Selection
  ) -> Int? {
    let isOlder = comparison == .greater || comparison == .greaterOrEqual
    selection.conditions.append(
      .compare(Path(["created_at"]), isOlder ? .less : .greaterOrEqual, .word("-\(number)\(unit)")))
    return skip(["old", "ago"], place + 2)
  }

  private func number(_ place: Int) -> String? {
    guard place < tokens.count, let number = tokens[place].number else { return nil }
    return JSONNumber(number).map(\.text)
  }

  private func afterUnit(_ place: Int) -> Int {
    skip(
      [
        "usd", "eur", "gbp", "dollars", "dollar", "euros", "euro", "pounds", "employees", "people", "percent",
        "minutes",
      ], place)
  }

  /// The number that is meant when nobody says which.
  private func usual(_ type: RecordType) -> Path? {
    switch type {
    case .deal: Path(["value"])
    case .company: Path(["size"])
    case .activity: Path(["duration_minutes"])
    default: nil
    }
  }

  // MARK: Times

  /// The verbs that say of which field a time is.
  private func field(of word: String, _ type: RecordType) -> (path: Path, word: String?)? {
    switch (type, word) {
    case (.deal, "closing"), (.deal, "close"), (.deal, "closes"), (.deal, "expected"), (.deal, "due"):
      (Path(["expected_close"]), "open")
    case (.deal, "won"), (.deal, "signed"): (Path(["closed_at"]), "won")
    case (.deal, "lost"): (Path(["closed_at"]), "lost")
    case (.deal, "closed"): (Path(["closed_at"]), "closed")
    case (.task, "due"), (.task, "overdue"): (Path(["due_date"]), nil)
    case (.task, "completed"), (.task, "done"), (.task, "finished"), (.task, "closed"):
      (Path(["completed_at"]), "completed")
    case (_, "created"), (_, "added"), (_, "opened"), (_, "started"), (_, "entered"), (_, "new"),
      (_, "acquired"), (_, "made"):
      type == .activity ? (Path(["occurred_at"]), nil) : (Path(["created_at"]), nil)
    case (_, "updated"), (_, "changed"), (_, "modified"), (_, "edited"): (Path(["updated_at"]), nil)
    case (.activity, "held"), (.activity, "logged"), (.activity, "had"), (.activity, "sent"),
      (.activity, "received"), (.activity, "written"), (.activity, "done"), (.activity, "logged"):
      (Path(["occurred_at"]), nil)
    default: nil
    }
  }

  /// The field of a time that stands by itself.
  func usualTime(_ selection: Selection) -> Path? {
    switch selection.type {
    case .activity, .meeting: return Path(["occurred_at"])
    case .task: return Path(["due_date"])
    case .deal:
      let text = selection.condition?.description ?? ""
      if text.contains("status = won") || text.contains("status = lost") || text.contains("status != open") {
        return Path(["closed_at"])
      }
      return Path(["created_at"])
    default: return Path(["created_at"])
    }
  }

  private func when(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "that", "which", "who", "are", "is", "was", "were", "to", "be", "been", "will", "we", "have", "has",
        "i",
      ], place)
    var path: Path?
    var said: String?
    if let found = field(of: key(at), selection.type) {
      (path, said) = (found.path, found.word)
      at = skip(["to", "close", "for", "closing"], at + 1)
    }
    if key(at) == "past" || key(at) == "after" || key(at) == "beyond", selection.type == .deal {
      let end = skip(
        ["their", "its", "the", "expected", "close", "closing", "date", "due", "deadline"], at + 1)
      if end > at + 1, keys[(at + 1)..<end].contains("close") || keys[(at + 1)..<end].contains("closing") {
        return try say("overdue", of: &selection) ? end : nil
      }
    }
    let isToCome =
      path == Path(["expected_close"]) || path == Path(["due_date"]) || selection.type == .task && path == nil
    guard let target = path ?? usualTime(selection) else { return nil }
    guard let (condition, end) = bound(at, target, isToCome: isToCome) else {
      // "won" alone says how it ended.
      guard let said, path != nil, ["won", "lost", "closed", "completed"].contains(key(at - 1)) else {
        return nil
      }
      return try say(said, of: &selection) ? at : nil
    }
    selection.conditions.append(condition)
    if let said { _ = try say(said, of: &selection) }
    return end
  }

  /// A condition on a time, and the first word behind it: "in May", "before 1 June", "since last week".
  private func bound(_ place: Int, _ path: Path, isToCome: Bool) -> (Condition, Int)? {
    guard place < keys.count else { return nil }
    func time(_ place: Int) -> (TimePhrase, Int)? {
      guard place < keys.count, let found = self.time.time(keys[place...], isToCome: isToCome) else {
        return nil
      }
      return (found.time, place + found.length)
    }
    switch keys[place] {
    case "before", "until", "till":
      guard let (phrase, end) = time(place + 1) else { return nil }
      return (.compare(path, .less, .word(phrase.days.lowerBound.description)), end)
    case "by":
      guard let (phrase, end) = time(place + 1) else { return nil }
      return (.compare(path, .lessOrEqual, .word(phrase.days.upperBound.description)), end)
    case "after":
      guard let (phrase, end) = time(place + 1) else { return nil }
      return (.compare(path, .greater, .word(phrase.days.upperBound.description)), end)
    case "since", "from":
      guard let (phrase, end) = time(place + 1) else { return nil }
      if keys[place] == "from" {
        guard end < keys.count, keys[end] == "to" || keys[end] == "until", let (last, stop) = time(end + 1)
        else {
          return (.within(path, phrase.text), end)
        }
        return (between(path, phrase, last), stop)
      }
      return (.compare(path, .greaterOrEqual, .word(phrase.days.lowerBound.description)), end)
    case "between":
      guard let (first, middle) = time(place + 1), middle < keys.count, keys[middle] == "and",
        let (last, end) = time(middle + 1)
      else { return nil }
      return (between(path, first, last), end)
    default:
      if let (phrase, end) = time(place) { return (.within(path, phrase.text), end) }
      // "no activity in 30 days".
      guard ["in", "within", "for", "over"].contains(keys[place]),
        let count = TimeReader.count(key(place + 1)),
        Self.unit(key(place + 2)) != nil
      else { return nil }
      let unit = key(place + 2).hasSuffix("s") ? key(place + 2) : key(place + 2) + "s"
      return (.within(path, "\(isToCome ? "next" : "last")_\(count)_\(unit)"), place + 3)
    }
  }

  private func between(_ path: Path, _ first: TimePhrase, _ last: TimePhrase) -> Condition {
    .within(path, "\(first.days.lowerBound)..\(last.days.upperBound)")
  }

  // MARK: Verbs and words

  /// "not in Berlin", "that are not assigned to bo": the clause behind it does not hold.
  private func denied(_ place: Int, _ selection: inout Selection) throws -> Int? {
    let at = skip(["that", "which", "are", "is", "who", "were", "was"], place)
    guard ["not", "except", "excluding", "besides", "aren't", "isn't"].contains(key(at)) else { return nil }
    let start = skip(["for", "those", "the", "ones", "currently", "yet"], at + 1)
    var inner = Selection(selection.type)
    guard start < tokens.count, let end = try clause(at: start, &inner), !inner.conditions.isEmpty else {
      return nil
    }
    selection.conditions.append(.not(inner.conditions.reduce(.all([]), Condition.and)))
    selection.saysStatus = selection.saysStatus || inner.saysStatus
    return end
  }

  private static let auxiliaries: Set<String> = [
    "did", "does", "do", "has", "have", "had", "was", "were", "is", "that", "which",
  ]
  private static let acts: [String: String] = [
    "win": "won", "won": "won", "lose": "lost", "lost": "lost", "close": "closed", "closed": "closed",
    "complete": "completed",
    "completed": "completed", "finish": "completed", "finished": "completed", "own": "", "owns": "",
    "have": "", "has": "",
    "make": "", "made": "", "create": "", "created": "", "log": "", "logged": "", "send": "", "sent": "",
    "hold": "", "held": "",
    "handle": "", "handles": "", "manage": "", "manages": "", "do": "", "write": "", "wrote": "", "run": "",
    "had": "",
  ]

  /// "did bo win", "has chen lost", "that ana owns", "did we lose": who did what with the records.
  private func subject(_ place: Int, _ selection: inout Selection) throws -> Int? {
    let at = skip(Self.auxiliaries, place)
    guard at < tokens.count else { return nil }
    var owner: Condition?
    var verb = at
    if ["we", "i", "us", "they", "you"].contains(keys[at]) {
      verb = at + 1
    } else if let (meanings, length) = try finder.values(tokens[at...]),
      let condition = condition(meanings, for: selection.type, in: ["owner"])
    {
      owner = condition
      verb = at + length
    } else {
      return nil
    }
    verb = skip(["ever", "already", "really"], verb)
    guard let act = Self.acts[key(verb)], at > place || owner != nil else { return nil }
    if !act.isEmpty, try !say(act, of: &selection) { return nil }
    if let owner { selection.conditions.append(owner) }
    return verb + 1
  }

  /// "because of price", "due to timing".
  private func because(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .deal else { return nil }
    var at = skip(["that", "we", "were", "lost"], place)
    let saysLost = at > place && keys[place..<at].contains("lost")
    switch (key(at), key(at + 1)) {
    case ("because", "of"), ("due", "to"), ("owing", "to"): at += 2
    case ("because", _): at += 1
    case ("to", _), ("over", _), ("on", _), ("for", _):
      guard saysLost else { return nil }
      at += 1
    default: return nil
    }
    at = skip(["the", "a", "our", "their", "reason"], at)
    guard at < tokens.count, let (meanings, length) = try finder.values(tokens[at...]),
      let condition = condition(meanings, for: .deal, in: ["lost_reason"])
    else { return nil }
    selection.conditions.append(condition)
    if saysLost { _ = try say("lost", of: &selection) }
    return at + length
  }

  /// "owned by bo", "assigned to chen", "by ana", "that bo owns".
  private func owned(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard Catalog.of(selection.type).field("owner") != nil else { return nil }
    var at = skip(["that", "which", "are", "is", "were", "was"], place)
    let verb = key(at)
    switch (verb, key(at + 1)) {
    case ("owned", "by"), ("managed", "by"), ("handled", "by"), ("made", "by"), ("logged", "by"),
      ("run", "by"),
      ("assigned", "to"), ("belonging", "to"), ("held", "by"), ("led", "by"), ("created", "by"):
      at += 2
    case ("won", "by"), ("lost", "by"), ("closed", "by"), ("completed", "by"):
      guard try finder.values(tokens[min(at + 2, tokens.count)...]) != nil else { return nil }
      guard try say(verb, of: &selection) else { return nil }
      at += 2
    case ("by", _), ("for", _): at += 1
    case ("to", _): at += 1
    default:
      guard at > place, at < tokens.count, let (meanings, length) = try finder.values(tokens[at...]),
        ["owns", "manages", "handles", "has", "made", "own"].contains(key(at + length)),
        let condition = condition(meanings, for: selection.type, in: ["owner"])
      else { return nil }
      selection.conditions.append(condition)
      return at + length + 1
    }
    if key(at) == "me" || key(at) == "myself", let user {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
      return at + 1
    }
    guard at < tokens.count, let (meanings, length) = try finder.values(tokens[at...]),
      let condition = condition(meanings, for: selection.type, in: ["owner"])
    else { return nil }
    selection.conditions.append(condition)
    return at + length
  }

  private func tagged(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(["that", "are", "is", "with", "having", "the", "have"], place)
    guard ["tagged", "labelled", "labeled", "tag", "tags", "label"].contains(key(at)) else { return nil }
    at = skip(["as", "with", "the", "tag"], at + 1)
    guard at < tokens.count, let (meanings, length) = try finder.values(tokens[at...]) else { return nil }
    guard let condition = condition(meanings, for: selection.type, in: ["tags"]) else { return nil }
    selection.conditions.append(condition)
    return at + length
  }

  /// "with status meeting booked", "whose source is referral", "in the Retail industry", "not in Berlin".
  private func attribute(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      ["with", "whose", "have", "has", "having", "where", "the", "a", "in", "from", "at", "of", "are", "is"],
      place)
    let isDenied = ["not", "except", "excluding", "outside", "besides"].contains(key(at))
    if isDenied { at = skip(["in", "from", "with", "for", "of", "the", "by", "at"], at + 1) }
    guard at < tokens.count else { return nil }
    if let (path, length) = Attributes.find(keys[at...], of: selection.type) {
      let behind = skip(["is", "=", "of", "are", "equals", "being", "was"], at + length)
      if path == Path(["company"]) {
        // "whose company is in Japan".
        let inside = skip(["in", "from", "at", "the"], behind)
        if inside > at + length, inside < tokens.count,
          let (meanings, size) = try finder.values(tokens[inside...]),
          let condition = condition(meanings.filter { $0.type == .company }, for: selection.type)
        {
          selection.conditions.append(isDenied ? .not(condition) : condition)
          return inside + size
        }
      }
      if behind < tokens.count, let (meanings, size) = try finder.values(tokens[behind...]),
        let last = path.names.last, let condition = condition(meanings, for: selection.type, in: [last])
      {
        if last == "status" || last == "stage" { selection.saysStatus = true }
        selection.conditions.append(isDenied ? .not(condition) : condition)
        return behind + size
      }
    }
    // "in the Retail industry": the value comes first.
    if let (meanings, length) = try finder.values(tokens[at...]), at + length < keys.count,
      let (path, size) = Attributes.find(keys[(at + length)...], of: selection.type),
      let last = path.names.last,
      let condition = condition(meanings, for: selection.type, in: [last])
    {
      if last == "status" || last == "stage" { selection.saysStatus = true }
      selection.conditions.append(isDenied ? .not(condition) : condition)
      return at + length + size
    }
    if isDenied, let (meanings, length) = try values(at: at),
      let condition = condition(meanings, for: selection.type)
    {
      selection.conditions.append(.not(condition))
      return at + length
    }
    return nil
  }

  private static let said: Set<String> = [
    "open", "won", "lost", "closed", "overdue", "done", "completed", "cancelled", "urgent", "unassigned",
    "late",
  ]

  /// "that are open", "still overdue", "in progress", "who are customers".
  private func word(_ place: Int, _ selection: inout Selection) throws -> Int? {
    if key(place) == "in", key(place + 1) == "progress", try say("in progress", of: &selection) {
      return place + 2
    }
    let noun = skip(["are", "is", "who", "that", "a"], place)
    if selection.type == .contact, let (found, length) = Noun.find(keys[min(noun, keys.count)...]),
      let kind = found.leadKind
    {
      selection.conditions.append(try leads(kind))
      return noun + length
    }
    guard Self.said.contains(key(place)), try say(key(place), of: &selection) else { return nil }
    return place + 1
  }

  // MARK: Others

  /// Behind a preposition: records by name, values, or records of another kind with clauses of their own.
  private func related(_ start: Int, _ selection: inout Selection) throws -> Int? {
    let place = skip(["a", "an", "the", "any", "some", "at", "least", "one", "our"], start)
    guard place < tokens.count else { return nil }
    // Of two ways to read the words, the one that takes more of them.
    var valued = selection
    let valueEnd = try value(at: place, &valued)
    if let (inner, end) = try self.selection(from: place), inner.type != selection.type, end > valueEnd ?? 0,
      let condition = (inner.condition ?? .all([])).related(from: selection.type, to: inner.type)
    {
      selection.conditions.append(condition)
      return end
    }
    if let valueEnd {
      selection = valued
      return valueEnd
    }
    // "with an email": that there is one.
    guard ["with", "having", "have"].contains(key(start - 1)),
      let (path, length) = Attributes.find(keys[place...], of: selection.type)
    else { return nil }
    selection.conditions.append(.not(.isNull(path)))
    return place + length
  }

  /// A name or a value that stands by itself.
  private func value(at place: Int, _ selection: inout Selection) throws -> Int? {
    var place = place
    if [
      "in", "at", "from", "with", "for", "of", "works", "working", "work", "employed", "based", "located",
      "living",
    ].contains(keys[place]) {
      place = skip(
        [
          "in", "at", "from", "with", "for", "of", "works", "working", "work", "employed", "based", "located",
          "living", "the",
        ], place)
    }
    guard place < tokens.count else { return nil }
    let others = [RecordType.company, .contact, .deal].filter { $0 != selection.type }
    let named = try finder.name(tokens[place...], others)
    let valued = try values(at: place)
    if let valued, valued.length >= named?.length ?? 0,
      let condition = condition(valued.meanings, for: selection.type)
    {
      if valued.meanings.contains(where: { $0.field == "status" || $0.field == "stage" }) {
        selection.saysStatus = true
      }
      return try alternatives(to: condition, place + valued.length, &selection)
    }
    if let named, let condition = condition(named, for: selection.type), named.type != selection.type {
      selection.conditions.append(condition)
      return place + named.length
    }
    return nil
  }

  /// "in proposal or negotiation": values that stand for each other.
  private func alternatives(to first: Condition, _ start: Int, _ selection: inout Selection) throws -> Int {
    var place = skip(["stage", "industry", "status", "source"], start)
    var all = [first]
    while ["or", ",", "and"].contains(key(place)) {
      let next = skip(["or", "and", ",", "in", "from", "the"], place)
      guard next < tokens.count, let (meanings, length) = try values(at: next),
        let condition = condition(meanings, for: selection.type), Self.isAlike(condition, first)
      else { break }
      all.append(condition)
      place = skip(["stage", "industry", "status", "source"], next + length)
    }
    selection.conditions.append(all.count == 1 ? first : .any(all))
    return place
  }

  /// Whether two conditions compare the same field.
  private static func isAlike(_ one: Condition, _ other: Condition) -> Bool {
    guard case .compare(let first, .equal, _) = one, case .compare(let second, .equal, _) = other else {
      return false
    }
    return first == second
  }
}

extension Condition {
  /// The same of related records, of which there has to be one; a relation to one record is there when it has an id.
  fileprivate func related(from type: RecordType, to target: RecordType) -> Condition? {
    if case .all(let parts) = self, parts.isEmpty {
      let relations = Catalog.of(type).relations.filter { $0.target == target }
      if let many = relations.first(where: \.many) { return .count(Path([many.name]), nil, .greater, 0) }
      return relations.first.map { .not(.isNull(Path([$0.name + "_id"]))) }
    }
    return seen(from: type, to: target)
  }
}
