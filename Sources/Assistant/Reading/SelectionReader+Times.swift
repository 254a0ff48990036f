internal import Bytes
internal import Models
internal import Store

/// When: "closing next month", "won in May", "created since January".
extension SelectionReader {
  /// The verbs that say of which field a time is.
  func field(of word: String, _ type: RecordType) -> (path: Path, word: String?)? {
    switch (type, word) {
    case (.deal, "closing"), (.deal, "close"), (.deal, "closes"), (.deal, "expected"), (.deal, "due"),
      (.deal, "expecting"), (.deal, "expect"), (.deal, "scheduled"), (.deal, "forecast"), (.deal, "planned"),
      (.deal, "forecasted"), (.deal, "projected"), (.deal, "slated"), (.deal, "anticipated"):
      (Path(["expected_close"]), "open")
    case (.deal, "won"), (.deal, "signed"), (.deal, "win"), (.deal, "sold"), (.deal, "landed"):
      (Path(["closed_at"]), "won")
    case (.deal, "lost"), (.deal, "lose"): (Path(["closed_at"]), "lost")
    case (.deal, "closed"): (Path(["closed_at"]), "closed")
    case (.task, "due"), (.task, "overdue"), (.task, "scheduled"), (.task, "planned"):
      (Path(["due_date"]), nil)
    case (.task, "completed"), (.task, "done"), (.task, "finished"), (.task, "closed"):
      (Path(["completed_at"]), "completed")
    case (_, "created"), (_, "added"), (_, "opened"), (_, "started"), (_, "entered"), (_, "new"),
      (_, "acquired"), (_, "made"), (_, "registered"), (_, "came"), (_, "joined"), (_, "dated"),
      (_, "generated"):
      type == .activity ? (Path(["occurred_at"]), nil) : (Path(["created_at"]), nil)
    case (_, "updated"), (_, "changed"), (_, "modified"), (_, "edited"): (Path(["updated_at"]), nil)
    case (.activity, "held"), (.activity, "logged"), (.activity, "had"), (.activity, "sent"),
      (.activity, "received"), (.activity, "written"), (.activity, "done"), (.activity, "recorded"),
      (.activity, "scheduled"), (.activity, "planned"), (.activity, "happened"), (.activity, "took"),
      (.activity, "occurred"), (.activity, "conducted"), (.activity, "taken"):
      (Path(["occurred_at"]), nil)
    default: nil
    }
  }

  /// The field of a time that stands by itself.
  func usualTime(_ selection: Selection, isToCome: Bool = false) -> Path? {
    if let time = selection.time { return time }
    switch selection.type {
    case .activity, .meeting: return Path(["occurred_at"])
    case .task:
      if selection.isNew { return Path(["created_at"]) }
      return Path([selection.isClosed ? "completed_at" : "due_date"])
    case .deal:
      if selection.isNew { return Path(["created_at"]) }
      if isToCome { return Path(["expected_close"]) }
      return Path([selection.isClosed ? "closed_at" : "created_at"])
    default: return selection.isInner || isToCome ? nil : Path(["created_at"])
    }
  }

  func when(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "that", "which", "who", "are", "is", "was", "were", "to", "be", "been", "will", "we", "have", "has",
        "i",
        "should", "supposed", "slipped", "gone", "went", "run", "likely", "can", "us", "do", "did", "does",
        "got", "recently", "just",
      ], place)
    var path: Path?
    var said: String?
    let isRecent = at > place && keys[place..<at].contains("recently")
    // "did we close": it is over.
    // What will be won or lost nobody knows.
    if ["won", "lost", "win", "lose"].contains(key(at)),
      keys[place..<at].contains(where: { $0 == "likely" || $0 == "will" })
    {
      return nil
    }
    let word = key(at) == "close" && keys[place..<at].contains("did") ? "closed" : key(at)
    if let found = field(of: word, selection.type) {
      (path, said) = (found.path, found.word)
      if said == nil || said == "open" {
        at = skip(["to", "close", "for", "closing", "be", "closed"], at + 1)
      } else {
        at += 1
      }
    } else if ["whose", "with", "where"].contains(key(at)),
      let (found, length) = finder.attribute(
        keys[min(skip(["the", "a", "an", "their"], at + 1), keys.count)...], of: selection.type),
      isTime(found, selection.type)
    {
      // "with a close date in July", "whose due date is before Friday".
      path = found
      at = skip(["is", "of", "are", "was", "falls"], skip(["the", "a", "an", "their"], at + 1) + length)
      if found == Path(["expected_close"]) { said = "open" }
    }
    if let end = try past(at, &selection) { return end }
    if isRecent || key(at) == "recently" || key(at) == "lately", let path {
      if let said { _ = try say(said, of: &selection) }
      selection.conditions.append(.compare(path, .greaterOrEqual, .word("-30d")))
      return skip(["recently", "lately"], at)
    }
    let isToCome =
      path == Path(["expected_close"]) || path == Path(["due_date"])
      || selection.type == .task && path == nil && !selection.isClosed
    // "created per month": by that time it is divided.
    if let path, at > place, at < keys.count, isGrouping(at), CalendarUnit(rawValue: key(at + 1)) != nil {
      if let said { _ = try say(said, of: &selection) }
      selection.time = path
      return at
    }
    // "the next task due for bo".
    if selection.order == .next, path != nil,
      at >= keys.count || bound(at, Path(["due_date"]), isToCome: true) == nil
    {
      return key(at - 1) == "for" ? at - 1 : at
    }
    guard let target = path ?? usualTime(selection) else { return nil }
    guard let (condition, end) = bound(at, target, isToCome: isToCome) else {
      // "won" alone says how it ended, "due to close" that it is open.
      guard let said, path != nil, ["won", "lost", "closed", "completed"].contains(said), at > place,
        word == "closed" || keys[place..<at].contains(where: { field(of: $0, selection.type)?.word == said })
      else { return nil }
      return try say(said, of: &selection) ? at : nil
    }
    selection.conditions.append(condition)
    if let said { _ = try say(said, of: &selection) }
    return end
  }

  private func isTime(_ path: Path, _ type: RecordType) -> Bool {
    guard path.names.count == 1 else { return false }
    switch Catalog.of(type).field(path.names[0])?.kind {
    case .day, .time: return true
    default: return false
    }
  }

  /// "past their expected close date", "past due", "that should have closed already".
  private func past(_ at: Int, _ selection: inout Selection) throws -> Int? {
    guard ["past", "after", "beyond", "over"].contains(key(at)) else { return nil }
    let words: Set<String> = [
      "their", "its", "the", "expected", "close", "closing", "date", "due", "deadline", "planned", "target",
    ]
    let end = skip(words, at + 1)
    guard end > at + 1, selection.type == .deal || selection.type == .task,
      keys[(at + 1)..<end].contains(where: { ["close", "closing", "due", "deadline"].contains($0) })
    else { return nil }
    return try say("overdue", of: &selection) ? end : nil
  }

  /// A condition on a time, and the first word behind it: "in May", "before 1 June", "since last week", "in April and May".
  func bound(_ place: Int, _ path: Path, isToCome: Bool) -> (Condition, Int)? {
    guard let (first, end) = oneBound(place, path, isToCome: isToCome) else { return nil }
    var all = [first]
    var place = end
    while ["or", "and", ",", "versus"].contains(key(place)), case .within = first,
      let (next, end) = oneBound(skip(["or", "and", ",", "versus"], place), path, isToCome: isToCome),
      case .within = next
    {
      all.append(next)
      place = end
    }
    return (all.count == 1 ? first : .any(all), place)
  }

  private func oneBound(_ place: Int, _ path: Path, isToCome: Bool) -> (Condition, Int)? {
    guard place < keys.count else { return nil }
    // "more than 6 months ago".
    if let (comparison, at) = comparison(place), let count = TimeReader.count(key(at)),
      let unit = Self.unit(key(at + 1)),
      key(at + 2) == "ago"
    {
      let isBefore = comparison == .greater || comparison == .greaterOrEqual
      return (.compare(path, isBefore ? .less : .greater, .word("-\(count)\(unit)")), at + 3)
    }
    func time(_ place: Int) -> (TimePhrase, Int)? {
      guard place < keys.count, let found = self.time.time(keys[place...], isToCome: isToCome) else {
        return nil
      }
      return (found.time, place + found.length)
    }
    func day(_ day: Day) -> Operand { .word(day.description) }
    switch keys[place] {
    case "before":
      guard let (phrase, end) = time(place + 1) else { return nil }
      if phrase.isEnd { return (.compare(path, .lessOrEqual, day(phrase.days.upperBound)), end) }
      return (.compare(path, .less, day(phrase.days.lowerBound)), end)
    case "by", "until", "till", "through", "upto":
      guard let (phrase, end) = time(place + 1) else { return nil }
      return (.compare(path, .lessOrEqual, day(phrase.days.upperBound)), end)
    case "no", "not", "up":
      guard
        key(place + 1) == "later" && key(place + 2) == "than" || key(place) == "up" && key(place + 1) == "to",
        let (phrase, end) = time(key(place) == "up" ? place + 2 : place + 3)
      else { return nil }
      return (.compare(path, .lessOrEqual, day(phrase.days.upperBound)), end)
    case "after":
      guard let (phrase, end) = time(place + 1) else { return nil }
      return (.compare(path, .greater, day(phrase.days.upperBound)), end)
    case "starting", "beginning":
      let next = skip(["from", "in", "on", "with"], place + 1)
      guard let (phrase, end) = time(next) else { return nil }
      return (.compare(path, .greaterOrEqual, day(phrase.days.lowerBound)), end)
    case "later", "earlier":
      guard key(place + 1) == "than", let (phrase, end) = time(place + 2) else { return nil }
      return key(place) == "later"
        ? (.compare(path, .greater, day(phrase.days.upperBound)), end)
        : (.compare(path, .less, day(phrase.days.lowerBound)), end)
    case "since", "from":
      guard let (phrase, end) = time(place + 1) else { return nil }
      if keys[place] == "from" {
        if ["onwards", "onward", "on"].contains(key(end)) {
          return (.compare(path, .greaterOrEqual, day(phrase.days.lowerBound)), end + 1)
        }
        guard ["to", "until", "through", "till"].contains(key(end)), let (last, stop) = time(end + 1) else {
          return (.within(path, phrase.text), end)
        }
        return (between(path, phrase, last), stop)
      }
      return (.compare(path, .greaterOrEqual, day(phrase.days.lowerBound)), end)
    case "between":
      guard let (first, middle) = time(place + 1), ["and", "to"].contains(key(middle)),
        let (last, end) = time(middle + 1)
      else { return nil }
      return (between(path, first, last), end)
    default:
      if let (phrase, end) = time(place) {
        if ["to", "through", "until", "-"].contains(key(end)), let (last, stop) = time(end + 1) {
          return (between(path, phrase, last), stop)
        }
        return (.within(path, phrase.text), skip(["so", "far"], end))
      }
      // "no activity in 30 days", "closing within two weeks".
      guard ["in", "within", "for", "over", "during"].contains(keys[place]),
        let count = TimeReader.count(key(place + 1)),
        Self.unit(key(place + 2)) != nil
      else { return nil }
      let unit = key(place + 2).hasSuffix("s") ? key(place + 2) : key(place + 2) + "s"
      return (.within(path, "\(isToCome ? "next" : "last")_\(count)_\(unit)"), place + 3)
    }
  }

  func between(_ path: Path, _ first: TimePhrase, _ last: TimePhrase) -> Condition {
    .within(path, "\(first.days.lowerBound)..\(last.days.upperBound)")
  }
}
