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

  func clause(at place: Int, _ selection: inout Selection) throws -> Int? {
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

  func key(_ place: Int) -> String { place < keys.count ? keys[place] : "" }

  func skip(_ words: Set<String>, _ place: Int) -> Int {
    var place = place
    while words.contains(key(place)) { place += 1 }
    return place
  }

  // MARK: Verbs and words

  /// "not in Berlin", "that are not assigned to bo": the clause behind it does not hold.
  func denied(_ place: Int, _ selection: inout Selection) throws -> Int? {
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

  static let auxiliaries: Set<String> = [
    "did", "does", "do", "has", "have", "had", "was", "were", "is", "that", "which",
  ]
  static let acts: [String: String] = [
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
  func subject(_ place: Int, _ selection: inout Selection) throws -> Int? {
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
  func because(_ place: Int, _ selection: inout Selection) throws -> Int? {
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
  func owned(_ place: Int, _ selection: inout Selection) throws -> Int? {
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

  func tagged(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(["that", "are", "is", "with", "having", "the", "have"], place)
    guard ["tagged", "labelled", "labeled", "tag", "tags", "label"].contains(key(at)) else { return nil }
    at = skip(["as", "with", "the", "tag"], at + 1)
    guard at < tokens.count, let (meanings, length) = try finder.values(tokens[at...]) else { return nil }
    guard let condition = condition(meanings, for: selection.type, in: ["tags"]) else { return nil }
    selection.conditions.append(condition)
    return at + length
  }

  /// "with status meeting booked", "whose source is referral", "in the Retail industry", "not in Berlin".
  func attribute(_ place: Int, _ selection: inout Selection) throws -> Int? {
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

  static let said: Set<String> = [
    "open", "won", "lost", "closed", "overdue", "done", "completed", "cancelled", "urgent", "unassigned",
    "late",
  ]

  /// "that are open", "still overdue", "in progress", "who are customers".
  func word(_ place: Int, _ selection: inout Selection) throws -> Int? {
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
  func related(_ start: Int, _ selection: inout Selection) throws -> Int? {
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
  func value(at place: Int, _ selection: inout Selection) throws -> Int? {
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
  func alternatives(to first: Condition, _ start: Int, _ selection: inout Selection) throws -> Int {
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
  static func isAlike(_ one: Condition, _ other: Condition) -> Bool {
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
