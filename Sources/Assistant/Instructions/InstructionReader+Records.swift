internal import Bytes
internal import Models
internal import Store

/// Making, taking away, joining and logging records.
extension InstructionReader {
  // MARK: Creating

  private static let details: Set<String> = [
    "with", "at", "from", "for", "worth", "called", "named", "titled", "due", "by", "email", "phone", "owned",
    "assigned",
    "in", "on", "as", "tagged", "closing", "whose", "value", "valued", "works", "position", "and", ",",
    "priority", "of",
    "title", "amount", "stage", "status", "source", "tomorrow", "today", "next", "who", "domain", "industry",
  ]

  /// "Create a contact named John Doe with email …", "add new lead Sarah Lind from TechCorp".
  func creation(_ start: Int) throws -> Act? {
    var place = skip(["a", "an", "the", "new", "me", "another"], start)
    var priority: String?
    if ["urgent", "high", "low", "medium"].contains(key(place)) {
      priority = key(place)
      place = skip(["priority"], place + 1)
    }
    guard place < keys.count, let (noun, length) = Noun.find(keys[place...]) else { return nil }
    let begin = skip([":", "called", "named", "titled"], place + length)
    switch noun.type {
    case .contact: return try contact(begin)
    case .company: return try company(begin)
    case .deal: return try deal(begin)
    case .task: return try task(begin, priority: priority)
    case .activity: return try note(place + length, kind: keys[place])
    default: return nil
    }
  }

  /// The words of a name from a place up to the first detail.
  private func name(_ start: Int, _ stops: Set<String>) throws -> (String, Int) {
    guard start < tokens.count else { throw Obstacle.refuse("it does not say what it is called") }
    if tokens[start].isQuoted { return (tokens[start].text, start + 1) }
    let end = tokens[start...].firstIndex { stops.contains($0.key) } ?? tokens.count
    guard end > start else { throw Obstacle.refuse("it does not say what it is called") }
    return (words(start..<end), end)
  }

  private func contact(_ start: Int) throws -> Act {
    var (name, place) = try name(start, Self.details)
    name = name.split(separator: " ").map(String.init).joined(separator: " ")
    let parts = name.split(separator: " ")
    var changes: JSONObject = [
      "first_name": .string(parts.dropLast(parts.count > 1 ? 1 : 0).joined(separator: " "))
    ]
    if parts.count > 1, let last = parts.last { changes["last_name"] = .string(String(last)) }
    while place < tokens.count {
      let at = skip(["with", "and", ",", "the", "whose", "who", "has", "an", "a", "is"], place)
      guard at < tokens.count else { break }
      if InstructionReader.isAddress(tokens[at].text) {
        changes["email"] = .string(tokens[at].text)
        place = at + 1
      } else if key(at) == "email" || key(at) == "mail" || key(at) == "address" {
        let value = skip(["email", "address", "mail", "is", "of", ":"], at)
        guard value < tokens.count, InstructionReader.isAddress(tokens[value].text) else {
          throw Obstacle.refuse(
            "\"\(words(min(value, tokens.count)..<tokens.count))\" is no e-mail address (one @ with something on both sides)"
          )
        }
        changes["email"] = .string(tokens[value].text)
        place = value + 1
      } else if key(at) == "phone" || key(at) == "telephone" || key(at) == "number" {
        let value = skip(["phone", "telephone", "number", "is", ":"], at)
        let end =
          tokens[min(value, tokens.count)...].firstIndex {
            !$0.text.contains(where: \.isNumber) && $0.key != "+"
          } ?? tokens.count
        changes["phone"] = .string(words(value..<end))
        place = end
      } else if ["at", "from", "of", "for", "works"].contains(key(at)) {
        let (company, end) = try companyName(
          skip(["works", "at", "from", "of", "for", "the", "company"], at))
        changes["company"] = .string(company)
        place = end
      } else if key(at) == "as" || key(at) == "position" || key(at) == "title" {
        let (position, end) = try self.name(
          skip(["as", "a", "an", "the", "position", "title", "is"], at),
          Self.details.subtracting(["of", "and"]))
        changes["position"] = .string(position)
        place = end
      } else if key(at) == "tagged" {
        changes["tags"] = .array([.string(words((at + 1)..<tokens.count))])
        place = tokens.count
      } else if ["owned", "assigned"].contains(key(at)), at + 2 < tokens.count {
        changes["owner"] = .string(tokens[at + 2].text)
        place = at + 3
      } else if key(at) == "source" || key(at) == "status",
        let (meanings, length) = try finder.values(tokens[(at + 1)...]),
        let meaning = meanings.first(where: { $0.field == keys[at] })
      {
        changes[keys[at]] = .string(meaning.value)
        place = at + 1 + length
      } else {
        throw Obstacle.refuse("\"\(words(at..<tokens.count))\" was not understood")
      }
    }
    return Act(
      steps: [Plan.Step(.create, .contact, changes: changes)], confirmation: "Contact '\(name)' added",
      subject: nil)
  }

  /// A company as the database calls it, or the words of its name.
  private func companyName(_ start: Int) throws -> (String, Int) {
    guard start < tokens.count else { throw Obstacle.refuse("it does not say which company") }
    if let found = try finder.name(tokens[start...], [.company]), found.records.count == 1 {
      return (found.records[0].name, start + found.length)
    }
    return try name(start, Self.details.subtracting(["of", "and"]))
  }

  private func company(_ start: Int) throws -> Act {
    var (name, place) = try name(start, ["with", "in", "at", ",", "domain", "industry"])
    var changes: JSONObject = ["name": .string(name)]
    while place < tokens.count {
      let at = skip(["with", "and", ",", "the", "its"], place)
      guard at < tokens.count else { break }
      if key(at) == "domain" || key(at) == "website", at + 1 < tokens.count {
        changes["domain"] = .string(tokens[skip(["is"], at + 1)].text)
        place = skip(["is"], at + 1) + 1
      } else if key(at) == "industry" || key(at) == "city" || key(at) == "country" {
        changes[keys[at]] = .string(words(skip(["is"], at + 1)..<tokens.count))
        place = tokens.count
      } else if key(at) == "in" || key(at) == "at" {
        let value = words((at + 1)..<tokens.count)
        let field =
          try finder.values(tokens[(at + 1)...])?.meanings.first { $0.type == .company }?.field ?? "city"
        changes[field] = .string(value)
        place = tokens.count
      } else {
        throw Obstacle.refuse("\"\(words(at..<tokens.count))\" was not understood")
      }
    }
    return Act(
      steps: [Plan.Step(.create, .company, changes: changes)], confirmation: "Company '\(name)' added",
      subject: nil)
  }

  private func deal(_ start: Int) throws -> Act {
    var (name, place) = try name(
      start,
      [
        "worth", "with", "for", "at", "valued", "value", "closing", "in", "owned", ",", "amount", "assigned",
        "of",
      ])
    var changes: JSONObject = ["title": .string(name)]
    while place < tokens.count {
      let at = skip(["and", ",", "a", "an", "the"], place)
      guard at < tokens.count else { break }
      let next = skip(["value", "of", "at", "amount", "worth", "valued", "for", "with", "a"], at)
      if next < tokens.count, let number = tokens[next].number, next > at || tokens[next].currency != nil {
        guard number >= 0, let value = JSONNumber(number) else {
          throw Obstacle.refuse("a deal is worth 0 or more")
        }
        changes["value"] = .number(value)
        if let currency = tokens[next].currency { changes["currency"] = .string(currency) }
        place = next + 1
        if let code = Currency(code: tokens[min(place, tokens.count - 1)].text.uppercased()),
          place < tokens.count
        {
          changes["currency"] = .string(code.code)
          place += 1
        }
      } else if ["with", "for", "at"].contains(key(at)) {
        let (company, end) = try companyName(skip(["with", "for", "at", "company"], at))
        changes["company"] = .string(company)
        place = end
      } else if key(at) == "closing" || key(at) == "expected" || key(at) == "close" {
        guard let (day, end) = day(skip(["closing", "expected", "to", "close", "on"], at)) else {
          throw Obstacle.refuse("\"\(words(at..<tokens.count))\" names no day")
        }
        changes["expected_close"] = .string(day.description)
        place = end
      } else if key(at) == "in" || key(at) == "stage" {
        let stage = skip(["in", "stage", "the"], at)
        guard stage < tokens.count, let (meanings, length) = try finder.values(tokens[stage...]),
          let meaning = meanings.first(where: { $0.field == "stage" })
        else {
          throw Obstacle.refuse(
            "there is no stage \"\(words(stage..<tokens.count))\"; there are \(try store.listed(.stages).joined(separator: ", "))"
          )
        }
        changes["stage"] = .string(meaning.value)
        place = skip(["stage"], stage + length)
      } else if ["owned", "assigned"].contains(key(at)), at + 2 < tokens.count {
        changes["owner"] = .string(tokens[at + 2].text)
        place = at + 3
      } else {
        throw Obstacle.refuse("\"\(words(at..<tokens.count))\" was not understood")
      }
    }
    return Act(
      steps: [Plan.Step(.create, .deal, changes: changes)], confirmation: "Deal '\(name)' added", subject: nil
    )
  }

  /// "Remind me to call Sarah Okafor tomorrow".
  func reminder(_ start: Int) throws -> Act? {
    try task(skip(["me", "us", "to", "that"], start), priority: nil)
  }

  /// A task: what is to be done, for whom, until when.
  private func task(_ start: Int, priority: String?) throws -> Act {
    var changes: JSONObject = [:]
    if let priority { changes["priority"] = .string(priority) }
    let begin = skip(["to", "for", ":", "called", "named", "titled"], start)
    var end = tokens.count
    guard begin < end else { throw Obstacle.refuse("it does not say what is to be done") }
    // The day, the priority and the owner stand at the end, in any order.
    var isFound = true
    while isFound {
      isFound = false
      for place in (begin + 1)..<max(end, begin + 1) {
        let part = InstructionReader(cutting: self, end)
        if changes["due_date"] == nil, let (day, stop) = part.day(place), stop >= end {
          changes["due_date"] = .string(day.description)
          end = place
          isFound = true
        } else if changes["owner"] == nil, key(place) == "assigned" || key(place) == "owned", place + 3 == end
        {
          changes["owner"] = .string(tokens[place + 2].text)
          end = place
          isFound = true
        } else if changes["priority"] == nil, key(place) == "with", place + 3 == end,
          key(place + 2) == "priority",
          ["low", "medium", "high", "urgent"].contains(key(place + 1))
        {
          changes["priority"] = .string(key(place + 1))
          end = place
          isFound = true
        }
        if isFound { break }
      }
      while end > begin, ["on", "by", "due", "for", "until", ",", "and"].contains(key(end - 1)) { end -= 1 }
    }
    guard end > begin else { throw Obstacle.refuse("it does not say what is to be done") }
    let title = words(begin..<end)
    changes["title"] = .string(title.prefix(1).uppercased() + title.dropFirst())
    for place in begin..<end {
      guard let found = try finder.name(tokens[place..<end], [.contact, .deal, .company]),
        found.length > 1 || found.type != .contact
      else { continue }
      guard found.records.count == 1 else { continue }
      changes["\(found.type.rawValue)_id"] = .number(JSONNumber(found.records[0].id))
      break
    }
    let due = changes["due_date"]?.string.map { ", due \($0)" } ?? ""
    return Act(
      steps: [Plan.Step(.create, .task, changes: changes)],
      confirmation: "Task '\(changes["title"]?.string ?? title)' added\(due)",
      subject: nil)
  }

  // MARK: Logging

  /// "Log a call with Tomas Novak: discussed the new dates", "note for Acme renewal: they want two years".
  func log(_ start: Int, verb: String) throws -> Act? {
    let place = skip(["a", "an", "the"], start)
    guard verb != "note" else { return try note(place, kind: "note") }
    guard place < keys.count, let (noun, length) = Noun.find(keys[place...]), noun.type == .activity else {
      return nil
    }
    return try note(place + length, kind: keys[place])
  }

  private func note(_ start: Int, kind: String) throws -> Act {
    let kinds = ["call": "call", "email": "email", "mail": "email", "meeting": "meeting", "note": "note"]
    let kind = kinds[kind.hasSuffix("s") ? String(kind.dropLast()) : kind] ?? "note"
    let begin = skip(["with", "to", "for", "on", "about", "from", "by", "that"], start)
    let (record, end) = try records.record(
      begin, [.contact, .deal, .company], before: [":", "about", "saying", "that"])
    var changes: JSONObject = ["kind": .string(kind)]
    switch record.type {
    case .contact: changes["contacts"] = [["id": .number(JSONNumber(record.id))]]
    case .deal: changes["deal_id"] = .number(JSONNumber(record.id))
    default: changes["company_id"] = .number(JSONNumber(record.id))
    }
    if let user { changes["owner"] = .string(user) }
    // What is noted is kept letter by letter.
    let body: String
    if let colon = text.firstIndex(of: ":") {
      body = String(text[text.index(after: colon)...]).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
    } else {
      body = words(skip(["about", "saying", "that"], end)..<tokens.count)
    }
    if !body.isEmpty { changes["body"] = .string(body) }
    changes["subject"] = .string("\(kind.prefix(1).uppercased() + kind.dropFirst()) with \(record.name)")
    return Act(
      steps: [Plan.Step(.create, .activity, changes: changes)],
      confirmation: "\(kind.prefix(1).uppercased() + kind.dropFirst()) with \(record.name) logged",
      subject: record)
  }

  // MARK: Taking away

  /// "Delete the contact Priya Patel", "remove tag vip from Ann Lee".
  func removal(_ start: Int) throws -> Act? {
    let place = skip(["the", "a"], start)
    if key(place) == "tag" || key(place) == "label", let from = keys.lastIndex(of: "from"), from > place + 1 {
      let (record, end) = try records.record(from + 1, [.contact, .company, .deal], before: [])
      try finish(end)
      return try tag(record, words((place + 1)..<from), adding: false)
    }
    if ["everything", "everyone", "everybody"].contains(key(place))
      || key(start) == "all"
        && Noun.find(keys[min(start + 1, keys.count)...]).map({ start + 1 + $0.length >= keys.count }) == true
    {
      throw Obstacle.refuse("everything of a kind is never deleted by an instruction; name the records")
    }
    if let many = try several(start, tokens.count) {
      let rows = try store.rows(many.query)
      if rows.isEmpty { throw Obstacle.refuse("there are no such \(many.type.plural)") }
      guard try rows.count < store.count(Query(from: many.type)) else {
        throw Obstacle.refuse("everything of a kind is never deleted by an instruction; name the records")
      }
      let steps = rows.compactMap { $0["id"]?.int64.map { Plan.Step(.delete, many.type, id: $0) } }
      return Act(
        steps: steps,
        confirmation: "\(steps.count) \(steps.count == 1 ? many.type.rawValue : many.type.plural) deleted",
        subject: nil)
    }
    let (record, end) = try records.record(start, [.contact, .deal, .company, .task], before: ["from"])
    try finish(end)
    return Act(
      steps: [Plan.Step(.delete, record.type, id: record.id)], confirmation: "\(title(record)) deleted",
      subject: nil)
  }

  // MARK: Joining

  /// "Merge John Smith into Jon Smith".
  func merge(_ start: Int) throws -> Act? {
    let (other, end) = try records.record(
      start, [.contact, .company], before: ["into", "with", "and", "to"])
    guard ["into", "with", "and", "to"].contains(key(end)) else {
      throw Obstacle.refuse("it does not say what to merge it with")
    }
    let (kept, stop) = try records.record(end + 1, [other.type], before: [])
    try finish(stop)
    guard kept.id != other.id else { throw Obstacle.refuse("a record cannot be merged with itself") }
    // "A and B": the first one stays.
    let (stays, goes) = key(end) == "into" || key(end) == "to" ? (kept, other) : (other, kept)
    return Act(
      steps: [
        Plan.Step(.merge, stays.type, id: stays.id, changes: [Plan.Step.with: [.number(JSONNumber(goes.id))]])
      ], confirmation: "\(title(goes)) merged into '\(stays.name)'", subject: stays)
  }

  /// "Add Maria Garcia to Acme renewal as champion", "add tag vip to Ann Lee".
  func addition(_ start: Int) throws -> Act? {
    let place = skip(["the", "a"], start)
    if key(place) == "tag" || key(place) == "label", let to = keys.lastIndex(of: "to"), to > place + 1 {
      let (record, end) = try records.record(to + 1, [.contact, .company, .deal], before: [])
      try finish(end)
      return try tag(record, words((place + 1)..<to), adding: true)
    }
    return try link(start)
  }

  func link(_ start: Int, action: Plan.Action = .link) throws -> Act? {
    let (contact, end) = try records.record(start, [.contact], before: ["to", "with", "from"])
    guard ["to", "with", "from"].contains(key(end)) else { throw Obstacle.refuse("it does not say to what") }
    let (target, stop) = try records.record(end + 1, [.deal, .company], before: ["as"])
    var changes: JSONObject
    var place = stop
    switch target.type {
    case .deal:
      changes = ["contact_id": .number(JSONNumber(contact.id))]
      if key(place) == "as" {
        let role = skip(["as", "the", "a"], place)
        guard role < tokens.count else { throw Obstacle.refuse("it does not say as what") }
        changes["role"] = .string(words(role..<tokens.count))
        place = tokens.count
      }
    default: changes = ["company_id": .number(JSONNumber(target.id))]
    }
    try finish(place)
    let step =
      target.type == .deal
      ? Plan.Step(action, .deal, id: target.id, changes: changes)
      : Plan.Step(action, .contact, id: contact.id, changes: changes)
    return Act(
      steps: [step],
      confirmation: "\(title(contact)) \(action == .link ? "linked to" : "unlinked from") '\(target.name)'",
      subject: target)
  }
}
