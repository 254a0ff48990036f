internal import Bytes
internal import Models
internal import Store

/// What stands behind a noun: where, whose, when, how much, with what and without.
extension SelectionReader {
  /// Reads clauses as long as there are some, and gives the first word behind them.
  func clauses(from start: Int, into selection: inout Selection) throws -> Int {
    var place = start
    while place < tokens.count {
      // "with open deals but no contacts": what follows is said of those that have them.
      if keys[place] == "but", selection.isInner, selection.type != .company { break }
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
      } else if FillerWords.all.contains(keys[place]) || keys[place] == "but", !isGrouping(place),
        !isTail(place)
      {
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
    case "for", "of", "in": place + 1 < keys.count && ["each", "every"].contains(keys[place + 1])
    default: false
    }
  }

  /// Whether words begin that say what is to be made of all records: "in total", "on average".
  private func isTail(_ place: Int) -> Bool {
    ["in", "on"].contains(keys[place]) && ["total", "average"].contains(key(place + 1))
  }

  func clause(at place: Int, _ selection: inout Selection) throws -> Int? {
    if tokens[place].isQuoted { return try value(at: place, &selection) }
    for read in [named, quiet, absence, dealt, moved, lasting, superlative, amount] {
      if let end = try read(place, &selection) { return end }
    }
    if let end = try denied(place, &selection) { return end }
    for read in [when, subject, because, sourced, owned, tagged, subjectLine, topic, attribute, word] {
      if let end = try read(place, &selection) { return end }
    }
    if let end = try inStage(place, &selection) ?? exchanged(place, &selection) { return end }
    if [
      "with", "having", "at", "from", "of", "for", "in", "who", "that", "where", "about", "to", "on",
      "against", "have", "has", "had", "whose", "into", "within", "through", "via", "regarding", "got",
    ]
    .contains(keys[place]), place + 1 < keys.count {
      if let end = try related(place + 1, &selection) { return end }
    }
    return try value(at: place, &selection)
  }

  /// "in lead": the stage or status of the records themselves, though the word may also be one for records.
  private func inStage(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard keys[place] == "in" else { return nil }
    let start = skip(["the"], place + 1)
    var inner = Selection(selection.type)
    guard start < tokens.count, let end = try value(at: start, &inner), inner.conditions.count == 1,
      inner.conditions[0].paths.allSatisfy({ [Path(["stage"]), Path(["status"])].contains($0) })
    else { return nil }
    selection.conditions += inner.conditions
    selection.saysStatus = selection.saysStatus || inner.saysStatus
    return skip(["stage", "status"], end, most: 1)
  }

  /// "emails we sent to Ann Lee", "calls made to Globex": with whom.
  private func exchanged(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .activity else { return nil }
    let at = skip(["that", "which", "we", "i", "were", "was", "have", "has"], place)
    guard ["sent", "written", "made", "held", "had", "exchanged", "logged"].contains(key(at)),
      ["to", "with"].contains(key(at + 1)), at + 2 < keys.count
    else { return nil }
    return try related(at + 2, &selection)
  }

  func key(_ place: Int) -> String { place < keys.count ? keys[place] : "" }

  func skip(_ words: Set<String>, _ place: Int, most: Int = .max) -> Int {
    var end = place
    while end - place < most, words.contains(key(end)) { end += 1 }
    return end
  }

  // MARK: Not

  /// "not in Berlin", "that are not assigned to bo", "other than": the clause behind it does not hold.
  func denied(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      ["that", "which", "are", "is", "who", "were", "was", "but", "do", "does", "have", "has", "we"], place)
    switch (key(at), key(at + 1)) {
    case ("other", "than"), ("apart", "from"), ("aside", "from"): at += 2
    case ("not", _), ("except", _), ("excluding", _), ("besides", _), ("never", _), ("minus", _): at += 1
    case ("without", _) where ["those", "the"].contains(key(at + 1)): at += 1
    default: return nil
    }
    let start = skip(
      ["for", "those", "the", "ones", "currently", "yet", "any", "that", "are", "been", "already"], at)
    if selection.type == .task {
      // What is not done is still to do, and not cancelled.
      if ["started", "begun"].contains(key(start)) {
        return try say("todo", of: &selection) ? start + 1 : nil
      }
      if ["done", "completed", "finished", "closed"].contains(key(start)) {
        return try say("open", of: &selection) ? start + 1 : nil
      }
    }
    var inner = Selection(selection.type)
    inner.saysStatus = true
    guard start < tokens.count, let end = try clause(at: start, &inner), !inner.conditions.isEmpty else {
      return nil
    }
    selection.conditions.append(.not(inner.conditions.reduce(.all([]), Condition.and)))
    selection.saysStatus =
      selection.saysStatus || inner.conditions.contains { $0.paths.contains(Path(["status"])) }
    return end
  }

  // MARK: Who does what

  static let auxiliaries: Set<String> = [
    "did", "does", "do", "has", "have", "had", "was", "were", "is", "that", "which", "are",
  ]
  static let acts: [String: String] = [
    "win": "won", "won": "won", "lose": "lost", "lost": "lost", "close": "closed", "closed": "closed",
    "complete": "completed", "completed": "completed", "finish": "completed", "finished": "completed",
    "own": "",
    "owns": "", "have": "", "has": "", "make": "", "made": "", "create": "new", "created": "new", "log": "",
    "logged": "", "send": "", "sent": "", "hold": "", "held": "", "handle": "", "handles": "", "manage": "",
    "manages": "", "do": "", "did": "", "write": "", "wrote": "", "run": "", "had": "", "add": "new",
    "added": "new",
    "sell": "won", "sold": "won", "losing": "lost", "winning": "won", "cancel": "cancelled",
    "cancelled": "cancelled", "got": "", "get": "", "owned": "", "managed": "", "handled": "", "record": "",
    "recorded": "", "conducted": "", "attended": "", "attend": "", "open": "new", "opened": "new",
    "sign": "won",
    "signed": "won", "bring": "", "brought": "", "generate": "", "generated": "", "produce": "",
    "produced": "", "working": "", "responsible": "", "received": "", "receive": "",
  ]

  /// "did bo win", "has chen lost", "that ana owns", "did we lose": who did what with the records.
  func subject(_ place: Int, _ selection: inout Selection) throws -> Int? {
    let at = skip(Self.auxiliaries, place)
    guard at < tokens.count else { return nil }
    var owner: Condition?
    var verb = at
    if ["we", "i", "us", "they", "you"].contains(keys[at]) {
      verb = at + 1
    } else if let (condition, end) = try owners(at, selection.type) {
      owner = condition
      verb = end
    } else {
      return nil
    }
    verb = skip(
      ["ever", "already", "really", "has", "have", "had", "been", "is", "are", "currently"], verb, most: 2)
    if Self.acts[key(verb)] == nil, verb > at, Self.acts[key(verb - 1)] != nil { verb -= 1 }
    guard let act = Self.acts[key(verb)], at > place || owner != nil || !act.isEmpty else { return nil }
    // "did ana make": nothing is new there, but a call is made.
    if act == "new" {
      guard selection.type != .activity else { return nil }
      selection.isNew = true
    } else if !act.isEmpty,
      try !say(act == "closed" && selection.type == .deal ? "closed" : act, of: &selection)
    {
      return nil
    }
    if let owner { selection.conditions.append(owner) }
    return skip(
      ["in", "on", "for", "with"], verb + 1, most: ["working", "responsible"].contains(key(verb)) ? 1 : 0)
  }

  /// Owners from a word on: "ana", "ana or bo", "ana and bo"; "me" and "myself".
  func owners(_ place: Int, _ type: RecordType) throws -> (Condition, Int)? {
    guard Catalog.of(type).field("owner") != nil, place < tokens.count else { return nil }
    if ["me", "myself"].contains(keys[place]) {
      guard let user else { return nil }
      return (.compare(Path(["owner"]), .equal, .text(user)), place + 1)
    }
    func owner(_ place: Int) throws -> (Condition, Int)? {
      guard place < tokens.count, let (meanings, length) = try finder.values(tokens[place...]),
        let condition = condition(meanings, for: type, in: ["owner"])
      else { return nil }
      return (condition, place + length)
    }
    guard let (first, end) = try owner(place) else { return nil }
    var all = [first]
    var place = end
    while ["or", ",", "and", "versus"].contains(key(place)),
      let (next, end) = try owner(skip(["or", "and", ",", "versus"], place))
    {
      all.append(next)
      place = end
    }
    return (all.count == 1 ? first : .any(all), place)
  }

  /// "because of price", "due to timing", "to a competitor".
  func because(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .deal else { return nil }
    var at = skip(["that", "we", "were", "lost", "losing", "have", "been", "primarily", "mainly"], place)
    let saysLost = at > place && (keys[place..<at].contains("lost") || keys[place..<at].contains("losing"))
    let isLost = saysLost || selection.conditions.contains(.compare(Path(["status"]), .equal, .word("lost")))
    switch (key(at), key(at + 1)) {
    case ("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to"): at += 2
    case ("because", _): at += 1
    case ("to", _), ("over", _), ("on", _), ("for", _), ("from", _), ("by", _), ("with", _):
      guard isLost else { return nil }
      at += 1
    default: return nil
    }
    at = skip(
      [
        "the", "a", "an", "our", "their", "reason", "reasons", "of", "it", "was", "were", "there", "they",
        "had", "is",
      ],
      at)
    guard at < tokens.count, let (meanings, length) = try values(at: at),
      let condition = condition(meanings, for: .deal, in: ["lost_reason"])
    else { return nil }
    if saysLost { _ = try say("lost", of: &selection) }
    return try alternatives(to: condition, skip(["reasons", "reason", "issues"], at + length), &selection)
  }

  /// "from referrals", "that came from the website", "sourced by partners", "via events".
  func sourced(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard Catalog.of(selection.type).field("source") != nil || selection.type == .company else { return nil }
    let verbs: Set<String> = [
      "came", "come", "coming", "comes", "sourced", "originated", "originating", "acquired", "generated",
      "found",
      "won", "arrived", "entered",
    ]
    var at = skip(["that", "which", "who", "were", "was", "are", "did", "have", "has", "we", "got"], place)
    if verbs.contains(key(at)), key(at) != "won" { at = skip(["in", "to", "us"], at + 1) }
    guard ["from", "via", "through", "by", "at", "as", "thanks"].contains(key(at)) || at > place else {
      return nil
    }
    at = skip(
      [
        "from", "via", "through", "by", "the", "a", "an", "our", "at", "as", "source", "channel", "thanks",
        "to", "lead",
      ],
      at)
    guard at > place, at < tokens.count, let (meanings, length) = try values(at: at),
      let condition = condition(meanings, for: selection.type, in: ["source"])
    else { return nil }
    return try alternatives(to: condition, skip(["source", "channel", "sources"], at + length), &selection)
  }

  /// "owned by bo", "assigned to chen", "by ana", "that bo owns".
  func owned(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard Catalog.of(selection.type).field("owner") != nil else { return nil }
    var at = skip(["that", "which", "are", "is", "were", "was", "currently", "been", "have"], place)
    let verb = key(at)
    switch (verb, key(at + 1)) {
    case ("owned", "by"), ("managed", "by"), ("handled", "by"), ("made", "by"), ("logged", "by"),
      ("run", "by"),
      ("assigned", "to"), ("belonging", "to"), ("held", "by"), ("led", "by"), ("created", "by"),
      ("sent", "by"),
      ("done", "by"), ("written", "by"), ("recorded", "by"), ("conducted", "by"), ("worked", "by"),
      ("belong", "to"),
      ("looked", "after"), ("taken", "by"), ("given", "to"):
      at = skip(["by"], at + 2)
    case ("won", "by"), ("lost", "by"), ("closed", "by"), ("completed", "by"), ("finished", "by"):
      guard try owners(at + 2, selection.type) != nil else { return nil }
      guard try say(verb, of: &selection) else { return nil }
      at += 2
    case ("by", _), ("for", _), ("from", _), ("to", _), ("with", _), ("of", _):
      // Of whom, the records that are described so say themselves.
      if selection.isInner, verb != "of" { return nil }
      at += 1
    default:
      guard at > place, at < tokens.count, let (condition, end) = try owners(at, selection.type),
        ["owns", "manages", "handles", "has", "made", "own", "manage", "handle"].contains(key(end))
      else { return nil }
      selection.conditions.append(condition)
      return end + 1
    }
    guard let (condition, end) = try owners(at, selection.type) else { return nil }
    selection.conditions.append(condition)
    return end
  }

  func tagged(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      ["that", "are", "is", "with", "having", "the", "have", "carrying", "a", "who", "has", "been"], place)
    guard ["tagged", "labelled", "labeled", "tag", "tags", "label", "labels"].contains(key(at)) else {
      return nil
    }
    at = skip(["as", "with", "the", "tag", "both", "either", "tags", "of", "by"], at + 1)
    let isDenied = key(at) == "not"
    if isDenied { at += 1 }
    guard at < tokens.count, let (meanings, length) = try values(at: at) else { return nil }
    guard
      let condition = condition(
        meanings.filter { $0.type == selection.type }, for: selection.type, in: ["tags"])
    else {
      return nil
    }
    if isDenied {
      selection.conditions.append(.not(condition))
      return at + length
    }
    return try alternatives(to: condition, at + length, &selection)
  }

  // MARK: States

  static let said: Set<String> = [
    "open", "won", "lost", "closed", "overdue", "done", "completed", "cancelled", "urgent", "unassigned",
    "late",
    "finished", "pending", "active", "untagged", "started", "canceled", "unfinished", "outstanding",
    "ongoing",
  ]

  /// "that are open", "still overdue", "in progress", "who are customers".
  func word(_ place: Int, _ selection: inout Selection) throws -> Int? {
    if key(place) == "in", key(place + 1) == "progress", try say("in progress", of: &selection) {
      return place + 2
    }
    // "in the pipeline", "in our sales pipeline".
    if selection.type == .deal, key(place) == "in" {
      let end = skip(["the", "our", "my", "current", "sales"], place + 1)
      if key(end) == "pipeline", try say("open", of: &selection) { return end + 1 }
    }
    if ["to", "still", "left"].contains(key(place)), selection.type == .task {
      let at = skip(["still", "left", "to", "be"], place)
      if key(at) == "do" || key(at) == "done", at > place, try say("open", of: &selection) { return at + 1 }
    }
    let noun = skip(
      ["are", "is", "who", "that", "a", "an", "as", "be", "our", "existing", "also", "current"], place)
    if selection.type == .contact, let (found, length) = Noun.find(keys[min(noun, keys.count)...]),
      let kind = found.leadKind
    {
      selection.conditions.append(try leads(kind))
      selection.saysStatus = true
      return noun + length
    }
    let states: Set<String> = [
      "are", "is", "who", "that", "were", "was", "still", "currently", "been", "be", "now",
    ]
    let at =
      key(place) == "with" && key(place + 1) == "overdue" && key(place + 2) == "close"
      ? place + 1 : skip(states, place)
    // Behind people that others are described by, the others are meant: "deals with two contacts that are open".
    if selection.isInner, selection.type == .contact, at > place { return nil }
    // "including completed ones": all, whatever their state.
    if key(place) == "including" || key(place) == "incl" {
      let end = skip(["also", "the", "already"], place + 1)
      guard Self.said.contains(key(end)) || key(end) == "all" else { return nil }
      selection.saysStatus = true
      return end + 1
    }
    for length in [2, 1] where at + length <= keys.count {
      let words = keys[at..<(at + length)].joined(separator: " ")
      let isPriority = words.hasSuffix(" priority") && Self.priorities.contains(keys[at])
      if Self.said.contains(words) || isPriority || words == "past due", try say(words, of: &selection) {
        // "with overdue close dates".
        return words == "overdue"
          ? skip(["close", "closing", "dates", "date", "due"], at + length) : at + length
      }
    }
    return nil
  }
}
