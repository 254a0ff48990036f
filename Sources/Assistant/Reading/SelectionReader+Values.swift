internal import Bytes
internal import Models
internal import Store

/// Values and related records behind a noun: "with status meeting booked", "at companies with an open deal".
extension SelectionReader {
  /// "with status meeting booked", "whose source is referral", "in the Retail industry", "not in Berlin".
  func attribute(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "with", "whose", "have", "has", "having", "where", "the", "a", "an", "in", "from", "at", "of", "are",
        "is",
        "under", "on", "their", "current",
      ], place)
    let isDenied = ["not", "except", "excluding", "outside", "besides"].contains(key(at))
    if isDenied { at = skip(["in", "from", "with", "for", "of", "the", "by", "at"], at + 1) }
    guard at < tokens.count else { return nil }
    if let (path, length) = finder.attribute(keys[at...], of: selection.type) {
      var behind = skip(["is", "=", "of", "are", "equals", "being", "was", "to", "set"], at + length)
      var isDenied = isDenied
      if key(behind) == "not" { (isDenied, behind) = (true, skip(["in", "from"], behind + 1)) }
      if path == Path(["company"]) {
        // "whose company is in Japan".
        let inside = skip(["in", "from", "at", "the", "based", "located"], behind)
        if inside > at + length, inside < tokens.count, let (meanings, size) = try values(at: inside),
          let condition = condition(meanings.filter { $0.type == .company }, for: selection.type)
        {
          guard isDenied else { return try alternatives(to: condition, inside + size, &selection) }
          selection.conditions.append(.not(condition))
          return inside + size
        }
      }
      if behind < tokens.count, let (meanings, size) = try values(at: behind),
        let last = path.names.last, let condition = condition(meanings, for: selection.type, in: [last])
      {
        note(last, &selection)
        if isDenied {
          selection.conditions.append(.not(condition))
          return behind + size
        }
        return try alternatives(to: condition, behind + size, &selection)
      }
    }
    if let end = address(at, isDenied: isDenied, &selection) { return end }
    if let end = try valueFirst(at, isDenied: isDenied, &selection) { return end }
    if isDenied, let (meanings, length) = try values(at: at),
      let condition = condition(meanings, for: selection.type)
    {
      selection.conditions.append(.not(condition))
      return at + length
    }
    return nil
  }

  /// "with domain globex.example", "with email ann@acme.example": what nobody else has is written as it is.
  private func address(_ at: Int, isDenied: Bool, _ selection: inout Selection) -> Int? {
    guard let (path, length) = finder.attribute(keys[at...], of: selection.type), let last = path.names.last,
      ["email", "domain", "website", "phone", "postcode", "address"].contains(last)
    else { return nil }
    let behind = skip(["is", "=", "of", "equals"], at + length)
    guard behind < tokens.count,
      tokens[behind].isQuoted || tokens[behind].text.contains(where: { $0 == "." || $0.isNumber })
    else { return nil }
    let condition = Condition.compare(path, .equal, .text(tokens[behind].text))
    selection.conditions.append(isDenied ? .not(condition) : condition)
    return behind + 1
  }

  /// "in the Retail industry", "with high or urgent priority": the value comes first.
  private func valueFirst(_ start: Int, isDenied: Bool, _ selection: inout Selection) throws -> Int? {
    guard let (first, length) = try values(at: start) else { return nil }
    var all = [first]
    var at = start + length
    while ["or", "and", ","].contains(key(at)) {
      let next = skip(["or", "and", ",", "the"], at)
      guard let (more, length) = try values(at: next) else { break }
      all.append(more)
      at = next + length
    }
    guard at < keys.count, let (path, size) = finder.attribute(keys[at...], of: selection.type),
      let last = path.names.last
    else { return nil }
    let conditions = all.compactMap { self.condition($0, for: selection.type, in: [last]) }
    guard conditions.count == all.count else { return nil }
    note(last, &selection)
    let condition = conditions.count == 1 ? conditions[0] : .any(conditions)
    if isDenied {
      selection.conditions.append(.not(condition))
      return at + size
    }
    if conditions.count > 1 {
      selection.conditions.append(condition)
      return at + size
    }
    return try alternatives(to: condition, at + size, &selection)
  }

  /// "named Maria", "with last name Garcia", "whose first name is Ann".
  func named(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard [.contact, .company, .deal].contains(selection.type) else { return nil }
    var at = skip(["with", "whose", "the", "that", "are", "is", "who", "a", "by", "of"], place)
    var field = Catalog.of(selection.type).title
    switch (key(at), key(at + 1)) {
    case ("named", _), ("called", _), ("titled", _): at += 1
    case ("first", "name"), ("given", "name"), ("last", "name"), ("family", "name"), ("surname", _):
      guard selection.type == .contact else { return nil }
      field = ["first", "given"].contains(key(at)) ? "first_name" : "last_name"
      at += key(at) == "surname" ? 1 : 2
    case ("name", _) where at > place: at += 1
    default: return nil
    }
    let isPart = field == Catalog.of(selection.type).title
    let start = skip(["is", "of", "contains", "containing", "=", "like"], at)
    guard start < tokens.count, tokens[start].isQuoted || tokens[start].text.first?.isUppercase == true else {
      return nil
    }
    let end =
      tokens[start].isQuoted
      ? start + 1 : tokens[start...].firstIndex { $0.text.first?.isUppercase != true } ?? tokens.count
    let text = tokens[start..<end].map(\.text).joined(separator: " ")
    selection.conditions.append(.compare(Path([field]), isPart ? .contains : .equal, .text(text)))
    return end
  }

  private func note(_ field: String, _ selection: inout Selection) {
    if field == "status" || field == "stage" { selection.saysStatus = true }
  }

  /// Behind a preposition: records by name, values, or records of another kind with clauses of their own.
  func related(_ start: Int, _ selection: inout Selection) throws -> Int? {
    let place = skip(["a", "an", "the", "any", "some", "at", "least", "one", "our", "by", "people"], start)
    guard place < tokens.count else { return nil }
    // "with an email": that there is one.
    let presence: (path: Path, end: Int)? =
      ["with", "having", "have", "has", "had", "got"].contains(key(start - 1))
      ? finder.attribute(keys[place...], of: selection.type).map { ($0.0, place + $0.1) } : nil
    // Of several ways to read the words, the one that takes most of them.
    var valued = selection
    let valueEnd = try value(at: place, &valued)
    let related = try self.selection(from: place, isInner: true)
    if let presence, presence.end >= max(valueEnd ?? 0, related?.1 ?? 0), presence.path != Path(["emails"]) {
      selection.conditions.append(.not(.isNull(presence.path)))
      return skip(["set", "known", "assigned", "defined", "noted", "on", "file"], presence.end)
    }
    if let (inner, end) = related, inner.type != selection.type, end > valueEnd ?? 0, inner.limit == nil,
      !inner.isMoney,
      let condition = (inner.condition ?? .all([])).related(from: selection.type, to: inner.type)
    {
      selection.conditions.append(condition)
      return end
    }
    if valueEnd != nil { selection = valued }
    return valueEnd
  }

  /// A name or a value that stands by itself.
  func value(at place: Int, _ selection: inout Selection) throws -> Int? {
    let prepositions: Set<String> = [
      "in", "at", "from", "with", "for", "of", "works", "working", "work", "employed", "based", "located",
      "living",
      "live", "lives", "resides", "headquartered", "sitting", "currently", "stuck", "about", "as", "involve",
      "involves", "include", "includes", "on", "to",
      "involving", "regarding", "concerning", "within", "into",
    ]
    let place = prepositions.contains(keys[place]) ? skip(prepositions.union(["the", "our"]), place) : place
    guard place < tokens.count else { return nil }
    let others = [RecordType.company, .contact, .deal].filter { $0 != selection.type }
    let named = try finder.name(tokens[place...], others)
    let valued = try values(at: place)
    if let valued, valued.length >= named?.length ?? 0,
      let condition = condition(valued.meanings, for: selection.type)
    {
      if valued.meanings.contains(where: { $0.field == "status" || $0.field == "stage" }) {
        selection.saysStatus = true
      }
      return try alternatives(to: condition, place + valued.length, &selection)
    }
    if let named, let condition = condition(named, for: selection.type), named.type != selection.type {
      guard named.records.count == 1 else { throw Ambiguity(candidates: named.records) }
      var all = [condition]
      var end = place + named.length
      // "TechCorp or Globex".
      while ["or", ",", "and", "versus"].contains(key(end)) {
        let next = skip(["or", "and", ",", "with", "at", "versus"], end)
        guard next < tokens.count, let other = try finder.name(tokens[next...], [named.type]),
          let condition = self.condition(other, for: selection.type)
        else { break }
        all.append(condition)
        end = next + other.length
      }
      selection.conditions.append(all.count == 1 ? condition : .any(all))
      return skip(["deal", "company", "contact", "account"], end, most: 1)
    }
    return nil
  }

  /// "in proposal or negotiation": values that stand for each other.
  func alternatives(to first: Condition, _ start: Int, _ selection: inout Selection) throws -> Int {
    let trailing: Set<String> = ["stage", "industry", "status", "source", "sector", "stages", "industries"]
    var place = skip(trailing, start)
    var all = [first]
    var joints: Set<String> = []
    while ["or", ",", "and", "versus"].contains(key(place)) {
      let next = skip(["or", "and", ",", "in", "from", "the", "to", "a", "of", "versus"], place)
      guard next < tokens.count, let (meanings, length) = try values(at: next),
        let condition = condition(
          meanings.filter { meaning in Self.fields(first).contains(meaning.field) }, for: selection.type),
        Self.isAlike(condition, first)
      else { break }
      joints.formUnion(keys[place..<next])
      all.append(condition)
      place = skip(trailing, next + length)
    }
    // A record can have both of two tags, and only one of two of everything else.
    if Self.fields(first) == ["tags"], joints.contains("and") {
      selection.conditions += all
    } else {
      selection.conditions.append(all.count == 1 ? first : .any(all))
    }
    return place
  }

  /// Whether two conditions compare the same field.
  static func isAlike(_ one: Condition, _ other: Condition) -> Bool { fields(one) == fields(other) }

  /// The fields that a condition on values compares.
  private static func fields(_ condition: Condition) -> Set<String> {
    switch condition {
    case .count(_, let inner?, _, _): fields(inner)
    case .any(let parts), .all(let parts): parts.reduce(into: []) { $0.formUnion(fields($1)) }
    default: Set(condition.paths.compactMap(\.names.last))
    }
  }
}

extension Condition {
  /// The same of related records, of which there has to be one; a relation to one record is there when it has an id.
  fileprivate func related(from type: RecordType, to target: RecordType) -> Condition? {
    if case .all(let parts) = self, parts.isEmpty {
      let relations = Catalog.of(type).relations.filter { $0.target == target }
      if let many = relations.first(where: \.many) { return .count(Path([many.name]), nil, .greater, 0) }
      return relations.first.map { .not(.isNull(Path([$0.name + "_id"]))) }
    }
    return seen(from: type, to: target)
  }
}
