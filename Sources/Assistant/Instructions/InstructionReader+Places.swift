internal import Bytes
internal import Models
internal import Store

/// Where records are to be: the stage of a deal, the status of a contact or a task.
extension InstructionReader {
  /// A stage or status, with what it means for a deal or lead: open, won, lost.
  struct Destination {
    let field: String
    let name: String
    var kind = "open"
  }

  /// The stages or statuses that a record may be in, in order.
  func destinations(of record: Referent) throws -> [Destination] {
    switch record.type {
    case .deal:
      let pipeline = try read(record)["pipeline_id"]?.int64
      let name = try store.listed(.pipelines).first
      let stages = try (pipeline ?? name.map { try store.find(.pipeline, $0) }).flatMap {
        try store.recordReader(.pipeline).read($0)?["stages"]?.array
      }
      return (stages ?? []).compactMap { stage in
        stage["name"]?.string.map {
          Destination(field: "stage", name: $0, kind: stage["kind"]?.string ?? "open")
        }
      }
    case .task:
      return ["todo", "in_progress", "completed", "cancelled"].map { Destination(field: "status", name: $0) }
    case .contact: return try store.listed(.statuses).map { Destination(field: "status", name: $0) }
    default: throw Obstacle.refuse("a \(record.type.rawValue) has no stage and no status")
    }
  }

  private static let others: [RecordType: [String: String]] = [
    .task: [
      "done": "completed", "complete": "completed", "finished": "completed", "started": "inprogress",
      "canceled": "cancelled", "open": "todo", "pending": "todo", "ongoing": "inprogress",
      "doing": "inprogress",
    ],
    .deal: ["closedwon": "won", "closedlost": "lost", "win": "won", "signed": "won"],
    .contact: [
      "won": "customer", "client": "customer", "acustomer": "customer", "disqualified": "unqualified",
    ],
  ]

  private static func plain(_ text: String) -> String {
    SearchKey.fold(text).filter { $0.isLetter || $0.isNumber }
  }

  /// The stage or status that begins at a word, as it is called or nearly so; nil when none does.
  func destination(_ record: Referent, _ start: Int) throws -> (place: Destination, end: Int)? {
    let all = try destinations(of: record)
    let begin = skip(["the", "a", "an", "stage", "status"], start)
    if let found = try relative(record, begin, all) { return found }
    for length in stride(from: min(4, phrase.count - begin), through: 1, by: -1) {
      let said = Self.plain(phrase.words(begin..<(begin + length)))
      let meant = Self.others[record.type]?[said] ?? said
      if let found = all.first(where: { Self.plain($0.name) == said })
        ?? all.first(where: { Self.plain($0.name) == meant })
      {
        return (found, skip(["stage", "status", "state", "column"], begin + length))
      }
    }
    for length in stride(from: min(3, phrase.count - begin), through: 1, by: -1) {
      let said = Self.plain(phrase.words(begin..<(begin + length)))
      // Nothing is won or lost by a misspelling.
      guard said.count > 4 else { continue }
      let near = all.filter { place in
        let name = Self.plain(place.name)
        let most = said.count < 8 ? 1 : 2
        return place.kind == "open" && name.first == said.first
          && EditDistance.between(said, name, most: most) <= most
      }
      if near.count == 1 { return (near[0], skip(["stage", "status"], begin + length)) }
    }
    return nil
  }

  /// "the next stage", "back one stage".
  private func relative(_ record: Referent, _ start: Int, _ all: [Destination]) throws -> (Destination, Int)?
  {
    let steps = ["next": 1, "following": 1, "previous": -1, "prior": -1]
    guard let step = steps[key(start)], ["stage", "status", "step", "phase", ""].contains(key(start + 1)),
      record.type != .task
    else { return nil }
    return (try neighbour(of: record, by: step, all), skip(["stage", "status", "step", "phase"], start + 1))
  }

  func neighbour(of record: Referent, by step: Int, _ all: [Destination]) throws -> Destination {
    let field = record.type == .deal ? "stage" : "status"
    guard let now = try read(record)[field]?.string, let place = all.firstIndex(where: { $0.name == now }),
      all.indices.contains(place + step), all[place].kind == "open", all[place + step].kind == "open"
    else {
      throw Obstacle.refuse("\(record.name) has no \(step > 0 ? "next" : "previous") \(field) that is open")
    }
    return all[place + step]
  }

  /// Fails with the stages or statuses that there are.
  func noDestination(_ record: Referent, _ start: Int) throws -> Obstacle {
    let all = try destinations(of: record)
    let names = all.map(\.name).joined(separator: ", ")
    let begin = skip(["the", "to", "as", "into"], start)
    guard begin < phrase.count else {
      return .refuse("it does not say where \(record.name) is to be; there are \(names)")
    }
    return .refuse(
      "there is no \(all[0].field) \"\(phrase.words(from: begin))\" of a \(record.type.rawValue); there are \(names)"
    )
  }

  /// What a record gets to be in a stage or status; a lost deal says why.
  func changes(_ record: Referent, to place: Destination, because reason: String?) throws -> JSONObject {
    var changes: JSONObject = [place.field: .string(place.name)]
    guard record.type == .deal else { return changes }
    if place.kind == "lost" {
      let now = try read(record)
      if let reason {
        changes["lost_reason"] = .string(reason)
      } else if now["stage"]?.string != place.name || now["lost_reason"]?.isNull ?? true {
        throw Obstacle.clarify("Why was \(record.name) lost?", words: "+because of", [])
      }
    } else if reason != nil {
      throw Obstacle.refuse("only a lost deal has a reason")
    }
    return changes
  }

  // MARK: Moving

  /// "Move Acme renewal to proposal", "move John to meeting booked", "move Ann Lee to Globex".
  func move(_ start: Int, _ verb: String) throws -> Act? {
    if let act = try movedDay(start) ?? ownership(start) { return act }
    let stops: Set<String> = ["to", "into", "from", "forward", "back", "up", "along", "ahead", "because"]
    let (targets, end) = try records.targets(start, try types(movedTo: start), before: stops)
    let subject = openOnly(targets)
    var place = end
    if key(place) == "from", let to = phrase.keys[place...].firstIndex(where: { $0 == "to" || $0 == "into" })
    {
      if let (from, stop) = try destination(targets.records[0], place + 1), stop == to {
        for record in subject.records where try read(record)[from.field]?.string != from.name {
          throw Obstacle.refuse("\(record.name) is not in \(from.name)")
        }
      } else if let (owner, _) = try owner(place + 1), let (next, stop) = try self.owner(to + 1) {
        _ = owner
        try finish(stop)
        return try update(subject, saying: { "\($0) assigned to \(next)" }) { _ in ["owner": .string(next)] }
      } else {
        throw Obstacle.refuse("\"\(phrase.words(place..<to))\" was not understood")
      }
      place = to
    }
    let direction = ["forward": 1, "ahead": 1, "along": 1, "up": 1, "back": -1]
    if let step = direction[key(place)] ?? (place >= phrase.count && verb == "advance" ? 1 : nil),
      !phrase.isAny(place + 1, ["to", "into"])
    {
      try finish(skip(["one", "a", "stage", "step", "status"], place + 1))
      return try update(subject, saying: { "\($0) moved \(step > 0 ? "forward" : "back")" }) { record in
        let next = try neighbour(of: record, by: step, try destinations(of: record))
        return [next.field: .string(next.name)]
      }
    }
    place = skip(["to", "into", "in", "back", "the"], place)
    guard try destination(targets.records[0], place) != nil else {
      if let act = try elsewhere(subject, place, verb) { return act }
      throw try noDestination(targets.records[0], place)
    }
    return try state(subject, place) { "\($0) moved to \($1)" }
  }

  /// What is moved neither to a stage nor to a status: people to a company or a position, records to an owner, tasks to a
  /// day.
  private func elsewhere(_ targets: Targets, _ place: Int, _ verb: String) throws -> Act? {
    guard place < phrase.count else { return nil }
    if [.deal, .task].contains(targets.type), let (day, end) = try days.day(place) {
      try finish(end)
      return try shift(targets) { _ in day }
    }
    if let (owner, end) = try owner(place) {
      try finish(end)
      return try update(targets, saying: { "\($0) assigned to \(owner)" }) { _ in ["owner": .string(owner)] }
    }
    if targets.type == .contact, let name = try finder.name(phrase.tokens[place...], [.company]),
      name.records.count == 1
    {
      try finish(place + name.length)
      let company = name.records[0].name
      return try update(targets, saying: { "\($0) moved to \(company)" }) { _ in ["company": .string(company)]
      }
    }
    if targets.type == .contact, verb == "promote", targets.isOne {
      let position = phrase.words(from: place)
      return try update(
        targets.records[0], ["position": .string(position)],
        saying: "\(targets.title): position is \(position) now")
    }
    return nil
  }

  /// Of several deals the open ones are moved, unless it says which; who moves many has the pipeline in mind.
  func openOnly(_ targets: Targets) -> Targets {
    guard let selection = targets.selection, targets.type == .deal, !selection.saysStatus else {
      return targets
    }
    var open = targets
    open.records = targets.records.filter { (try? read($0)["status"]?.string) == "open" }
    return open.records.isEmpty ? targets : open
  }

  /// The kinds of records that may be what is moved: what it is moved to tells, where several are called alike.
  private func types(movedTo start: Int) throws -> [RecordType] {
    guard let target = phrase.keys.lastIndex(where: { ["to", "into", "as"].contains($0) }), target > start,
      target + 1 < phrase.count
    else { return RecordFinder.movable }
    let kinds = RecordFinder.movable.filter { type in
      let some = Referent(new: type)
      guard let (_, end) = try? destination(some, skip(["the", "a", "in"], target + 1)) else { return false }
      return end >= phrase.count || phrase.isAny(end, ["because", ",", "due", "stage", "on", "over"])
    }
    return kinds.isEmpty ? RecordFinder.movable : kinds
  }

  // MARK: Marking

  /// "Mark Sarah Okafor as lost", "mark Acme renewal lost because of price", "mark the task Call Ann as done".
  func mark(_ start: Int) throws -> Act? {
    let stops: Set<String> = [
      "as", "to", "because", "won", "lost", "done", "completed", "complete", "urgent", "do",
    ]
    let (targets, end) = try records.targets(start, try types(movedTo: start), before: stops)
    let place = skip(["as", "to", "be", "being", "a", "an", "the", "now"], end)
    if let act = try trait(targets, place) { return act }
    guard place < phrase.count, try destination(targets.records[0], place) != nil else {
      throw try noDestination(targets.records[0], end)
    }
    return try state(openOnly(targets), place) { "\($0) marked as \($1)" }
  }

  /// What is no stage or status, but a priority, a wish, a tag: "urgent", "do not contact", "vip".
  func trait(_ targets: Targets, _ place: Int) throws -> Act? {
    let wish = skip(["not", "contact", "do", "to", "be", "contacted", "reached"], place)
    if targets.type == .contact, phrase.isAny(place, ["do", "not", "donotcontact", "dnc"]),
      phrase.keys[place..<wish].contains("not") || wish == place
    {
      try finish(max(wish, place + 1))
      return try update(targets, saying: { "\($0) marked as do not contact" }) { _ in ["do_not_contact": true]
      }
    }
    if targets.type == .task, let (priority, end) = priority(place) {
      try finish(end)
      return try update(targets, saying: { "\($0): priority is \(priority) now" }) { _ in
        ["priority": .string(priority)]
      }
    }
    guard targets.type != .task, place < phrase.count,
      try targets.type == .company || destination(targets.records[0], place) == nil,
      let (meanings, length) = try finder.values(phrase.tokens[place...]),
      let tag = meanings.first(where: { $0.field == "tags" && $0.type == targets.type })?.value
    else { return nil }
    try finish(place + length)
    return try tagging(targets, [tag], adding: true)
  }

  /// "urgent", "high priority", "priority high".
  func priority(_ place: Int) -> (String, Int)? {
    let start = skip(["a", "priority", "of"], place)
    let others = ["highest": "urgent", "critical": "urgent", "normal": "medium", "important": "high"]
    let name = others[key(start)] ?? key(start)
    guard ["low", "medium", "high", "urgent"].contains(name) else { return nil }
    return (name, skip(["priority"], start + 1))
  }

  /// Records get the stage or status that is said from a word on, and lost deals the reason behind it.
  func state(_ targets: Targets, _ start: Int, saying confirmation: (String, String) -> String) throws -> Act
  {
    guard let (first, end) = try destination(targets.records[0], start) else {
      throw try noDestination(targets.records[0], start)
    }
    let reason = try first.kind == "lost" && targets.type == .deal ? self.reason(end) : nil
    try finish(reason == nil ? end : phrase.count)
    return try update(targets, saying: { confirmation($0, first.name.replacing("_", with: " ")) }) { record in
      guard let (place, _) = try destination(record, start) else { throw try noDestination(record, start) }
      return try changes(record, to: place, because: reason)
    }
  }

  /// Why a deal was lost, from a word on: "because of price", "to a competitor", ": no budget".
  func reason(_ place: Int) throws -> String? {
    var start = place == phrase.colon ? place : skip([",", ""], place)
    let isColon = start == phrase.colon && start < phrase.count
    let words: Set<String> = [
      "because", "due", "owing", "over", "on", "for", "reason", "with", "since", "to", "lost", "as",
    ]
    guard isColon || words.contains(key(start)) else { return nil }
    start = skip(
      [
        "because", "of", "due", "owing", "over", "on", "for", "reason", "reasons", "with", "since", "to",
        "is", "was", "lost", "as", "the", "a", "an", "our", "their",
      ],
      start)
    guard start < phrase.count else { return nil }
    // "the price" is the reason "price", "they had no budget" is what was said.
    if let (meanings, length) = try finder.values(phrase.tokens[start...]),
      skip(["reason", "reasons"], start + length) >= phrase.count,
      let known = meanings.first(where: { $0.field == "lost_reason" })?.value
    {
      return known
    }
    return phrase.rest(from: start).trimmingEnd()
  }

  // MARK: Ending

  /// "Close Acme renewal as won", "close the task Call Ann".
  func close(_ start: Int) throws -> Act? {
    let (targets, end) = try records.targets(
      start, [.deal, .task], before: ["as", "because", "won", "lost", "to"])
    if targets.type == .task, skip(["as", "done", "completed", "complete", "finished"], end) >= phrase.count {
      return try update(targets, saying: { "\($0) completed" }) { _ in ["status": "completed"] }
    }
    let outcome = skip(["as", "closed", "to", "it", "was", "is"], end)
    guard try outcome < phrase.count && destination(targets.records[0], outcome) != nil else {
      throw Obstacle.clarify("Was \(targets.records[0].name) won or lost?", words: "+as", [])
    }
    return try state(openOnly(targets), outcome) { "\($0) closed as \($1)" }
  }

  /// "Win Acme renewal", "we lost Acme renewal because of price".
  func end(_ start: Int, as outcome: String) throws -> Act? {
    let (targets, end) = try records.targets(start, [.deal], before: ["because", "due", "to", "over", "on"])
    return try ended(openOnly(targets), end, as: outcome)
  }

  func ended(_ targets: Targets, _ place: Int, as outcome: String) throws -> Act {
    let reason = outcome == "lost" ? try self.reason(place) : nil
    try finish(reason == nil ? place : phrase.count)
    return try update(targets, saying: { "\($0) \(outcome)" }) { record in
      guard let place = try destinations(of: record).first(where: { $0.kind == outcome }) else {
        throw Obstacle.refuse("the pipeline of \(record.name) has no stage for that")
      }
      return try changes(record, to: place, because: reason)
    }
  }

  /// "Complete the task Call Ann", "cancel all tasks of bo".
  func tasks(_ start: Int, become status: String, _ said: String) throws -> Act? {
    let (targets, end) = try records.targets(skip(["with"], start), [.task], before: ["off"])
    try finish(skip(["off", "as", "done", "task", "up"], end))
    return try update(targets, saying: { "\($0) \(said)" }) { _ in ["status": .string(status)] }
  }

  /// "Reopen the task Call Ann", "reopen XYZ rollout in negotiation".
  func reopen(_ start: Int) throws -> Act? {
    let (targets, end) = try records.targets(start, [.deal, .task], before: ["in", "as", "at", "to"])
    if targets.type == .task {
      try finish(skip(["as", "to", "todo", "do"], end))
      return try update(targets, saying: { "\($0) reopened" }) { _ in ["status": "todo"] }
    }
    let place = skip(["in", "as", "at", "to", "the", "and", "into"], end)
    let first = targets.records[0]
    guard place < phrase.count else {
      let open = try destinations(of: first).filter { $0.kind == "open" }.map(\.name)
      throw Obstacle.clarify(
        "In which stage is \(first.name) to be: \(open.joined(separator: ", "))?", words: "+in", [])
    }
    guard let (found, _) = try destination(first, place), found.kind == "open" else {
      throw try noDestination(first, place)
    }
    return try state(targets, place) { "\($0) reopened in \($1)" }
  }
}

extension RecordFinder {
  static let movable: [RecordType] = [.deal, .contact, .task]
}

extension String {
  /// Without the marks that end a sentence.
  func trimmingEnd() -> String {
    var text = self[...]
    while let last = text.last, ".!?;, ".contains(last) { text.removeLast() }
    return String(text)
  }
}
