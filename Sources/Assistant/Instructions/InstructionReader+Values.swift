internal import Bytes
internal import Models
internal import Store

/// What a field is to have, as it is said.
extension InstructionReader {
  private static let nothing: Set<String> = [
    "nothing", "none", "empty", "null", "blank", "nobody", "unknown",
  ]

  /// The changes that give a field what the words of a range say; fails where the field cannot have it.
  func changes(_ attribute: Attribute, of record: Referent, _ range: Range<Int>) throws -> JSONObject {
    guard !range.isEmpty else { throw Obstacle.refuse("it does not say what \(attribute.title) is to be") }
    if range.count == 1, Self.nothing.contains(key(range.lowerBound)) {
      return try cleared(attribute, of: record)
    }
    switch attribute {
    case .custom(let name, let isNumber): return ["fields": [name: try custom(name, isNumber, range)]]
    case .role: throw Obstacle.refuse("a role is one that somebody has in a deal")
    case .field(let field): return try changes(field, of: record, range)
    }
  }

  private func custom(_ name: String, _ isNumber: Bool, _ range: Range<Int>) throws -> JSON {
    let text = phrase.words(range)
    if range.count == 1, let number = phrase.tokens[range.lowerBound].number.flatMap(JSONNumber.init),
      !phrase.tokens[range.lowerBound].isQuoted
    {
      return .number(number)
    }
    guard !isNumber else { throw Obstacle.refuse("\(name) is a number, not \"\(text)\"") }
    if ["true", "yes"].contains(text.lowercased()) { return true }
    return ["false", "no"].contains(text.lowercased()) ? false : .string(text)
  }

  /// What a field has when it has nothing.
  func cleared(_ attribute: Attribute, of record: Referent) throws -> JSONObject {
    switch attribute {
    case .custom(let name, _): return ["fields": [name: .null]]
    case .role: return [:]
    case .field(let field):
      let kept: Set<String> = [
        "title", "name", "first_name", "stage", "status", "priority", "currency", "pipeline", "kind",
        "last_name",
      ]
      guard !kept.contains(field.name) else {
        throw Obstacle.refuse("\(attribute.title) of a \(record.type.rawValue) cannot be left out")
      }
      switch field.kind {
      case .tags, .list: return [field.name: []]
      case .flag: return [field.name: false]
      default: return [field.name: .null]
      }
    }
  }

  private func changes(_ field: Field, of record: Referent, _ range: Range<Int>) throws -> JSONObject {
    let text = phrase.words(range)
    func whole<Value>(_ found: (Value, Int)?, _ expected: String) throws -> Value {
      guard let (value, end) = found, skip(["stage", "status", "priority", "now"], end) >= range.upperBound
      else {
        throw Obstacle.refuse("\(field.name.replacing("_", with: " ")) is \(expected), not \"\(text)\"")
      }
      return value
    }
    let part = upTo(range.upperBound)
    let start = range.lowerBound
    switch (field.kind, field.name) {
    case (_, "stage"), (_, "status"):
      guard let (place, end) = try part.destination(record, start) else {
        throw try part.noDestination(record, start)
      }
      // A deal that is to be lost may say why behind it.
      let reason = record.type == .deal && place.kind == "lost" ? try part.reason(end) : nil
      if reason == nil { try part.finish(end) }
      return try changes(record, to: place, because: reason)
    case (_, "owner"):
      guard let (owner, end) = try part.owner(start) else { throw try noOwner(text) }
      try part.finish(end)
      return ["owner": .string(owner)]
    case (_, "priority"):
      return ["priority": .string(try whole(part.priority(start), "low, medium, high or urgent"))]
    case (.money, _):
      let amount = try whole(part.amount(start).map { ($0, $0.end) }, "a number of 0 or more")
      return try changes(of: record, to: amount, field.name)
    case (.integer, _):
      let amount = try whole(part.amount(start).map { ($0, $0.end) }, "a number of 0 or more")
      return [field.name: .number(amount.value)]
    case (.number, _):
      return [field.name: .number(try whole(part.amount(start).map { ($0.value, $0.end) }, "a number"))]
    case (.probability, _):
      let number = try whole(part.share(start), "a percentage from 0 to 100")
      return [field.name: .number(number)]
    case (.day, _), (.time, _):
      let day = try whole(part.days.day(start, hasBeen: field.name == "birthday"), "a day")
      return [field.name: .string(day.description)]
    case (.choice(let choices), _):
      let said = text.lowercased().replacing(" ", with: "_")
      guard choices.contains(said) else {
        throw Obstacle.refuse("\(field.name) is one of \(choices.joined(separator: ", "))")
      }
      return [field.name: .string(said)]
    case (.email, _):
      return [field.name: .string(try address(range))]
    case (.list(.email), _): return [field.name: [.string(try address(range))]]
    case (.phone, _): return [field.name: .string(try number(range))]
    case (.list(.phone), _): return [field.name: [.string(try number(range))]]
    case (.currency, _):
      guard let code = Money.currency(text) else { throw Obstacle.refuse("there is no currency \"\(text)\"") }
      return [field.name: .string(code)]
    case (.flag, _):
      let said = text.lowercased()
      guard ["yes", "true", "on", "no", "false", "off"].contains(said) else {
        throw Obstacle.refuse("\(field.name.replacing("_", with: " ")) is yes or no")
      }
      return [field.name: .bool(["yes", "true", "on"].contains(said))]
    case (.tags, _): return [field.name: .array(part.tags(start).sorted().map(JSON.string))]
    case (.reference(let type, let id), _):
      return try relation(field, type, id, range)
    case (_, "domain"), (_, "website"):
      guard range.count == 1 || text.contains("://"), text.contains("."), !text.contains(" ") else {
        throw Obstacle.refuse("\"\(text)\" is no \(field.name)")
      }
      return [field.name: .string(text)]
    default: return [field.name: .string(text)]
    }
  }

  /// A record that another refers to: a company by its name, which need not be there yet; others have to be.
  private func relation(_ field: Field, _ type: RecordType, _ id: String?, _ range: Range<Int>) throws
    -> JSONObject
  {
    let part = upTo(range.upperBound)
    if type == .company {
      return [field.name: .string(try part.company(range.lowerBound, range.upperBound).name)]
    }
    guard RecordFinder.nouned.contains(type), let id else {
      return [field.name: .string(phrase.words(range))]
    }
    let (record, end) = try part.records.record(range.lowerBound, [type])
    try part.finish(end)
    return [id: record.id]
  }

  /// The company that words mean: one that is there, by its name, the beginning of it or a misspelling, else a new one.
  func company(_ start: Int, _ end: Int) throws -> (name: String, isNew: Bool) {
    let begin = skip(["the", "company"], start)
    guard begin < end else { throw Obstacle.refuse("it does not say which company") }
    let words = phrase.words(begin..<end)
    let made = memory.recent.last { $0.stored == nil && $0.type == .company && $0.name == words }
    if let made { return (made.name, false) }
    let exact = try store.records(.company, named: words, limit: 11)
    if exact.count == 1 { return (exact[0].name, false) }
    let known = try exact.isEmpty ? records.matching(words, [.company]) : exact.map(Referent.init)
    if known.count == 1 { return (known[0].name, false) }
    if known.count > 1 {
      throw Obstacle.clarify("Which one is meant by \"\(words)\"?", words: words, known.compactMap(\.stored))
    }
    if words.contains("."), !words.contains(" "), let id = try? store.find(.company, words) {
      return (try store.recordReader(.company).read(id)?["name"]?.string ?? words, false)
    }
    if !phrase.tokens[begin].isQuoted, let record = try records.misspelt(words, [.company]) {
      return (record.name, false)
    }
    return (words, true)
  }

  // MARK: Addresses and numbers

  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }

  func address(_ range: Range<Int>) throws -> String {
    let text = phrase.words(range)
    guard Self.isAddress(text), !text.contains(" ") else {
      throw Obstacle.refuse("\"\(text)\" is no e-mail address (one @ with something on both sides)")
    }
    return text
  }

  func number(_ range: Range<Int>) throws -> String {
    let text = phrase.words(range)
    guard Self.isNumber(text) else { throw Obstacle.refuse("\"\(text)\" is no phone number") }
    return text
  }

  static func isNumber(_ text: String) -> Bool {
    text.count(where: \.isNumber) >= 3 && text.allSatisfy { $0.isNumber || " +-()/.x".contains($0) }
  }

  // MARK: Money

  struct Money {
    let value: JSONNumber
    let currency: String?
    let end: Int

    private static let words: [String: String] = [
      "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
      "yen": "JPY", "bucks": "USD", "francs": "CHF", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    ]

    static func currency(_ word: String) -> String? {
      words[word.lowercased()] ?? Currency(code: word)?.code
    }
  }

  /// "20k", "$20,000", "20 thousand euros", "EUR 5000".
  func amount(_ start: Int) -> Money? {
    var place = skip(["about", "around", "a", "total", "of", "only"], start)
    var currency: String?
    if place + 1 < phrase.count, phrase.tokens[place + 1].number != nil,
      let code = Money.currency(phrase.tokens[place].text)
    {
      (currency, place) = (code, place + 1)
    }
    guard place < phrase.count, !phrase.tokens[place].isQuoted, var value = phrase.tokens[place].number,
      value >= 0
    else { return nil }
    currency = phrase.tokens[place].currency ?? currency
    place += 1
    let scales = [
      "thousand": 1000.0, "k": 1000, "million": 1_000_000, "m": 1_000_000, "billion": 1_000_000_000,
    ]
    if let scale = scales[key(place)] { (value, place) = (value * scale, place + 1) }
    if place < phrase.count, let code = Money.currency(phrase.tokens[place].text),
      phrase.tokens[place].text.count > 3 || phrase.tokens[place].text == code || code == "USD"
        || code == "EUR" || code == "GBP"
    {
      (currency, place) = (code, place + 1)
    }
    place = skip(["employees", "people", "staff"], place)
    guard let number = JSONNumber(value) else { return nil }
    return Money(value: number, currency: currency, end: place)
  }

  /// An amount of a record, with the currency where it is said.
  func changes(of record: Referent, to amount: Money, _ field: String) throws -> JSONObject {
    var changes: JSONObject = [field: .number(amount.value)]
    if let currency = amount.currency, try read(record)["currency"]?.string != currency {
      changes["currency"] = .string(currency)
    }
    return changes
  }

  /// "70%", "70 percent", "0.7".
  private func share(_ start: Int) -> (JSONNumber, Int)? {
    guard start < phrase.count, let number = phrase.tokens[start].number, (0...100).contains(number) else {
      return nil
    }
    let end = skip(["percent", "%"], start + 1)
    let isPercent = end > start + 1 || phrase.tokens[start].text.hasSuffix("%") || number > 1
    return JSONNumber(isPercent ? number / 100 : number).map { ($0, end) }
  }

  // MARK: People and words

  /// Who looks after records, said from a word on; "me" is who speaks.
  func owner(_ start: Int) throws -> (String, Int)? {
    let place = skip(["to"], start)
    guard place < phrase.count else { return nil }
    if phrase.isAny(place, ["me", "myself"]) {
      guard let user else { throw Obstacle.refuse("it is not known who you are; set CRM_USER") }
      return (user, place + 1)
    }
    guard let (meanings, length) = try finder.values(phrase.tokens[place...]),
      let owner = meanings.first(where: { $0.field == "owner" })?.value
    else { return nil }
    return (owner, place + length)
  }

  /// Fails with those who look after records.
  func noOwner(_ said: String) throws -> Obstacle {
    let owners = try Set(
      RecordFinder.nouned.flatMap { try store.distinctValues(of: "owner", $0, limit: 50) }
    ).sorted()
    let known = owners.isEmpty || owners.count > 20 ? "" : "; \(owners.joined(separator: ", ")) do"
    return .refuse("nobody called \"\(said)\" looks after records here\(known)")
  }

  /// "vip, beta and gdpr": the tags from a word to the end.
  func tags(_ start: Int) -> [String] {
    var tags: [String] = []
    var begin = start
    for place in start...phrase.count
    where place == phrase.count || [",", "and", "&"].contains(key(place)) {
      let first = skip(["the", "tag", "tags"], begin)
      if first < place { tags.append(phrase.words(first..<place)) }
      begin = place + 1
    }
    return tags.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
  }
}
