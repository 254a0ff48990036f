internal import Bytes
internal import Models
internal import Store

/// How long something has been so, and what comes first of all.
extension SelectionReader {
  private static let resting: Set<String> = [
    "stuck", "sitting", "sat", "stagnant", "idle", "parked", "waiting", "stayed", "staying", "remained",
    "remaining",
    "unchanged", "stalled", "rotting", "lingering", "resting",
  ]

  /// "older than 90 days", "stuck in proposal for 60 days", "in negotiation for more than a month", "open for 3 months",
  /// "overdue by more than 10 days".
  func lasting(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard
      selection.type == .deal || selection.type == .task || selection.type == .contact
        || selection.type == .company
    else { return nil }
    var at = skip(
      ["that", "which", "have", "has", "been", "are", "is", "who", "were", "still", "now", "we", "had"], place
    )
    if selection.type == .deal, Self.resting.contains(key(at)) {
      selection.isStuck = true
      at += 1
      let stage = afterStage(at)
      if stage > at { at = stage } else if ["in", "at"].contains(key(at)) { return at }
      if let end = duration(at, &selection) { return end }
      return ["for", "longer", "more", "over", "since"].contains(key(at)) ? nil : at
    }
    let stage = selection.type == .deal ? afterStage(at) : at
    if stage > at {
      selection.isStuck = true
      at = stage
    }
    return duration(at, &selection)
  }

  /// "in the same stage", "in their current stage", "in stage".
  private func afterStage(_ place: Int) -> Int {
    guard ["in", "at", "on"].contains(key(place)) else { return place }
    let end = skip(
      ["the", "same", "their", "its", "current", "one", "a", "this", "that", "present"], place + 1)
    return ["stage", "stages"].contains(key(end)) ? end + 1 : place
  }

  /// "that entered negotiation this month", "moved to proposal in June", "that changed stage this week".
  func moved(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .deal else { return nil }
    var at = skip(["that", "which", "have", "were", "was", "has", "we", "did", "recently"], place)
    guard
      ["entered", "moved", "reached", "advanced", "changed", "progressed", "enter", "move"].contains(key(at))
    else {
      return nil
    }
    at = skip(["to", "into", "the", "their", "from", "stages"], at + 1)
    if key(at) == "stage" {
      at += 1
    } else if let (meanings, length) = try values(at: at),
      let condition = condition(meanings, for: .deal, in: ["stage"])
    {
      selection.conditions.append(condition)
      at = skip(["stage"], at + length)
    } else if key(at - 1) != "stages" {
      return nil
    }
    guard let (bound, end) = bound(at, Path(["stage_entered_at"]), isToCome: false) else { return nil }
    selection.conditions.append(bound)
    return end
  }

  private func duration(_ place: Int, _ selection: inout Selection) -> Int? {
    var at = skip(["for", "by", "since", "now", "already"], place)
    let isFor = at > place
    var comparison: Comparison?
    if ["older", "newer", "younger"].contains(key(at)), key(at + 1) == "than" {
      comparison = key(at) == "older" ? .greater : .less
      at += 2
    } else if let (found, end) = self.comparison(at) {
      (comparison, at) = (found, end)
    }
    at = skip(["the", "last", "past"], at, most: isFor ? 2 : 0)
    guard let count = TimeReader.count(key(at)), let unit = Self.unit(key(at + 1)) else { return nil }
    var end = at + 2
    let isOld = key(end) == "old"
    end = skip(["old", "or", "more", "longer", "now", "already", "ago"], end)
    let isLate = key(end) == "overdue" || key(end) == "late" || key(end) == "past"
    if isLate { end = skip(["overdue", "late", "past", "due"], end) }
    let stage = selection.type == .deal ? afterStage(end) : end
    let isInStage = stage > end || selection.isStuck
    end = stage
    guard isFor || comparison != nil || isLate || isOld else { return nil }
    let isOver = comparison == nil || comparison == .greater || comparison == .greaterOrEqual
    func since(_ field: String) {
      selection.conditions.append(
        .compare(Path([field]), isOver ? .less : .greaterOrEqual, .word("-\(count)\(unit)")))
    }
    switch selection.type {
    case .task:
      let isOverdue = isLate || selection.conditions.contains { $0.paths.contains(Path(["days_overdue"])) }
      guard isOverdue else {
        guard isOld || keys[place..<at].contains(where: { ["older", "newer", "younger"].contains($0) }) else {
          return nil
        }
        since("created_at")
        return end
      }
      guard let days = days(count, unit) else { return nil }
      selection.conditions.append(
        .compare(Path(["days_overdue"]), comparison ?? .greaterOrEqual, .number(String(days))))
    case .deal:
      let hasStage = selection.conditions.contains {
        $0.paths.contains(Path(["stage"]))
      }
      let isAge = isOld || keys[place..<at].contains { ["older", "newer", "younger"].contains($0) }
      since(!isAge && (isInStage || hasStage) ? "stage_entered_at" : "created_at")
    default:
      // How old people are nobody says.
      if selection.type == .contact, unit == "y" { return nil }
      guard isOld || keys[place..<at].contains(where: { ["older", "newer", "younger"].contains($0) }) else {
        return nil
      }
      since("created_at")
    }
    return end
  }

  private func days(_ count: Int, _ unit: String) -> Int? {
    switch unit {
    case "d": count
    case "w": count * 7
    case "m": count * 30
    default: nil
    }
  }

  // MARK: The first of all

  private static let most: Set<String> = [
    "most", "highest", "largest", "biggest", "longest", "greatest", "best", "top", "maximum", "max", "latest",
    "oldest",
  ]
  private static let least: Set<String> = [
    "least", "fewest", "lowest", "smallest", "shortest", "minimum", "min", "earliest", "soonest", "youngest",
    "worst",
  ]

  /// "with the highest value", "has the most employees", "is the largest", "closes next", "has been open the longest".
  func superlative(_ place: Int, _ selection: inout Selection) throws -> Int? {
    let at = skip(
      [
        "with", "has", "have", "had", "having", "is", "are", "that", "which", "was", "were", "the", "been",
        "open", "our",
      ],
      place)
    let isMost = Self.most.contains(key(at))
    guard at > place, isMost || Self.least.contains(key(at)) else { return next(place, &selection) }
    if let (path, length) = finder.attribute(keys[min(at + 1, keys.count)...], of: selection.type),
      isOrdered(path, selection.type)
    {
      let isLate = key(at) == "latest" || isMost && !["oldest"].contains(key(at))
      selection.sort = [Query.Sort(path: path, descending: isLate)]
      try take(place, &selection)
      return at + 1 + length
    }
    let order: Selection.Order? =
      switch key(at) {
      case "largest", "biggest", "greatest", "highest", "best": .greatest
      case "smallest", "lowest": .smallest
      case "longest": .longest
      case "shortest": .shortest
      case "oldest", "earliest": .oldest
      case "latest": .newest
      default: nil
      }
    if key(at) == "most",
      key(at + 1) == "valuable" || key(at + 1) == "expensive" || key(at + 1) == "recent"
        || key(at + 1) == "overdue"
    {
      if key(at + 1) == "overdue" {
        guard selection.type == .task else { return nil }
        selection.sort = [Query.Sort(path: Path(["due_date"]))]
        _ = try say("overdue", of: &selection)
      } else {
        selection.order = key(at + 1) == "recent" ? .newest : .greatest
      }
      try take(place, &selection)
      return at + 2
    }
    guard let order else { return nil }
    if keys[place..<at].contains("open") { _ = try say("open", of: &selection) }
    selection.order = order
    try take(place, &selection)
    return at + 1
  }

  /// "closes next", "is due next", "coming up next", "created last": the first or last one by a time.
  private func next(_ place: Int, _ selection: inout Selection) -> Int? {
    let at = skip(["is", "will", "that", "was", "we", "did", "are", "to", "were"], place)
    guard let found = field(of: key(at), selection.type) else { return nil }
    if key(at + 1) == "most", key(at + 2) == "recently" {
      selection.sort = [Query.Sort(path: found.path, descending: true)]
      selection.limit = selection.limit ?? 1
      return at + 3
    }
    let end = skip(["to", "close", "be"], at + 1)
    guard ["next", "soonest", "first", "last", "earliest", "latest"].contains(key(end)),
      time.time(keys[end...], isToCome: false) == nil
    else { return nil }
    let isLast = ["last", "latest"].contains(key(end))
    if let said = found.word { _ = try? say(said, of: &selection) }
    if key(end) == "next" || key(end) == "soonest" {
      selection.conditions.append(.compare(found.path, .greaterOrEqual, .word("today")))
    }
    selection.sort = [Query.Sort(path: found.path, descending: isLast)]
    selection.limit = selection.limit ?? 1
    return end + 1
  }

  /// One of them, or the first few where the noun is in the plural.
  private func take(_ place: Int, _ selection: inout Selection) throws {
    guard selection.limit == nil else { return }
    let isPlural = place > 0 && keys[place - 1].hasSuffix("s") && !["has", "is"].contains(keys[place - 1])
    selection.limit = isPlural ? 10 : 1
  }

  private func isOrdered(_ path: Path, _ type: RecordType) -> Bool {
    guard path.names.count == 1, let kind = Catalog.of(type).field(path.names[0])?.kind else { return false }
    switch kind {
    case .money, .integer, .number, .probability, .day, .time: return true
    default: return false
    }
  }
}
