internal import Bytes
internal import Models
internal import Store

/// What has taken place: calls, e-mails, meetings, and what is noted.
extension InstructionReader {
  private static let kinds: [String: String] = [
    "call": "call", "phone call": "call", "email": "email", "mail": "email", "message": "email",
    "meeting": "meeting",
    "note": "note", "activity": "other", "interaction": "other", "touchpoint": "other", "demo": "meeting",
  ]

  /// "Log a call with Tomas Novak: discussed the new dates", "log a 30 minute call with …", "had a meeting with …".
  func log(_ start: Int) throws -> Act? {
    var entry = Happening()
    let place = try adjectives(skip(["a", "an", "the", "new", "that", "i", "we", "had"], start), &entry)
    if key(place) == "demo" { return try happened(place + 1, "meeting", entry) }
    guard place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]), noun.type == .activity
    else {
      // "log that I called Ann Lee: …"
      if place < phrase.count, case .happened(let kind)? = Verb.find(phrase.keys[place...])?.verb {
        return try event(place + 1, kind: kind)
      }
      return nil
    }
    return try activity(place, place + length, entry)
  }

  /// "Note for Priya Patel: prefers mornings", "note on Acme renewal that they want two years".
  func note(_ start: Int) throws -> Act? {
    // "note that Ann Lee prefers mornings" says of whom in its own words.
    let begin = skip(["that"], start)
    if begin > start || start == phrase.colon,
      let found = try records.exact(skip(["the"], begin), [.contact, .deal, .company]),
      found.records.count == 1
    {
      var entry = Happening()
      entry.take(found.records[0])
      entry.body = phrase.rest(from: begin)
      return logged(entry, "note", found.records[0])
    }
    return try happened(start, "note", Happening())
  }

  /// "Called Ann Lee yesterday: wants a discount", "met with Ann Lee on Friday".
  func event(_ start: Int, kind: String) throws -> Act? { try happened(start, kind, Happening()) }

  /// A noun of an activity stands at a word: "a call", "notes".
  func activity(_ noun: Int, _ end: Int) throws -> Act? { try activity(noun, end, Happening()) }

  private func activity(_ noun: Int, _ end: Int, _ entry: Happening) throws -> Act? {
    let words = phrase.keys[noun..<end].joined(separator: " ")
    let singular = words.hasSuffix("s") ? String(words.dropLast()) : words
    guard let kind = Self.kinds[singular] else { return nil }
    return try happened(end, kind, entry)
  }

  /// What is said of something that took place.
  private struct Happening {
    var day: Day?
    var seconds: Int?
    var minutes: Int?
    var direction: String?
    var people: [Referent] = []
    var deal: Referent?
    var company: Referent?
    var body = ""

    var first: Referent? { people.first ?? deal ?? company }

    mutating func take(_ record: Referent) {
      switch record.type {
      case .contact: if !people.contains(record) { people.append(record) }
      case .deal: deal = record
      default: company = record
      }
    }
  }

  /// "30 minute", "incoming", "quick", "yesterday's": what stands before the noun.
  private func adjectives(_ start: Int, _ entry: inout Happening) throws -> Int {
    var place = start
    while place < phrase.count, Noun.find(phrase.keys[place...]) == nil {
      if let direction = ["incoming": "in", "inbound": "in", "outgoing": "out", "outbound": "out"][key(place)]
      {
        entry.direction = direction
        place += 1
      } else if let (count, end) = days.minutes(place) {
        entry.minutes = count
        place = end
      } else if let (day, end) = try days.day(place, hasBeen: true) {
        entry.day = day
        place = skip(["'s"], end)
      } else if phrase.isAny(place, ["quick", "short", "long", "brief", "phone", "sales", "followup"]) {
        place += 1
      } else {
        break
      }
    }
    return place
  }

  private func happened(_ start: Int, _ kind: String, _ given: Happening) throws -> Act? {
    var entry = given
    var place = start
    // What stands behind the colon was said, and names nobody.
    let records = phrase.colon < phrase.count ? upTo(phrase.colon).records : records
    let introductions: Set<String> = [
      "with", "to", "for", "on", "about", "from", "by", "of", "regarding", "re", "under", "against", "in",
    ]
    let ends: Set<String> = [
      "about", "saying", "that", "regarding", "re", "who", "she", "he", "they", "and", "today", "yesterday",
      "lasting", "where", "on", "discussing", "said", "says", "from", "at", "for",
    ]
    loop: while place < phrase.count, place != phrase.colon {
      if key(place) == "," || key(place) == "" {
        // Behind a comma or a dash what was said may begin.
        if key(place) == "", entry.first != nil { break }
        place += 1
      } else if let (count, end) = days.minutes(place) {
        entry.minutes = count
        place = skip(["call", "meeting", "long"], end)
      } else if let (seconds, end) = days.clockTime(place) {
        entry.seconds = seconds
        place = end
      } else if let (day, end) = try days.day(place, hasBeen: true), !isName(place) {
        entry.day = day
        place = end
      } else if phrase.isAny(place, ["saying", "that", "discussing", "where"])
        || entry.first != nil
          && phrase.isAny(place, ["about", "regarding", "re", "and", "she", "he", "they", "who"])
      {
        // "about Acme renewal" is the deal, "about pricing" what was spoken of.
        guard phrase.isAny(place, ["about", "regarding", "re", "and"]), place + 1 < phrase.count,
          let (record, end) = try? records.record(place + 1, [.deal, .company, .contact], before: ends),
          key(place) == "and" && record.type == .contact || key(place) != "and" && record.type != .contact
        else { break loop }
        if key(place) == "about" && entry.deal != nil { break loop }
        entry.take(record)
        place = end
      } else if introductions.contains(key(place)) || entry.first == nil {
        if key(place) == "from", kind != "note" { entry.direction = entry.direction ?? "in" }
        if key(place) == "to", kind == "email" || kind == "call" {
          entry.direction = entry.direction ?? "out"
        }
        let begin = skip(introductions, place)
        let (record, end) = try records.record(begin, [.contact, .deal, .company], before: ends)
        entry.take(record)
        place = end
      } else {
        break
      }
    }
    // "and add a note: …": to what was spoken of.
    if entry.first == nil, place == phrase.colon, let meant = memory.recent.last(where: { $0.type != .task })
    {
      entry.take(meant)
    }
    guard let first = entry.first else { throw Obstacle.refuse("it does not say with whom, or about what") }
    let separators: Set<String> = [
      "about", "saying", "that", "discussing", "", ",", "and", "where", "regarding",
    ]
    let said = place == phrase.colon || place >= phrase.count ? place : skip(separators, place)
    guard
      place == phrase.colon || place >= phrase.count || said > place
        || ["she", "he", "they", "who"].contains(key(place))
    else {
      throw Obstacle.refuse(
        "\"\(phrase.words(from: place))\" was not understood; what was said stands behind a colon")
    }
    entry.body = phrase.rest(from: said)
    if kind == "note", entry.body.isEmpty { throw Obstacle.clarify("What is to be noted?", words: "+:", []) }
    return logged(entry, kind, first)
  }

  /// Whether a record's name begins at a word that could be a day: a contact called May or April.
  private func isName(_ place: Int) -> Bool {
    guard phrase.tokens[place].text.first?.isUppercase == true else { return false }
    return ((try? records.exact(place, [.contact, .deal, .company])) ?? nil) != nil
  }

  private func logged(_ entry: Happening, _ kind: String, _ first: Referent) -> Act {
    var changes: JSONObject = ["kind": .string(kind)]
    if !entry.people.isEmpty { changes["contacts"] = .array(entry.people.map { ["id": $0.id] }) }
    if let deal = entry.deal { changes["deal_id"] = deal.id }
    if let company = entry.company { changes["company_id"] = company.id }
    if let user { changes["owner"] = .string(user) }
    if let direction = entry.direction { changes["direction"] = .string(direction) }
    if let minutes = entry.minutes { changes["duration_minutes"] = .number(JSONNumber(Int64(minutes))) }
    if entry.day != nil || entry.seconds != nil {
      // Of a day that has been, without a time, its middle is as good as any.
      let day = entry.day ?? days.today
      let isToday = day == days.today && entry.seconds == nil
      let moment = days.time.zone.instant(day, secondOfDay: entry.seconds ?? 12 * 3600)
      if !isToday { changes["occurred_at"] = .string(moment.description) }
    }
    if !entry.body.isEmpty { changes["body"] = .string(entry.body) }
    let title = kind == "other" ? "Activity" : kind.prefix(1).uppercased() + kind.dropFirst()
    let preposition = kind == "note" ? "on" : "with"
    let names = entry.people.isEmpty ? first.name : entry.people.map(\.name).joined(separator: ", ")
    changes["subject"] = .string("\(title) \(preposition) \(names)")
    return Act(
      steps: [Plan.Step(.create, .activity, changes: changes)],
      confirmation: "\(title) \(preposition) '\(names)' logged",
      subjects: [entry.company, entry.deal].compactMap(\.self) + entry.people)
  }
}
