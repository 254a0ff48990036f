internal import Bytes
internal import Models
internal import Store

/// Making records: what they are called, and what is said of them besides.
extension InstructionReader {
  /// "Create a contact named John Doe with email …", "add new lead Sarah Lind from TechCorp".
  func creation(_ start: Int, defaults: JSONObject = [:]) throws -> Act? {
    var changes = defaults
    var place = skip(["a", "an", "the", "new", "me", "another", "up", "us", "our", "in", "one"], start)
    // "a high priority task", "a $12k deal", "a qualified lead".
    while place < phrase.count, Noun.find(phrase.keys[place...]) == nil {
      if let (priority, end) = priority(place) {
        changes["priority"] = .string(priority)
        place = end
      } else if let amount = amount(place) {
        changes["value"] = .number(amount.value)
        if let currency = amount.currency { changes["currency"] = .string(currency) }
        place = amount.end
      } else if let (meanings, length) = try finder.values(phrase.tokens[place...]),
        let value = meanings.first(where: { ["status", "industry", "stage"].contains($0.field) }),
        place + length < phrase.count, Noun.find(phrase.keys[(place + length)...]) != nil
      {
        changes[value.field] = .string(value.value)
        place += length
      } else {
        return nil
      }
    }
    guard place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]),
      !phrase.isAny(place, ["everyone", "everybody", "staff", "pipeline"])
    else { return nil }
    var begin = place + length
    // "a follow-up task", "a sales opportunity".
    if begin < phrase.count, let (next, more) = Noun.find(phrase.keys[begin...]), next.type == noun.type,
      noun.type == .task
    {
      begin += more
    }
    if noun.type == .activity {
      // "add the e-mail ann@x.example to Ann Lee" is no message.
      if begin < phrase.count, Self.isAddress(phrase.tokens[begin].text) { return nil }
      return try activity(place, begin)
    }
    guard RecordFinder.nouned.contains(noun.type) else { return nil }
    if noun.type == .task {
      if key(place) == "tasks" {
        throw Obstacle.refuse("several tasks are made one by one: say each of them")
      }
      // "a follow-up for Ann Lee".
      let isFollowing = key(place) == "followup" && phrase.isAny(begin, ["for", "with"])
      return try task(isFollowing ? begin + 1 : begin, changes, isFollowing ? "Follow up with " : "")
    }
    if let kind = noun.leadKind, kind == "won", changes["status"] == nil {
      changes["status"] = try finder.statuses(ofKind: kind).first.map(JSON.string)
    }
    return try made(noun.type, begin, changes)
  }

  /// A contact, company or deal with its name from a word on.
  private func made(_ type: RecordType, _ start: Int, _ changes: JSONObject) throws -> Act {
    let details = DetailReader(self, type)
    let begin = skip(["called", "named", "titled", ":", "name", "is", "for", ","], start)
    // "a deal for Globex called …": the name comes later.
    let isNamed = type == .contact || start == begin || !phrase.keys[start..<begin].contains("for")
    var found = details.start(changes)
    var place = start
    if isNamed, begin < phrase.count, !details.isDetail(begin) || begin > start {
      (found.name, place) = try details.name(begin)
    }
    found = try details.read(place, found)
    guard let name = found.name else {
      throw Obstacle.clarify("What is the \(type.rawValue) to be called?", words: "+called", [])
    }
    try requireNew(type, name, found.changes["company"]?.string)
    var all: JSONObject = [:]
    if type == .contact {
      // "Jane Roe": the last word is the family name.
      let parts = name.split(separator: " ").map(String.init)
      all["first_name"] = .string(parts.dropLast(parts.count > 1 ? 1 : 0).joined(separator: " "))
      if parts.count > 1, let last = parts.last { all["last_name"] = .string(last) }
    } else {
      all[Catalog.of(type).title] = .string(name)
    }
    for (field, value) in found.changes { all[field] = value }
    let at = type == .company ? "" : found.changes["company"]?.string.map { " at \($0)" } ?? ""
    let title = type.rawValue.prefix(1).uppercased() + type.rawValue.dropFirst()
    return Act(steps: [Plan.Step(.create, type, changes: all)], confirmation: "\(title) '\(name)' added\(at)")
  }

  /// Fails where the same is there already: a company of the name, a deal or a person of the name at the company.
  private func requireNew(_ type: RecordType, _ name: String, _ company: String?) throws {
    for same in try store.records(type, named: name, limit: 11) {
      let other = try store.recordReader(type).read(same.id)?["company"]?.string
      guard type == .company || company != nil && other == company else { continue }
      let at = other.map { " at \($0)" } ?? ""
      throw Obstacle.refuse(
        "there is a \(type.rawValue) '\(same.name)'\(at) already: \(type.rawValue):\(same.id)")
    }
  }

  // MARK: Tasks

  /// "Remind me to call Sarah Okafor tomorrow", "remind bo about the offer on Friday".
  func reminder(_ start: Int) throws -> Act? {
    var changes: JSONObject = [:]
    var place = start
    if phrase.isAny(place, ["me", "us"]) {
      if key(place) == "me", let user { changes["owner"] = .string(user) }
      place += 1
    } else if let (owner, end) = try owner(place) {
      changes["owner"] = .string(owner)
      place = end
    }
    // "remind me tomorrow to call Ann".
    if !phrase.isAny(place, ["to", "about", "that"]), let (day, end) = try days.day(place), end < phrase.count
    {
      changes["due_date"] = .string(day.description)
      place = end
    }
    return try task(skip(["to", "that", "about", "of"], place), changes)
  }

  /// "Schedule a call with Ann Lee for Monday", "follow up with Ann Lee next week": something to do.
  func scheduling(_ start: Int, from verb: Int) throws -> Act? {
    let place = skip(["a", "an", "the", "new"], start)
    if place < phrase.count, let (noun, length) = Noun.find(phrase.keys[place...]) {
      if noun.type == .task { return try creation(start) }
      guard noun.type == .activity else { return nil }
      _ = length
      return try task(place, [:])
    }
    if phrase.isAny(verb, ["follow", "followup"]), start < phrase.count { return try task(verb, [:]) }
    // "a demo with Globex on Friday".
    guard place > start, start < phrase.count else { return nil }
    return try task(place, [:])
  }

  /// A task: what is to be done, by whom, for whom, until when.
  func task(_ start: Int, _ given: JSONObject, _ beginning: String = "") throws -> Act {
    var changes = given
    var begin = start
    var isBeginning = true
    // "for bo to call Ann", "for Friday: …", "due Friday to …", "called …".
    while isBeginning {
      isBeginning = false
      begin = skip([",", ""], begin)
      if phrase.isAny(begin, ["for"]), changes["owner"] == nil, let (owner, end) = try owner(begin + 1),
        phrase.isAny(end, ["to", ":", "called", "titled", "named"]) || end == phrase.colon
      {
        changes["owner"] = .string(owner)
        (begin, isBeginning) = (end, true)
      } else if phrase.isAny(begin, ["due", "for", "on", "by", "tomorrow", "today"]),
        changes["due_date"] == nil,
        let (day, end) = try days.day(begin), end < phrase.count
      {
        changes["due_date"] = .string(day.description)
        (begin, isBeginning) = (end, true)
      } else if phrase.isAny(begin, ["assigned"]), key(begin + 1) == "to",
        let (owner, end) = try owner(begin + 2)
      {
        changes["owner"] = .string(owner)
        (begin, isBeginning) = (end, true)
      } else if phrase.isAny(begin, ["with"]), let (priority, end) = priority(begin + 1), end > begin + 2 {
        changes["priority"] = .string(priority)
        (begin, isBeginning) = (end, true)
      } else if phrase.isAny(begin, ["for", "on", "about", "regarding"]), begin + 1 < phrase.count,
        let (record, end) = try? records.record(
          begin + 1, [.contact, .deal, .company], before: ["to", ":", "called"]),
        phrase.isAny(end, ["to", "called", "titled", "named", ":"]) || end == phrase.colon, end < phrase.count
      {
        relate(record, &changes)
        (begin, isBeginning) = (end, true)
      }
    }
    begin = skip(["to", "called", "named", "titled", ":", "that", "", "for", "of", "about"], begin)
    guard begin < phrase.count else { throw Obstacle.clarify("What is to be done?", words: "+to", []) }
    var hour = ""
    let end = try taskEnd(begin, &changes, &hour)
    guard end > begin else { throw Obstacle.refuse("it does not say what is to be done") }
    if beginning.isEmpty, !phrase.tokens[begin].isQuoted,
      let named = try upTo(end).records.exact(skip(["the"], begin), RecordFinder.nouned), named.end >= end
    {
      throw Obstacle.clarify("What is to be done?", words: "+to", [])
    }
    let title = beginning + phrase.words(begin..<end).trimmingEnd() + hour
    changes["title"] = .string(title.prefix(1).uppercased() + title.dropFirst())
    try relate(begin..<end, &changes)
    var told = "Task '\(changes["title"]?.string ?? title)' added"
    if let due = changes["due_date"]?.string { told += ", due \(due)" }
    if let owner = changes["owner"]?.string { told += ", for \(owner)" }
    return Act(steps: [Plan.Step(.create, .task, changes: changes)], confirmation: told)
  }

  /// Where the title of a task ends: the day, the priority, the owner and the record stand behind it, in any order.
  private func taskEnd(_ begin: Int, _ changes: inout JSONObject, _ hour: inout String) throws -> Int {
    if phrase.tokens[begin].isQuoted {
      let end = try taskDetails(begin + 1, phrase.count, &changes, &hour)
      guard end == begin + 1 else {
        throw Obstacle.refuse("\"\(phrase.words((begin + 1)..<end))\" was not understood")
      }
      return begin + 1
    }
    return try taskDetails(begin + 1, phrase.count, &changes, &hour)
  }

  private func taskDetails(_ first: Int, _ last: Int, _ changes: inout JSONObject, _ hour: inout String)
    throws
    -> Int
  {
    var end = last
    var isFound = true
    while isFound {
      isFound = false
      while end > first, phrase.isAny(end - 1, [",", "and", "", "with"]) { end -= 1 }
      for place in stride(from: first, to: end, by: 1) {
        let part = upTo(end)
        if changes["due_date"] == nil, let (day, stop) = try part.days.day(place),
          part.skip(["at", "the", "latest"], stop) >= end || part.days.clockTime(stop)?.end == end
        {
          changes["due_date"] = .string(day.description)
          // A task is due on a day; at which hour stays among its words.
          if part.days.clockTime(stop)?.end == end { hour = " " + phrase.words(stop..<end) }
        } else if changes["owner"] == nil, let (owner, stop) = try part.doer(place), stop >= end {
          changes["owner"] = .string(owner)
        } else if changes["priority"] == nil,
          let (priority, stop) = part.priority(skip(["with", "at", ","], place)), stop >= end,
          phrase.keys[place..<end].contains("priority") || key(place) == ","
        {
          changes["priority"] = .string(priority)
        } else if phrase.isAny(place, ["for", "about", "on", "linked", "related", "regarding"]),
          place + 1 < end,
          phrase.tokens[first - 1].isQuoted || phrase.isAny(place, ["linked", "related", "regarding"]),
          let (record, stop) = try? part.records.record(
            skip(["to", "with"], place + 1), [.deal, .company, .contact]), stop >= end
        {
          relate(record, &changes)
        } else {
          continue
        }
        end = place
        isFound = true
        break
      }
    }
    while end > first, phrase.isAny(end - 1, ["on", "by", "due", "until", ",", "and", "", "with", "before"]) {
      end -= 1
    }
    return end
  }

  /// Who is to do a task: "assigned to bo", "for bo", "owner bo".
  private func doer(_ place: Int) throws -> (String, Int)? {
    if key(place) == "for" { return try owner(place + 1) }
    guard phrase.isAny(place, ["assigned", "owned", "assign", "owner"]) else { return nil }
    let named = skip(["to", "by", "it", "is"], place + 1)
    guard named < phrase.count, named > place + 1 || key(place) == "owner" else { return nil }
    guard let found = try owner(named) else { throw try noOwner(phrase.words(from: named)) }
    return found
  }

  private func relate(_ record: Referent, _ changes: inout JSONObject) {
    let field = "\(record.type.rawValue)_id"
    if changes[field] == nil { changes[field] = record.id }
  }

  /// Relates a task to the records that its title names, one of a kind.
  private func relate(_ range: Range<Int>, _ changes: inout JSONObject) throws {
    let part = upTo(range.upperBound)
    var place = range.lowerBound
    while place < range.upperBound {
      if let found = try part.records.exact(place, [.contact, .deal, .company]),
        found.records.count == 1, found.end > place + 1 || found.records[0].type != .contact || !isWord(place)
      {
        relate(found.records[0], &changes)
        place = found.end
      } else if ["him", "her", "them"].contains(key(place)),
        let meant = memory.meaning(of: key(place), [.contact])
      {
        relate(meant, &changes)
        place += 1
      } else {
        place += 1
      }
    }
    guard changes["contact_id"] == nil, changes["deal_id"] == nil, changes["company_id"] == nil else {
      return
    }
    // "call Sarah": somebody who is not called so in full.
    for place in range where phrase.isAny(place, Self.callings) && place + 1 < range.upperBound {
      let next = skip(["to", "with", "the", "for"], place + 1)
      let capital = phrase.tokens[next..<max(next, range.upperBound)].prefix {
        $0.text.first?.isUppercase == true
      }
      guard !capital.isEmpty else { continue }
      let words = phrase.words(next..<(next + capital.count))
      if let chosen = memory.choices[words] { return relate(Referent(chosen), &changes) }
      let found = try records.matching(words, [.contact])
      if found.count > 1 {
        throw Obstacle.clarify(
          "Which one is meant by \"\(words)\"?", words: words, found.compactMap(\.stored))
      }
      let meant = found.first ?? (capital.count > 1 ? try? records.misspelt(words, [.contact]) : nil)
      if let meant { return relate(meant, &changes) }
    }
  }

  private static let callings: Set<String> = [
    "call", "email", "mail", "phone", "ring", "meet", "visit", "with", "contact", "ask", "to",
  ]

  private func isWord(_ place: Int) -> Bool { phrase.tokens[place].text.first?.isUppercase != true }
}
