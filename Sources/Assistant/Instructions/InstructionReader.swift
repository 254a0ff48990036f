internal import Bytes
internal import Models
internal import Store

/// Understands an instruction: one or more changes, each a step of one Plan.
///
/// Like a question it has to be understood whole: a step with a word too many is no step.
struct InstructionReader {
  let store: Store
  let text: String
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let time: TimeReader
  let user: String?
  let records: RecordFinder
  let selections: SelectionReader

  init(_ text: String, _ store: Store, _ setting: Setting, user: String?) {
    self.store = store
    self.text = text
    self.user = user
    tokens = Tokens(text).all
    keys = tokens.map(\.key)
    finder = ValueFinder(store)
    time = TimeReader(now: store.clock.now, zone: store.clock.zone)
    records = RecordFinder(store: store, tokens: tokens, keys: keys, finder: finder, setting: setting)
    selections = SelectionReader(tokens: tokens, keys: keys, finder: finder, time: time, user: user)
  }

  /// The same instruction up to a word.
  init(cutting whole: InstructionReader, _ end: Int) {
    (store, text, user, time, finder) = (whole.store, whole.text, whole.user, whole.time, whole.finder)
    tokens = Array(whole.tokens[..<end])
    keys = Array(whole.keys[..<end])
    records = RecordFinder(
      store: store, tokens: tokens, keys: keys, finder: finder, setting: whole.records.setting)
    selections = SelectionReader(tokens: tokens, keys: keys, finder: finder, time: time, user: user)
  }

  /// What some words say is to be done.
  struct Act {
    var steps: [Plan.Step]
    var confirmation: String
    var subject: StoreError.Candidate?
  }

  /// Nil for what is no instruction.
  func act() throws -> Act? {
    var start = 0
    while start < keys.count,
      [
        "please", "can", "could", "you", "would", "i", "want", "to", "need", "let", "'s", "hey", "and",
        "then", "also", "lets", "us", "we",
      ]
      .contains(keys[start])
    {
      start += 1
    }
    guard start < keys.count else { return nil }
    let rest = start + 1
    switch keys[start] {
    case "create", "add", "make", "new", "register": return try creation(rest) ?? addition(rest)
    case "remind": return try reminder(rest)
    case "schedule", "plan": return try creation(rest)
    case "move", "advance", "put", "promote", "shift": return try move(rest)
    case "push", "postpone", "delay", "reschedule", "extend", "bring": return try reschedule(rest)
    case "mark", "flag": return try mark(rest)
    case "set", "change", "update", "edit", "make ": return try assignment(rest)
    case "close": return try close(rest)
    case "win": return try end(rest, as: "won")
    case "lose": return try end(rest, as: "lost")
    case "rename", "retitle": return try rename(rest)
    case "reassign", "assign", "give", "transfer", "hand": return try assign(rest)
    case "delete", "remove", "drop", "erase": return try removal(rest)
    case "tag", "label": return try tag(rest, adding: true)
    case "untag", "unlabel": return try tag(rest, adding: false)
    case "log", "record", "note": return try log(rest, verb: keys[start])
    case "complete", "finish": return try complete(rest)
    case "merge": return try merge(rest)
    case "link", "attach", "connect": return try link(rest)
    case "unlink", "detach": return try link(rest, action: .unlink)
    default: return nil
    }
  }

  // MARK: Parts

  func key(_ place: Int) -> String { place < keys.count ? keys[place] : "" }

  func skip(_ words: Set<String>, _ place: Int) -> Int {
    var place = place
    while words.contains(key(place)) { place += 1 }
    return place
  }

  func words(_ range: Range<Int>) -> String {
    tokens[range].map(\.text).reduce("") { text, word in
      word == "'s" || word == "," || text.isEmpty ? text + word : text + " " + word
    }
  }

  /// Fails unless nothing is left.
  func finish(_ place: Int) throws {
    let left = skip(["please", "now", "stage", "status", ",", "today"], place)
    guard left >= keys.count else {
      throw Obstacle.refuse("\"\(words(left..<keys.count))\" was not understood")
    }
  }

  func read(_ record: StoreError.Candidate) throws -> JSONObject {
    try store.recordReader(record.type).read(record.id) ?? [:]
  }

  /// The update of a record, which expects what it has now.
  func update(_ record: StoreError.Candidate, _ changes: JSONObject) throws -> Plan.Step {
    let now = try read(record)
    let expect = JSONObject(changes.keys.map { ($0, now[$0] ?? .null) })
    return Plan.Step(.update, record.type, id: record.id, expect: expect, changes: changes)
  }

  /// A day that is said from a word on, to come where nothing else is said.
  func day(_ place: Int) -> (day: Day, end: Int)? {
    let start = skip(["on", "by", "for", "to", "until", "due", "the", "at", "before"], place)
    guard start < keys.count else { return nil }
    if key(start) == "in", let count = TimeReader.count(key(start + 1)),
      let unit = SelectionReader.unit(key(start + 2)),
      let moment = try? TimeExpression("+\(count)\(unit)").moment(now: time.now, zone: time.zone)
    {
      return (moment.day(in: time.zone), start + 3)
    }
    guard let (phrase, length) = time.time(keys[start...], isToCome: true) else { return nil }
    // "next week" is its Monday, "this week" and a month their last day.
    let isNext = keys[start] == "next"
    let day = phrase.days.count == 1 || isNext ? phrase.days.lowerBound : phrase.days.upperBound
    return (day, start + length)
  }

  // MARK: Stages and statuses

  static let everyone: [RecordType] = [.deal, .contact, .task]

  /// Where a record is to be: a stage of a deal, a status of a contact or a task; fails with those that there are.
  func place(_ record: StoreError.Candidate, _ start: Int) throws -> (
    changes: JSONObject, name: String, end: Int
  ) {
    let begin = skip(["to", "into", "as", "the", "stage", "status", "in", "a", "is"], start)
    guard begin < tokens.count else { throw Obstacle.refuse("it does not say where \(record.name) is to be") }
    let (field, names): (String, [String]) =
      switch record.type {
      case .deal: ("stage", try stages(of: record))
      case .task: ("status", ["todo", "in_progress", "completed", "cancelled"])
      default: ("status", try store.listed(.statuses))
      }
    for length in stride(from: min(4, tokens.count - begin), through: 1, by: -1) {
      let said = SearchKey.fold(words(begin..<(begin + length)))
      let meant = record.type == .task ? Self.taskStates[said] ?? said : said
      guard let name = names.first(where: { SearchKey.fold($0) == meant }) else { continue }
      return ([field: .string(name)], name, skip(["stage", "status"], begin + length))
    }
    throw Obstacle.refuse(
      "there is no \(field) \"\(words(begin..<tokens.count))\" of a \(record.type.rawValue); there are \(names.joined(separator: ", "))"
    )
  }

  private static let taskStates: [String: String] = [
    "done": "completed", "complete": "completed", "finished": "completed", "started": "in_progress",
    "in progress": "in_progress", "canceled": "cancelled", "open": "todo", "to do": "todo",
  ]

  private func stages(of deal: StoreError.Candidate) throws -> [String] {
    guard let pipeline = try read(deal)["pipeline_id"]?.int64,
      let stages = try store.recordReader(.pipeline).read(pipeline)?["stages"]?.array
    else { return [] }
    return stages.compactMap { $0["name"]?.string }
  }

  /// "Move Acme renewal to proposal", "move John to meeting booked".
  private func move(_ start: Int) throws -> Act? {
    if let act = try moveDay(start) { return act }
    // What it is moved to tells what it is, where several are called alike.
    let target = keys.lastIndex { $0 == "to" || $0 == "into" }
    var types = Self.everyone
    if let target, target + 1 < tokens.count, let (meanings, _) = try finder.values(tokens[(target + 1)...]) {
      let kinds = Set(meanings.filter { ["stage", "status"].contains($0.field) }.map(\.type))
      let known = types.filter(kinds.contains)
      if !known.isEmpty { types = known }
    }
    let (record, end) = try records.record(start, types, before: ["to", "into", "from"])
    let (changes, name, stop) = try place(record, end)
    try finish(stop)
    return Act(
      steps: [try update(record, changes)], confirmation: "\(title(record)) moved to \(name)", subject: record
    )
  }

  func title(_ record: StoreError.Candidate) -> String {
    "\(record.type.rawValue.prefix(1).uppercased() + record.type.rawValue.dropFirst()) '\(record.name)'"
  }

  /// "Mark Sarah Okafor as lost", "mark Acme renewal as lost because of price", "mark the task Call Ann as done".
  private func mark(_ start: Int) throws -> Act? {
    let (record, end) = try records.record(start, Self.everyone, before: ["as", "to", "because"])
    return try state(record, end)
  }

  private func state(_ record: StoreError.Candidate, _ start: Int) throws -> Act {
    if record.type == .task, ["urgent", "low", "medium", "high"].contains(key(skip(["as", "a"], start))) {
      let place = skip(["as", "a"], start)
      try finish(skip(["priority"], place + 1))
      return Act(
        steps: [try update(record, ["priority": .string(key(place))])],
        confirmation: "\(title(record)) has priority \(key(place))", subject: record)
    }
    if record.type == .contact, key(skip(["as"], start)) == "do", keys[start...].contains("contact") {
      return Act(
        steps: [try update(record, ["do_not_contact": true])],
        confirmation: "\(title(record)) is not to be contacted", subject: record)
    }
    var (changes, name, end) = try place(record, start)
    if record.type == .deal, let (reason, stop) = reason(end) {
      changes["lost_reason"] = .string(reason)
      end = stop
    }
    if record.type == .deal, changes["lost_reason"] == nil, try kind(of: name, record) == "lost" {
      throw Obstacle.clarify("Why was \(record.name) lost?", words: "+because of", [])
    }
    try finish(end)
    return Act(
      steps: [try update(record, changes)], confirmation: "\(title(record)) marked as \(name)",
      subject: record)
  }

  private func kind(of stage: String, _ deal: StoreError.Candidate) throws -> String? {
    guard let pipeline = try read(deal)["pipeline_id"]?.int64 else { return nil }
    let stages = try store.recordReader(.pipeline).read(pipeline)?["stages"]?.array ?? []
    return stages.first { $0["name"]?.string == stage }?["kind"]?.string
  }

  private func reason(_ start: Int) -> (String, Int)? {
    var place = start
    switch (key(place), key(place + 1)) {
    case ("because", "of"), ("due", "to"), ("reason", "is"): place += 2
    case ("because", _), ("reason", _), ("over", _), ("on", _), ("to", _): place += 1
    default: return nil
    }
    guard place < tokens.count else { return nil }
    return (words(place..<tokens.count), tokens.count)
  }

  /// "Close Acme renewal as won".
  private func close(_ start: Int) throws -> Act? {
    let (record, end) = try records.record(start, [.deal, .task], before: ["as", "because"])
    if record.type == .task { return try state(record, end) }
    let outcome = skip(["as"], end)
    guard ["won", "lost"].contains(key(outcome)) else {
      throw Obstacle.clarify("Was \(record.name) won or lost?", words: "+as", [])
    }
    return try ended(record, key(outcome), outcome + 1)
  }

  /// "Win Acme renewal", "lose Acme renewal because of price".
  private func end(_ start: Int, as outcome: String) throws -> Act? {
    let (record, end) = try records.record(start, [.deal], before: ["because", "due", "to"])
    return try ended(record, outcome, end)
  }

  private func ended(_ record: StoreError.Candidate, _ outcome: String, _ start: Int) throws -> Act {
    guard let pipeline = try read(record)["pipeline_id"]?.int64,
      let stages = try store.recordReader(.pipeline).read(pipeline)?["stages"]?.array,
      let stage = stages.first(where: { $0["kind"]?.string == outcome })?["name"]
    else { throw Obstacle.refuse("the pipeline of \(record.name) has no stage for that") }
    var changes: JSONObject = ["stage": stage]
    var end = start
    if outcome == "lost" {
      guard let (reason, stop) = reason(start) else {
        throw Obstacle.clarify("Why was \(record.name) lost?", words: "+because of", [])
      }
      changes["lost_reason"] = .string(reason)
      end = stop
    }
    try finish(end)
    return Act(
      steps: [try update(record, changes)], confirmation: "\(title(record)) is \(outcome)", subject: record)
  }

  /// "Complete the task Call Ann".
  private func complete(_ start: Int) throws -> Act? {
    let (record, end) = try records.record(start, [.task], before: [])
    try finish(end)
    return Act(
      steps: [try update(record, ["status": "completed"])], confirmation: "\(title(record)) is done",
      subject: record)
  }
}
