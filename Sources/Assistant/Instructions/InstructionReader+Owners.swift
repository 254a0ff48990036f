internal import Bytes
internal import Models
internal import Store

/// Who looks after records, until when things are to be done, and what records are tagged.
extension InstructionReader {
  // MARK: Days

  /// "Push the close date of Acme renewal to July 31", "postpone the task Call Ann by a week".
  func reschedule(_ start: Int, isBack: Bool) throws -> Act? {
    if let act = try movedDay(start, isBack: isBack) { return act }
    let stops: Set<String> = [
      "to", "by", "until", "till", "out", "back", "forward", "for", "on", "another", "a", "one", "in",
    ]
    let (targets, end) = try records.targets(start, [.deal, .task], before: stops.union(Self.counts(phrase)))
    return try shift(openOnly(targets), end, isBack: isBack)
  }

  /// Words that begin a span: "two weeks".
  private static func counts(_ phrase: Phrase) -> Set<String> {
    Set(phrase.keys.indices.filter { SelectionReader.unit(phrase.key($0 + 1)) != nil }.map { phrase.key($0) })
  }

  /// "the close date of Acme renewal to July 31", "Acme renewal's close date by two weeks"; nil when no day is named.
  func movedDay(_ start: Int, isBack: Bool = false) throws -> Act? {
    let begin = skip(["the", "out", "back", "its"], start)
    let stops: Set<String> = ["to", "by", "until", "till", "out", "back", "from", "forward"]
    for type in [RecordType.deal, .task] {
      guard let (attribute, end) = try attributes.attribute(begin, of: type),
        ["expected_close", "due_date"].contains(attribute.name)
      else { continue }
      if phrase.isAny(end, ["of", "for", "on"]) {
        let (targets, stop) = try records.targets(
          end + 1, attribute.name == "due_date" ? [.task] : [.deal], before: stops)
        return try shift(openOnly(targets), stop, isBack: isBack)
      }
      if let meant = memory.meaning(of: "it", [type]), begin > start || phrase.isAny(end, stops) {
        return try shift(Targets(records: [meant]), end, isBack: isBack)
      }
    }
    guard let mark = phrase.keys.indices.first(where: { $0 > start && phrase.key($0) == "'s" }),
      let type = [RecordType.deal, .task].first(where: { type in
        let found = try? attributes.attribute(mark + 1, of: type)
        return found.map { ["expected_close", "due_date"].contains($0.attribute.name) } ?? false
      }), let (_, stop) = try attributes.attribute(mark + 1, of: type)
    else { return nil }
    let (targets, end) = try records.targets(start, [.deal, .task], before: ["'s"])
    guard end == mark else { return nil }
    return try shift(openOnly(targets), stop, isBack: isBack)
  }

  private func shift(_ targets: Targets, _ start: Int, isBack: Bool) throws -> Act {
    var place = start
    if key(place) == "from", let to = phrase.keys[place...].firstIndex(of: "to") { place = to }
    if key(place) == "to", key(place + 1) == "by" { place += 1 }
    place = skip(["out", "back", "forward", "up", "with", "for"], place)
    let isEarlier = isBack || phrase.keys.last == "earlier"
    if let (count, unit, end) = days.span(skip(["by", "out"], place)), !phrase.isAny(end, ["ago", "from"]) {
      try finish(skip(["later", "earlier", "more", "further", "out", "back"], end))
      return try shift(targets) { $0?.adding(isEarlier ? -count : count, unit) }
    }
    guard place < phrase.count else {
      throw Obstacle.clarify("To which day?", words: "+to", [])
    }
    guard let (day, end) = try days.day(place) else {
      throw Obstacle.refuse("\"\(phrase.words(from: place))\" names no day")
    }
    try finish(end)
    return try shift(targets) { _ in day }
  }

  /// Gives deals another day to close and tasks another day to be due, made of the one they have.
  func shift(_ targets: Targets, _ day: (Day?) -> Day?) throws -> Act {
    let field = targets.type == .deal ? "expected_close" : "due_date"
    let title = field.replacing("_", with: " ")
    var last: Day?
    var isSame = true
    var act = try update(openOnly(targets), saying: { $0 }) { record in
      guard let next = day(try read(record)[field]?.string.flatMap { Day(iso: $0) }) else {
        throw Obstacle.refuse("\(record.name) has no \(title) to move")
      }
      isSame = isSame && (last == nil || last == next)
      last = next
      return [field: .string(next.description)]
    }
    act.confirmation += isSame ? ": \(title) is \(last?.description ?? "") now" : ": \(title) moved"
    return act
  }

  // MARK: Owners

  /// "Reassign all open deals of bo to chen", "assign Acme renewal to ana", "assign ana to Acme renewal".
  func assign(_ start: Int) throws -> Act? {
    if let act = try errand(start) ?? appointed(start) { return act }
    let begin = skip(["over", "ownership", "of"], start)
    let (targets, end) = try records.targets(
      begin, RecordFinder.nouned, before: ["to", "from", "over", "back"])
    var place = skip(["over", "back"], end)
    var former: String?
    if key(place) == "from", let (owner, stop) = try owner(place + 1) { (former, place) = (owner, stop) }
    guard key(place) == "to", place + 1 < phrase.count else {
      throw Obstacle.refuse("it does not say to whom")
    }
    if phrase.isAny(place + 1, ["nobody", "none"]) {
      try finish(place + 2)
      return try unassigned(targets)
    }
    guard let (owner, stop) = try owner(place + 1) else { throw try noOwner(phrase.words(from: place + 1)) }
    try finish(stop)
    if let former {
      for record in targets.records where try read(record)["owner"]?.string != former {
        throw Obstacle.refuse("\(record.name) is not looked after by \(former)")
      }
    }
    return try assigned(targets, to: owner)
  }

  private func assigned(_ targets: Targets, to owner: String) throws -> Act {
    try update(targets, saying: { "\($0) assigned to \(owner)" }) { _ in ["owner": .string(owner)] }
  }

  /// "assign ana to Acme renewal", "assign bo as the owner of Globex".
  private func appointed(_ start: Int) throws -> Act? {
    guard let (owner, end) = try owner(start), phrase.isAny(end, ["to", "as"]) else { return nil }
    var place = skip(["to", "as", "the", "owner", "new", "of", "for"], end)
    // "assign bo to ana" is neither.
    guard place < phrase.count, try self.owner(end + 1) == nil else { return nil }
    if key(end) == "to" { place = end + 1 }
    let (targets, stop) = try records.targets(place, RecordFinder.nouned)
    try finish(stop)
    return try assigned(targets, to: owner)
  }

  /// "give bo a task to call Ann", "assign bo the task of calling": who is to do something new.
  private func errand(_ start: Int) throws -> Act? {
    if let (owner, end) = try owner(start), phrase.isAny(end, ["a", "another"]) {
      guard let act = try creation(end, defaults: ["owner": .string(owner)]), act.steps.first?.type == .task
      else { return nil }
      return act
    }
    guard phrase.isAny(start, ["a", "another"]) else { return nil }
    return try creation(start)
  }

  /// "Give Acme renewal to ana", "give Ann Lee the tag vip", "give the task Call Ann high priority".
  func give(_ start: Int) throws -> Act? {
    if phrase.isAny(start, ["me", "us"]) { return nil }
    if let act = try errand(start) { return act }
    if let to = phrase.keys.lastIndex(of: "to"), to > start, try owner(to + 1) != nil {
      return try assign(start)
    }
    let (targets, end) = try records.targets(
      start, RecordFinder.nouned, before: ["a", "the", "an", "high", "low", "medium", "urgent", "new"])
    let place = skip(["a", "the", "an", "new"], end)
    if phrase.isAny(place, ["tag", "label"]) { return try tagging(targets, tags(place + 1), adding: true) }
    if let tag = phrase.keys.last, ["tag", "label"].contains(tag), place < phrase.count - 1 {
      return try tagging(targets, [phrase.words(place..<(phrase.count - 1))], adding: true)
    }
    if let (attribute, stop) = try attributes.attribute(place, of: targets.type), stop < phrase.count {
      return try set(targets, attribute, skip(["of"], stop))
    }
    return try trait(targets, place)
  }

  /// "Unassign Acme renewal".
  func unassign(_ start: Int) throws -> Act? {
    let (targets, end) = try records.targets(start, RecordFinder.nouned)
    var place = end
    if key(place) == "from", let (owner, stop) = try owner(place + 1) {
      for record in targets.records where try read(record)["owner"]?.string != owner {
        throw Obstacle.refuse("\(record.name) is not looked after by \(owner)")
      }
      place = stop
    }
    try finish(place)
    return try unassigned(targets)
  }

  private func unassigned(_ targets: Targets) throws -> Act {
    try update(targets, saying: { "\($0) unassigned" }) { _ in ["owner": .null] }
  }

  // MARK: Tags

  /// "Tag Tomas Novak with vip", "tag all contacts at Globex as key", "untag Acme Corp from vip".
  func tag(_ start: Int, adding: Bool) throws -> Act? {
    let types: [RecordType] = [.contact, .company, .deal]
    let (targets, end) = try records.targets(
      start, types, before: adding ? ["with", "as", ":"] : ["with", "as", "from", ":"])
    let begin = skip(["with", "as", "from", "of", "the", "tag", "tags", ":"], end)
    guard begin < phrase.count else { throw Obstacle.refuse("it does not say with which tag") }
    // Without a preposition one word is the tag: "tag Ann Lee vip".
    guard begin > end || begin == phrase.count - 1 || phrase.tokens[begin].isQuoted else {
      throw Obstacle.refuse("\"\(phrase.words(from: begin))\" was not understood")
    }
    return try tagging(targets, tags(begin), adding: adding)
  }

  /// "Add tag vip to Ann Lee", "remove the vip tag from all contacts at Globex"; nil when no tag is named.
  func tagAtFront(_ start: Int, adding: Bool) throws -> Act? {
    let types: [RecordType] = [.contact, .company, .deal]
    guard
      let mark = phrase.keys.lastIndex(where: {
        (adding ? ["to", "on", "for"] : ["from", "off", "of"]).contains($0)
      }), mark > start
    else {
      return nil
    }
    let begin = skip(["the", "a", "new"], start)
    let words: [String]
    if phrase.isAny(begin, ["tag", "tags", "label", "labels"]), begin + 1 < mark {
      words = upTo(mark).tags(begin + 1)
    } else if phrase.isAny(mark - 1, ["tag", "tags", "label", "labels"]), begin < mark - 1 {
      words = upTo(mark - 1).tags(begin)
    } else {
      return nil
    }
    let (targets, end) = try records.targets(mark + 1, types)
    try finish(end)
    return try tagging(targets, words, adding: adding)
  }

  private static let prepositions: Set<String> = ["with", "as", "from", "to", "for", "at", "on"]

  func tagging(_ targets: Targets, _ words: [String], adding: Bool) throws -> Act {
    let type = targets.type
    guard Catalog.of(type).field("tags") != nil else {
      throw Obstacle.refuse("a \(type.rawValue) has no tags")
    }
    guard !words.isEmpty else { throw Obstacle.refuse("it does not say which tag") }
    // "vip and Ann Lee with beta" goes on about somebody else.
    for word in words
    where Tokens(word).all.contains(where: { !$0.isQuoted && Self.prepositions.contains($0.key) }) {
      throw Obstacle.refuse("\"\(word)\" is no tag; quotes make one of any words")
    }
    // A tag that there is keeps its writing.
    let tags = try words.map { try store.value($0, of: "tags", type) ?? $0 }
    let keys = Set(tags.map(SearchKey.fold))
    let told = tags.joined(separator: " and ")
    return try update(
      targets, saying: { adding ? "\($0) tagged \(told)" : "\($0) no longer tagged \(told)" }
    ) { record in
      let now = (try read(record)["tags"]?.array ?? []).compactMap(\.string)
      let others = now.filter { !keys.contains(SearchKey.fold($0)) }
      if !adding, others.count == now.count, targets.isOne {
        throw Obstacle.refuse("\(record.name) is not tagged \"\(told)\"")
      }
      return ["tags": .array((adding ? others + tags : others).sorted().map(JSON.string))]
    }
  }
}
