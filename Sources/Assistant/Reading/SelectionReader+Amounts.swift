internal import Bytes
internal import Models
internal import Store

/// How much: "over 50k", "between 10k and 20k", "older than 90 days", "more than 3 contacts".
extension SelectionReader {
  static let comparisons: [([String], Comparison)] = [
    (["more", "than"], .greater), (["greater", "than"], .greater), (["bigger", "than"], .greater),
    (["larger", "than"], .greater), (["higher", "than"], .greater), (["at", "least"], .greaterOrEqual),
    (["not", "less", "than"], .greaterOrEqual), (["less", "than"], .less), (["smaller", "than"], .less),
    (["lower", "than"], .less), (["at", "most"], .lessOrEqual), (["no", "more", "than"], .lessOrEqual),
    (["up", "to"], .lessOrEqual), (["over"], .greater), (["above"], .greater), (["exceeding"], .greater),
    (["under"], .less), (["below"], .less), (["exactly"], .equal), ([">="], .greaterOrEqual),
    (["<="], .lessOrEqual),
    ([">"], .greater), (["<"], .less), (["="], .equal), (["minimum"], .greaterOrEqual),
    (["maximum"], .lessOrEqual),
  ]

  func amount(_ place: Int, _ selection: inout Selection) throws -> Int? {
    var at = skip(
      [
        "with", "that", "which", "are", "is", "worth", "valued", "at", "whose", "having", "a", "an", "have",
        "has",
      ], place)
    // "at least" begins with a word that may be passed over.
    while at > place, key(at - 1) == "at", ["least", "most"].contains(key(at)) { at -= 1 }
    var path: Path?
    if let (found, length) = Attributes.find(keys[min(at, keys.count)...], of: selection.type) {
      path = found
      at = skip(["is", "of", "are", "was", "being"], at + length)
    }
    if key(at) == "between", let low = number(at + 1), key(at + 2) == "and" || key(at + 2) == "to",
      let high = number(at + 3)
    {
      guard let path = path ?? usual(selection.type) else { return nil }
      selection.conditions.append(.compare(path, .greaterOrEqual, .number(low)))
      selection.conditions.append(.compare(path, .lessOrEqual, .number(high)))
      return afterUnit(at + 4)
    }
    if ["older", "newer", "younger"].contains(key(at)), key(at + 1) == "than", let number = number(at + 2),
      let unit = Self.unit(key(at + 3))
    {
      return age(at + 2, unit, number, key(at) == "older" ? .greater : .less, &selection)
    }
    for (words, comparison) in Self.comparisons
    where Array(keys[min(at, keys.count)...].prefix(words.count)) == words {
      let end = at + words.count
      guard let number = number(end) else { continue }
      if selection.type == .company, ["employees", "people", "staff", "heads"].contains(key(end + 1)) {
        selection.conditions.append(.compare(Path(["size"]), comparison, .number(number)))
        return end + 2
      }
      // "more than 3 contacts" counts them.
      if Self.unit(key(end + 1)) == nil, let (noun, length) = Noun.find(keys[min(end + 1, keys.count)...]),
        let relation = Catalog.of(selection.type).relations.first(where: { $0.target == noun.type && $0.many }
        ),
        let count = Int(number)
      {
        selection.conditions.append(.count(Path([relation.name]), noun.condition, comparison, count))
        return end + 1 + length
      }
      if let unit = Self.unit(key(end + 1)), ["old", "ago"].contains(key(end + 2)) || path == nil {
        return age(end, unit, number, comparison, &selection)
      }
      guard let path = path ?? usual(selection.type) else { return nil }
      selection.conditions.append(.compare(path, comparison, .number(number)))
      return afterUnit(end + 1)
    }
    if at > place, path == nil || path == Path(["value"]),
      key(place) == "worth" || key(at - 1) == "worth" || path != nil,
      let number = number(at), let path = path ?? usual(selection.type)
    {
      selection.conditions.append(.compare(path, .equal, .number(number)))
      return afterUnit(at + 1)
    }
    return nil
  }

  /// "older than 90 days", "more than 30 days old".
  func age(
    _ place: Int, _ unit: String, _ number: String, _ comparison: Comparison, _ selection: inout Selection
  ) -> Int? {
    let isOlder = comparison == .greater || comparison == .greaterOrEqual
    selection.conditions.append(
      .compare(Path(["created_at"]), isOlder ? .less : .greaterOrEqual, .word("-\(number)\(unit)")))
    return skip(["old", "ago"], place + 2)
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
