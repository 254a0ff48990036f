internal import Bytes
internal import Models
internal import Store

/// Understands a question: what is asked of which records.
///
/// A question counts as understood when every word of it has its place; one word too many, and nothing is guessed.
struct QuestionReader {
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let reader: SelectionReader
  let store: Store

  init(_ tokens: [Token], _ store: Store, _ finder: ValueFinder, user: String?) {
    self.tokens = tokens
    self.store = store
    self.finder = finder
    keys = tokens.map(\.key)
    reader = SelectionReader(
      tokens: tokens, keys: keys, finder: finder,
      time: TimeReader(now: store.clock.now, zone: store.clock.zone), user: user)
  }

  /// The same of other words.
  func reading(_ tokens: [Token]) -> QuestionReader {
    QuestionReader(tokens, store, finder, user: reader.user)
  }

  /// Nil for what is not understood.
  func intent() throws -> Intent? {
    if tokens.isEmpty { return nil }
    if let intent = try periodic() ?? possessive() { return intent }
    // A name that several records have may be no name in the end.
    var ambiguity: Ambiguity?
    for read in [
      loss, lastTalk, story, verdict, said, winRate, share, role, attribute, dimension, comparison, ranking,
      figure,
      amount, records, implicit,
    ] {
      do {
        if let intent = try read(), !comparesFigure(intent) { return intent }
      } catch let error as Ambiguity {
        ambiguity = ambiguity ?? error
      }
    }
    if let ambiguity { throw ambiguity }
    return nil
  }

  /// Whether a yes or no is asked of a figure: "is the pipeline over a million?". What is said of it is said of no row.
  private func comparesFigure(_ intent: Intent) -> Bool {
    guard ["is", "are", "was", "were"].contains(key(0)), case .query(let query, _) = intent else {
      return false
    }
    return !query.aggregates.isEmpty && query.condition?.paths.contains(Path(["value"])) == true
  }

  /// "monthly revenue": what comes behind it, by the month.
  private func periodic() throws -> Intent? {
    let words = [
      "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
      "annual": "year",
    ]
    guard let place = keys.firstIndex(where: { words[$0] != nil }), place + 1 < keys.count,
      let unit = words[keys[place]],
      !reader.isGrouping(max(place - 1, 0)), try finder.values(tokens[place...]) == nil
    else { return nil }
    return try reading(Array(tokens[..<place] + tokens[(place + 1)...]) + [Token("by"), Token(unit)]).intent()
  }

  /// "bo's average deal size", "Acme's total pipeline": what is measured, of whom it is.
  private func possessive() throws -> Intent? {
    let start = opened()
    guard start < keys.count, !tokens[start...].isEmpty else { return nil }
    let owned = try finder.values(tokens[start...])?.length
    guard let length = try owned ?? finder.name(tokens[start...], [.company, .contact])?.length,
      reader.isPossessive(start + length)
    else { return nil }
    let rest = tokens[(start + length + 1)...]
    // What a company earns is not what we earn from it.
    let isMeasured = rest.first.map {
      Self.functions[$0.key] != nil || owned != nil && ["revenue", "sales", "turnover"].contains($0.key)
    }
    guard isMeasured ?? false else { return nil }
    return try reading(Array(rest) + [Token("of")] + tokens[start..<(start + length)]).intent()
  }

  func key(_ place: Int) -> String { place >= 0 && place < keys.count ? keys[place] : "" }

  /// The first word behind those with which a wish begins.
  func opened(_ start: Int = 0) -> Int {
    var place = start
    while place < keys.count, FillerWords.opening.contains(keys[place]), !tokens[place].isQuoted {
      // "total value" is asked for.
      if keys[place] == "total" { break }
      place += 1
    }
    // "who are our customers?"
    if place + 1 < keys.count, keys[place] == "who", ["are", "is", "'s"].contains(keys[place + 1]),
      (try? reader.phrase(from: place + 2)) ?? nil != nil
    {
      place += 2
    }
    while place < keys.count, ["our", "the", "all"].contains(keys[place]) { place += 1 }
    return place
  }

  // MARK: Lists

  /// Whether a question begins as one for a yes or no: "do we have", "is there any", "are there".
  private var asksWhetherAny: Bool {
    switch (key(0), key(1)) {
    case ("is", "there"), ("are", "there"), ("were", "there"), ("was", "there"), ("do", "we"), ("have", "we"),
      ("do", "i"), ("did", "we"), ("have", "i"), ("did", "i"), ("has", "there"):
      true
    default: ["is", "are", "do", "does", "did", "has", "have", "was", "were"].contains(key(0))
    }
  }

  func records() throws -> Intent? {
    // "are all tasks done?" asks for those that are not.
    if ["is", "are", "were"].contains(key(0)), ["all", "every"].contains(key(1)) { return nil }
    if let intent = try inverted() { return intent }
    let place =
      key(0) == "when" && keys.contains("next")
      ? reader.skip(["when", "is", "are", "our", "the", "my"], 0) : opened()
    guard place < keys.count, !["should", "will", "why"].contains(key(0)),
      key(0) != "how" || contains("distributed", "split", "spread", "divided"),
      let (selection, end) = try reader.selection(from: place)
    else { return nil }
    // "our CEO" is none of theirs.
    if key(0) == "who", ["our", "my"].contains(key(2)),
      try reader.values(at: 3)?.meanings.contains(where: { $0.field == "position" }) ?? false
    {
      return nil
    }
    // "call Ann Lee" asks for nothing.
    if place == 0, ["call", "email", "mail", "note", "message", "meeting"].contains(keys[0]), keys.count > 1,
      !FillerWords.all.contains(keys[1]), try finder.name(tokens[1...]) != nil
    {
      return nil
    }
    var request = Request(selection: selection)
    if selection.isMoney { request.figure = .sum }
    guard try finish(&request, from: end) else { return nil }
    // "a breakdown" is one by something.
    let divides = contains(
      "breakdown", "break", "split", "group", "distribution", "distributed", "segment", "divide")
    if divides, request.grouping == nil { return nil }
    return .query(request.query, isYesNo: asksWhetherAny && request.figure == nil && request.grouping == nil)
  }

  /// "did we lose any deals this month?", "has chen closed anything?", "does ana have overdue tasks?": what is asked for
  /// stands behind who did it.
  private func inverted() throws -> Intent? {
    guard ["did", "has", "have", "does", "do"].contains(key(0)) else { return nil }
    let subject: Int
    if ["we", "i"].contains(key(1)) {
      subject = 2
    } else if let (_, end) = try reader.owners(1, .deal) {
      subject = end
    } else {
      return nil
    }
    let start = reader.skip(["ever", "already", "recently"], subject) + 1
    var words = tokens
    if let place = keys.firstIndex(where: { ["anything", "something"].contains($0) }), place >= start {
      words[place] = Token(contains("due", "overdue") ? "tasks" : "deals")
    }
    let whole = reading(words)
    guard start < keys.count,
      SelectionReader.acts[key(start - 1)] != nil || SelectionReader.talking.contains(key(start - 1)),
      let (_, end) = try whole.reader.phrase(from: start), end > start
    else { return nil }
    let ordered = reading(Array(words[start..<end] + words[..<start] + words[end...]))
    guard let (selection, stop) = try ordered.reader.selection(from: 0) else { return nil }
    var request = Request(selection: selection)
    guard try ordered.finish(&request, from: stop), request.grouping == nil, request.figure == nil else {
      return nil
    }
    return .query(request.query, isYesNo: true)
  }

  /// "what's overdue?", "what do I have to do today?", "what is closing this month?", "what did we win in May?".
  func implicit() throws -> Intent? {
    var place = 0
    while [
      "what", "'s", "is", "are", "anything", "which", "show", "me", "everything", "all", "has", "any",
      "things", "that", "there", "list", "something", "been", "was", "were",
    ]
    .contains(key(place)) {
      place += 1
    }
    guard place > 0, place < keys.count else { return nil }
    let type: RecordType?
    switch key(place) {
    case "overdue", "due", "urgent": type = .task
    case "closing", "won", "lost", "expected": type = .deal
    case "does" where contains("due", "overdue"): type = .task
    case "in" where try reader.values(at: place + 1)?.meanings.contains { $0.field == "stage" } ?? false:
      type = .deal
    case "on" where ["todo", "list", "plate", "agenda"].contains(where: keys.contains): type = .task
    case "do", "did", "have", "need", "must", "should":
      let isToDo = zip(keys, keys.dropFirst()).contains { $0 == "to" && $1 == "do" } || keys.contains("due")
      let start = reader.skip(
        ["do", "i", "we", "have", "need", "must", "should", "to", "get", "done", "still"], place)
      if isToDo, start > place {
        type = .task
        place = start
      } else {
        type = .deal
      }
    default: type = nil
    }
    guard let type else { return nil }
    var selection = Selection(type)
    if type == .task, let user = reader.user, keys.contains("i") {
      selection.conditions.append(.compare(Path(["owner"]), .equal, .text(user)))
    }
    let before = selection.conditions.count
    if key(place) == "on" {
      place = reader.skip(
        ["on", "my", "our", "the", "todo", "list", "plate", "agenda", "for", "to-do"], place)
    }
    place = try reader.clauses(from: place, into: &selection)
    guard isDone(place), selection.conditions.count > before else { return nil }
    return .query(selection.query, isYesNo: asksWhetherAny)
  }
}

/// A name in a question that several records have.
struct Ambiguity: Error {
  let candidates: [StoreError.Candidate]
}
