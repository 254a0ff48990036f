internal import Bytes
internal import Models
internal import Store

/// The details that a record may have, each read from the words that say it.
extension DetailReader {
  /// Whether a comma, a dash or a bracket stands before a word.
  func isApart(_ at: Int, _ before: Int) -> Bool {
    phrase.isBracketed(at) || phrase.keys[before..<at].contains { $0 == "," || $0 == "" }
  }

  /// What tells by its form what it is: an address, a domain, a phone number, a name behind "called".
  func value(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    let token = phrase.tokens[at]
    if type == .contact, InstructionReader.isAddress(token.text) {
      found.changes["email"] = .string(token.text)
      return at + 1
    }
    if type == .contact || type == .company, token.text.hasPrefix("+") || token.text.hasPrefix("00") {
      let end = numberEnd(at)
      found.changes["phone"] = .string(try reader.number(at..<end))
      return end
    }
    if type == .company, let amount = reader.amount(at),
      phrase.isAny(amount.end - 1, ["employees", "people", "staff"])
    {
      found.changes["size"] = .number(amount.value)
      return amount.end
    }
    if type == .company, found.changes["domain"] == nil, token.text.contains("."), !token.text.contains(" "),
      token.number == nil, !phrase.isAny(at - 1, ["website", "site"])
    {
      found.changes["domain"] = .string(token.text)
      return at + 1
    }
    if ["called", "named", "titled"].contains(token.key), at + 1 < phrase.count, found.name == nil {
      let (name, end) = try name(at + 1)
      found.name = name
      return end
    }
    return nil
  }

  func numberEnd(_ start: Int) -> Int {
    var end = start
    while end < phrase.count, phrase.tokens[end].text.allSatisfy({ $0.isNumber || "+-/.".contains($0) }) {
      end += 1
    }
    return max(end, start + 1)
  }

  /// Who looks after it, what it is tagged, how it stands.
  func person(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    var place = at
    if phrase.isAny(at, ["owned", "assigned", "managed", "handled", "belonging"]),
      phrase.isAny(at + 1, ["by", "to"])
    {
      place = at + 2
    } else if phrase.isAny(at, ["owner", "assignee", "rep"]) {
      place = phrase.skip(["is", "="], at + 1)
    } else if phrase.key(at) == "for", let (owner, end) = try reader.owner(at + 1),
      type != .task,
      try reader.finder.name(phrase.tokens[(at + 1)...], [.company, .contact]) == nil
    {
      found.changes["owner"] = .string(owner)
      return end
    }
    if place > at {
      guard let (owner, end) = try reader.owner(place) else {
        throw try reader.noOwner(phrase.words(place..<valueEnd(place)))
      }
      found.changes["owner"] = .string(owner)
      return end
    }
    if type == .deal, phrase.isAny(at, ["contact"]), found.changes["contacts"] == nil, at + 1 < phrase.count {
      let (person, end) = try reader.upTo(valueEnd(at + 1)).records.record(at + 1, [.contact])
      found.changes["contacts"] = [["id": person.id]]
      return end
    }
    if phrase.isAny(at, ["tagged", "labelled", "tag", "tags", "label"]) {
      let begin = phrase.skip(["as", "with", "tag", ":", "is", "are"], at + 1)
      let end = tagsEnd(begin)
      let tags = try reader.upTo(end).tags(begin).map { try reader.store.value($0, of: "tags", type) ?? $0 }
      guard !tags.isEmpty, type != .task else { return nil }
      let more = found.changes["tags"]?.array ?? []
      found.changes["tags"] = .array(more + tags.map(JSON.string))
      return end
    }
    if phrase.isAny(at, ["source", "sourced", "via", "through"]) {
      let begin = phrase.skip(["is", "=", "from", "via", "by", "a", "an"], at + 1)
      guard begin < phrase.count else { return nil }
      let known = try reader.finder.values(phrase.tokens[begin...])
      if let source = known?.meanings.first(where: { $0.field == "source" })?.value,
        let length = known?.length
      {
        found.changes["source"] = .string(source)
        return begin + length
      }
      guard phrase.isAny(at, ["source", "sourced"]) else { return nil }
      let end = valueEnd(begin)
      found.changes["source"] = .string(phrase.words(begin..<end))
      return end
    }
    return nil
  }

  /// Tags go on over commas and "and" as long as nothing else begins.
  func tagsEnd(_ start: Int) -> Int {
    var end = valueEnd(start)
    while phrase.isAny(end, ["and", ","]) {
      let next = phrase.skip(["and", ","], end)
      guard next < phrase.count, !isDetail(next),
        next + 1 >= phrase.count || isDetail(next + 1) || phrase.key(next + 1) == "and"
      else { break }
      end = next + 1
    }
    return end
  }

  /// Where it is or belongs: a company, a person of a deal, a city, an industry, a stage.
  func place(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    let words: Set<String> = [
      "at", "from", "of", "for", "with", "in", "based", "located", "works", "working", "on", "to", "as",
      "under",
    ]
    // "with" and "of" are passed over like articles; the words that were decide.
    let start = phrase.isAny(at, words) ? at : before
    let said = Set(phrase.keys[start..<at] + [phrase.key(at)]).intersection(words)
    guard !said.isEmpty else { return try apart(at, before, &found) ?? positioned(at, before, &found) }
    let begin = phrase.skip(
      words.union(["the", "a", "an", "company", "new", "client", "customer", "account"]), at)
    guard begin < phrase.count, !phrase.isAny(begin, ["called", "named"]) else { return nil }
    if let (attribute, end) = try reader.attributes.attribute(begin, of: type), end < phrase.count,
      phrase.tokens[begin].text.first?.isUppercase != true
    {
      _ = attribute
      return nil
    }
    if let end = try known(begin, said, &found) { return end }
    if said.contains("as") {
      if let end = try standing(begin, &found) { return end }
      guard type == .contact else { return nil }
      let end = valueEnd(begin)
      found.changes["position"] = .string(phrase.words(begin..<end))
      return end
    }
    if type == .company {
      guard !said.isDisjoint(with: ["in", "from", "based", "located"]) else { return nil }
      let end = valueEnd(begin)
      let name = phrase.words(begin..<end)
      found.changes[Countries.isOne(name) ? "country" : "city"] = .string(name)
      return end
    }
    if type == .deal, !said.isDisjoint(with: ["with", "for"]),
      let person = try? reader.upTo(valueEnd(begin)).records.exact(begin, [.contact]),
      person.records.count == 1,
      try reader.store.records(.company, named: phrase.words(begin..<person.end), limit: 1).isEmpty
    {
      found.changes["contacts"] = [["id": person.records[0].id]]
      return person.end
    }
    guard found.changes["company"] == nil,
      said.isDisjoint(with: ["in", "on", "to", "under"]) || said.contains("works") || said.contains("at")
    else { return nil }
    var end = valueEnd(begin)
    // A name that is known may have such words in it.
    if let name = try reader.records.exact(begin, [.company]), name.records.count == 1 { end = name.end }
    let company = try reader.company(begin, end)
    // "with" something is a new company only where it is a name: "with Hooli", but not "with a hat".
    let first = phrase.tokens[begin]
    if company.isNew, said == ["with"],
      type == .contact || first.text.first?.isLowercase == true && !first.isQuoted
    {
      return nil
    }
    found.changes["company"] = .string(company.name)
    return end
  }

  /// ", Orchid Software": the company of a deal or a contact, between commas.
  func apart(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    guard isApart(at, before) else { return nil }
    if type == .deal || type == .company, let end = try known(at, ["in"], &found) { return end }
    guard type == .deal || type == .contact, found.changes["company"] == nil,
      let name = try reader.records.exact(at, [.company]), name.records.count == 1,
      name.end >= phrase.count || isDetail(name.end)
    else { return nil }
    found.changes["company"] = .string(name.records[0].name)
    return name.end
  }

  /// ", CTO at Globex": what somebody does there.
  func positioned(_ at: Int, _ before: Int, _ found: inout Details) -> Int? {
    guard type == .contact, found.changes["position"] == nil,
      isApart(at, before) || phrase.keys[before..<at].contains("is")
    else { return nil }
    let end = valueEnd(at)
    guard end > at, phrase.isAny(end, ["at", "of", "from", ",", "with"]) || end >= phrase.count,
      !isField(at)
    else { return nil }
    found.changes["position"] = .string(phrase.words(at..<end))
    return end
  }

  /// A value that is there already: a stage, an industry, a city, a country, a source.
  func known(_ begin: Int, _ said: Set<String>, _ found: inout Details) throws -> Int? {
    guard let (meanings, length) = try reader.finder.values(phrase.tokens[begin...]) else { return nil }
    let end = begin + length
    func take(_ field: String, _ types: [RecordType], after words: Set<String>, _ nouns: Set<String>) -> Int?
    {
      guard found.changes[field] == nil, !said.isDisjoint(with: words),
        let value = meanings.first(where: { $0.field == field && types.contains($0.type) })?.value
      else { return nil }
      found.changes[field] = .string(value)
      return phrase.skip(nouns, end)
    }
    switch type {
    case .deal:
      // "with" a company may be the name of a stage, hardly so "in negotiation".
      return take("stage", [.deal], after: ["in", "at", "on", "as", "to"], ["stage"])
        ?? (phrase.isAny(end, ["source"])
          ? take("source", [.deal, .contact], after: ["from"], ["source"]) : nil)
    case .company:
      return take(
        "industry", [.company], after: ["in", "from", "of"], ["industry", "sector", "business", "space"])
        ?? take("city", [.company, .contact], after: ["in", "from", "based", "located"], [])
        ?? take("country", [.company, .contact], after: ["in", "from", "based", "located"], [])
    case .contact:
      return take("status", [.contact], after: ["as", "in"], ["status", "lead", "contact"])
        ?? take("city", [.company, .contact], after: ["in", "based", "located"], [])
        ?? take("country", [.company, .contact], after: ["in", "based", "located"], [])
    default: return nil
    }
  }

  /// "as a new lead", "as a customer".
  func standing(_ begin: Int, _ found: inout Details) throws -> Int? {
    guard type == .contact, let (noun, length) = Noun.find(phrase.keys[begin...]), noun.type == .contact
    else { return nil }
    if noun.leadKind == "won" {
      found.changes["status"] = try reader.finder.statuses(ofKind: "won").first.map(JSON.string)
    }
    return begin + length
  }

  /// What a deal is worth and when it closes.
  func money(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    guard type == .deal else { return nil }
    let amountAt = phrase.skip(
      [
        "worth", "valued", "value", "amount", "at", "of", "for", "is", "=", "price", "size", "deal", "a",
        "to", "over",
      ], at)
    if let amount = reader.amount(amountAt),
      amountAt > at || amount.currency != nil || isApart(at, before)
    {
      found.changes["value"] = .number(amount.value)
      if let currency = amount.currency { found.changes["currency"] = .string(currency) }
      return phrase.skip(["deal", "value"], amount.end)
    }
    if phrase.isAny(at, ["worth", "valued", "value", "amount"]) {
      throw Obstacle.refuse(
        "value is a number of 0 or more, not \"\(phrase.words(amountAt..<valueEnd(amountAt)))\"")
    }
    let closing: Set<String> = [
      "closing", "expected", "to", "close", "date", "on", "due", "closes", "is", "by", "should", "be",
    ]
    guard closing.contains(phrase.key(at)) else { return nil }
    let day = phrase.skip(closing, at)
    guard let (found_, end) = try reader.days.day(day) ?? reader.days.day(max(at, day - 1)) else {
      if phrase.isAny(at, ["closing", "expected", "due"]) {
        throw Obstacle.refuse("\"\(phrase.words(day..<valueEnd(day)))\" names no day")
      }
      return nil
    }
    found.changes["expected_close"] = .string(found_.description)
    return end
  }

  /// A field by its name: "phone +49 …", "industry Retail", "status qualified".
  func field(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    let at = phrase.skip(["in", "on", "as", "at", "from"], at)
    guard let (attribute, stop) = try reader.attributes.attribute(at, of: type) else { return nil }
    let begin = phrase.skip(["is", "=", ":", "of", "as", "to", "at", ""], stop)
    guard begin < phrase.count else { return nil }
    var end = valueEnd(begin)
    if case .field(let field) = attribute {
      switch field.kind {
      case .phone: end = numberEnd(begin)
      case .day: end = try reader.days.day(begin)?.end ?? end
      case .email: end = begin + 1
      case .integer: end = reader.amount(begin)?.end ?? end
      default: break
      }
    }
    let changes = try reader.changes(attribute, of: Referent(new: type), begin..<end)
    for (name, value) in changes {
      if name == "fields", case .object(let more) = value, case .object(var fields)? = found.changes["fields"]
      {
        for (key, value) in more { fields[key] = value }
        found.changes["fields"] = .object(fields)
      } else {
        found.changes[name] = value
      }
    }
    return end
  }
}
