internal import Bytes
internal import Models
internal import Store

/// How much: "over 50k", "between 10k and 20k", "20k or more", "more than 3 contacts".
extension SelectionReader {
  private static let comparisons: [([String], Comparison)] = {
    var all: [([String], Comparison)] = [
      (["at", "least"], .greaterOrEqual), (["at", "most"], .lessOrEqual), (["up", "to"], .lessOrEqual),
      (["over"], .greater), (["above"], .greater), (["exceeding"], .greater), (["exceeds"], .greater),
      (["exceed"], .greater), (["under"], .less), (["below"], .less), (["exactly"], .equal),
      ([">="], .greaterOrEqual),
      (["<="], .lessOrEqual), ([">"], .greater), (["<"], .less), (["="], .equal),
      (["minimum"], .greaterOrEqual),
      (["maximum"], .lessOrEqual), (["equal", "to"], .equal), (["min"], .greaterOrEqual),
      (["max"], .lessOrEqual),
      (["beyond"], .greater), (["upwards", "of"], .greaterOrEqual),
      (["a", "minimum", "of"], .greaterOrEqual),
      (["north", "of"], .greater), (["in", "excess", "of"], .greater),
    ]
    for word in ["more", "greater", "bigger", "larger", "higher", "longer"] {
      all += [
        ([word, "than"], .greater), (["not", word, "than"], .lessOrEqual),
        (["no", word, "than"], .lessOrEqual),
      ]
    }
    for word in ["less", "smaller", "lower", "fewer", "shorter", "cheaper"] {
      all += [
        ([word, "than"], .less), (["not", word, "than"], .greaterOrEqual),
        (["no", word, "than"], .greaterOrEqual),
      ]
    }
    return all
  }()

  /// A comparison in words, and the first word behind it.
  func comparison(_ place: Int) -> (Comparison, Int)? {
    for (words, comparison) in Self.comparisons
    where keys[min(place, keys.count)...].starts(with: words) {
      return (comparison, place + words.count)
    }
    return nil
  }

  /// "or more", "or less", "plus", behind a number.
  private func openEnd(_ place: Int) -> (Comparison, Int)? {
    switch (key(place), key(place + 1)) {
    case ("or", "more"), ("or", "above"), ("or", "over"), ("or", "higher"), ("or", "larger"),
      ("and", "above"),
      ("and", "more"), ("or", "longer"), ("or", "bigger"), ("and", "over"), ("and", "up"):
      (.greaterOrEqual, place + 2)
    case ("or", "less"), ("or", "below"), ("or", "under"), ("or", "fewer"), ("or", "lower"), ("and", "below"),
      ("or", "smaller"), ("or", "shorter"):
      (.lessOrEqual, place + 2)
    case ("plus", _): (.greaterOrEqual, place + 1)
    default: nil
    }
  }

  /// A bound with its number: "over 50k", "50k or more", "50k+".
  private func bounded(_ place: Int) -> (comparison: Comparison, number: String, end: Int)? {
    if let (comparison, end) = comparison(place), let number = number(end) {
      return (comparison, number, end + 1)
    }
    guard let number = number(place) else { return nil }
    if tokens[place].text.hasSuffix("+") { return (.greaterOrEqual, number, place + 1) }
    let unit = afterUnit(place + 1)
    if let (comparison, end) = openEnd(place + 1) ?? openEnd(unit) { return (comparison, number, end) }
    return nil
  }

  func amount(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "with", "that", "which", "are", "is", "worth", "valued", "at", "whose", "having", "a", "an", "have",
        "has",
        "of", "who", "had", "cost", "costing", "lasting", "lasted", "took", "taking", "were", "was", "for",
        "the",
        "in", "priced", "last",
      ], place)
    // "at least" and "in excess of" begin with a word that may be passed over.
    while at > place, comparison(at - 1) != nil, comparison(at) == nil || ["least", "most"].contains(key(at))
    {
      at -= 1
    }
    var path: Path?
    if number(at) == nil,
      let (found, length) = finder.attribute(keys[min(at, keys.count)...], of: selection.type),
      isNumber(found, selection.type)
    {
      path = found
      at = skip(["is", "of", "are", "was", "being", "that", "which", "at"], at + length)
      while comparison(at) == nil, comparison(at - 1) != nil, key(at - 1) == "at" { at -= 1 }
    }
    if let end = between(at, path, &selection) { return end }
    if let end = try counted(at, &selection) { return end }
    if let (comparison, number, end) = bounded(at) {
      // Days belong to `lasting`.
      if path == nil, Self.unit(key(end)) != nil { return nil }
      return add(path, comparison, number, at: at, end, &selection)
    }
    guard at > place, let number = number(at) else { return nil }
    let isSaid =
      path != nil
      || keys[place..<at].contains { ["worth", "valued", "costing", "cost", "priced"].contains($0) }
    let isSize = selection.type == .company && Self.heads.contains(key(at + 1))
    let isLong = selection.type == .activity && Self.minutes[key(at + 1)] != nil
    guard isSaid || isSize || isLong || tokens[at].currency != nil && selection.type == .deal else {
      return nil
    }
    return add(path, .equal, number, at: at, at + 1, &selection)
  }

  private static let heads: Set<String> = ["employees", "people", "staff", "heads", "employee"]
  private static let minutes: [String: Double] = [
    "minutes": 1, "minute": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60,
  ]

  private func isNumber(_ path: Path, _ type: RecordType) -> Bool {
    if path.names.first == "fields" { return true }
    guard let last = path.names.last else { return false }
    let owner = path.names.count > 1 ? Catalog.of(type).relation(path.names[0])?.target ?? type : type
    switch Catalog.of(owner).field(last)?.kind {
    case .money, .integer, .number, .probability: return true
    default: return false
    }
  }

  private func between(_ at: Int, _ path: Path?, _ selection: inout Selection) -> Int? {
    let start = key(at) == "between" || key(at) == "from" ? at + 1 : at
    guard let low = number(start),
      ["and", "to", "-", "through"].contains(key(start + 1)) || key(afterUnit(start + 1)) == "and",
      start > at || key(start + 1) == "to"
    else { return nil }
    let joint = ["and", "to", "-", "through"].contains(key(start + 1)) ? start + 1 : afterUnit(start + 1)
    guard let high = number(joint + 1), let path = path ?? usual(selection.type) else { return nil }
    // "between 10 and 20k" means ten thousand.
    var bottom = low
    if let first = tokens[start].number, let last = tokens[joint + 1].number, first < 1000, last >= 1000,
      tokens[joint + 1].text.lowercased().hasSuffix("k"), let scaled = JSONNumber(first * 1000)
    {
      bottom = scaled.text
    }
    selection.conditions.append(.compare(path, .greaterOrEqual, .number(bottom)))
    selection.conditions.append(.compare(path, .lessOrEqual, .number(high)))
    return afterUnit(joint + 2)
  }

  /// "more than 3 contacts", "at least 2 open deals", "with exactly one contact": counts them.
  private func counted(_ at: Int, _ selection: inout Selection) throws -> Int? {
    var end = at
    var comparison = Comparison.greaterOrEqual
    var number: Int?
    if let (found, next) = self.comparison(at) {
      (comparison, end) = (found, next)
      number = whole(end)
      end += 1
    } else if let count = whole(at), at > 0, ["with", "has", "have", "having", "had"].contains(key(at - 1)) {
      (number, comparison, end) = (count, .equal, at + 1)
      if let (open, next) = openEnd(end) { (comparison, end) = (open, next) }
    } else if ["several", "multiple"].contains(key(at)) {
      (number, comparison, end) = (1, .greater, at + 1)
    }
    if selection.type == .company, Self.heads.contains(key(end)) { return nil }
    guard let number, end < keys.count, Self.unit(key(end)) == nil, Self.minutes[key(end)] == nil,
      let (inner, stop) = try self.selection(from: end, isInner: true), inner.type != selection.type,
      !inner.isMoney,
      let relation = Catalog.of(selection.type).relations.first(where: { $0.target == inner.type && $0.many })
    else { return nil }
    selection.conditions.append(.count(Path([relation.name]), inner.condition, comparison, number))
    return stop
  }

  private func whole(_ place: Int) -> Int? {
    guard place < tokens.count, tokens[place].currency == nil else { return nil }
    return tokens[place].number.flatMap { Int(exactly: $0) } ?? TimeReader.count(keys[place])
  }

  private func add(
    _ path: Path?, _ comparison: Comparison, _ number: String, at: Int, _ end: Int,
    _ selection: inout Selection
  ) -> Int? {
    var path = path
    var number = number
    if selection.type == .company, Self.heads.contains(key(end)) { path = Path(["size"]) }
    if path == nil, selection.type == .contact { return nil }
    guard let path = path ?? usual(selection.type) else { return nil }
    if let scale = Self.minutes[key(end)], selection.type == .activity, let value = Double(number),
      let scaled = JSONNumber(value * scale)
    {
      number = scaled.text
    }
    // A probability is a share of one, and said in percent.
    if path.names.last == "probability", let value = Double(number), value > 1,
      let share = JSONNumber(value / 100)
    {
      number = share.text
    }
    selection.conditions.append(.compare(path, comparison, .number(number)))
    return afterUnit(end)
  }

  func number(_ place: Int) -> String? {
    guard place < tokens.count, let number = tokens[place].number else { return nil }
    return JSONNumber(number).map(\.text)
  }

  func afterUnit(_ place: Int) -> Int {
    skip(
      [
        "usd", "eur", "gbp", "dollars", "dollar", "euros", "euro", "pounds", "employees", "people", "percent",
        "minutes",
        "minute", "hours", "hour", "staff", "mins", "bucks", "heads",
      ], place)
  }

  /// The number that is meant when nobody says which.
  func usual(_ type: RecordType) -> Path? {
    switch type {
    case .deal: Path(["value"])
    case .company: Path(["size"])
    case .activity: Path(["duration_minutes"])
    default: nil
    }
  }
}
