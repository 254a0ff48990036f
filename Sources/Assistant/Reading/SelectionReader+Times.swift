internal import Bytes
internal import Models
internal import Store

/// When: "closing next month", "won in May", "created since January".
extension SelectionReader {
  /// The verbs that say of which field a time is.
  func field(of word: String, _ type: RecordType) -> (path: Path, word: String?)? {
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

  func when(_ place: Int, _ selection: inout Selection) throws -> Int? {
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
  func bound(_ place: Int, _ path: Path, isToCome: Bool) -> (Condition, Int)? {
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

  func between(_ path: Path, _ first: TimePhrase, _ last: TimePhrase) -> Condition {
    .within(path, "\(first.days.lowerBound)..\(last.days.upperBound)")
  }
}
