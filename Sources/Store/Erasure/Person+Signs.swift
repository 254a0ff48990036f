internal import Bytes

extension Person {
  /// What finds mentions of the person; names of `shared` count only in what is linked to the person.
  func redactor(sharing shared: Set<Name>) -> Redactor {
    var mentions: Set<Mention> = []
    func add(_ phrase: String, _ scope: Mention.Scope) {
      if let mention = Mention(phrase: phrase, scope) { mentions.insert(mention) }
    }
    for name in names {
      for (first, last) in Self.forms(name) {
        // One word is not enough to tell a name from any other word.
        let isWhole = TextPart.parts(of: "\(first) \(last)").count > 1
        let scope: Mention.Scope = isWhole && !shared.contains(name) ? .everywhere : .linked
        add("\(first) \(last)", scope)
        add("\(last) \(first)", scope)
      }
      add(name.first, .linked)
      add(name.last, .linked)
      for part in Self.words(name.first) + Self.words(name.last) { add(part, .linked) }
      if let initial = name.first.first, !name.last.isEmpty { add("\(initial) \(name.last)", .linked) }
    }
    for email in emails {
      if let mention = Mention(address: email, .everywhere) { mentions.insert(mention) }
    }
    // An id of a few digits would be any number.
    for detail in details where detail.utf8.count > 4 {
      if let mention = Mention(address: detail, .linked) { mentions.insert(mention) }
      for line in detail.split(whereSeparator: \.isNewline) where Self.isAddressLine(line) {
        add(String(line), .linked)
      }
    }
    for birthday in birthdays {
      for form in Self.notations(ofDay: birthday) { add(form, .linked) }
    }
    return Redactor(
      mentions: mentions,
      // With fewer digits it would be any number.
      phones: Set(phones.compactMap { PhoneDigits($0) }.filter { $0.digits.count >= 4 }))
  }

  /// The name as it stands, and with the first of several given or family names alone.
  private static func forms(_ name: Name) -> [(String, String)] {
    var forms = [(name.first, name.last)]
    guard !name.first.isEmpty, !name.last.isEmpty else { return forms }
    let (given, family) = (words(name.first), words(name.last))
    if let first = given.first { forms.append((first, name.last)) }
    if let last = family.first { forms.append((name.first, last)) }
    return forms
  }

  /// The words of a name of several that are long enough not to be "van", "de" or "bin".
  private static func words(_ name: String) -> [String] {
    let words = name.split { $0 == " " || $0 == "-" }.map(String.init)
    return words.count > 1 ? words.filter { $0.count > 3 } : []
  }

  /// Whether a line of an address says more than a word and a number do.
  private static func isAddressLine(_ line: Substring) -> Bool {
    let parts = TextPart.parts(of: String(line))
    return parts.count > 1 && parts.contains { $0.digits != nil } && parts.contains { $0.digits == nil }
  }

  /// A day as people write it in numbers.
  private static func notations(ofDay day: String) -> [String] {
    let parts = day.split(separator: "-").map(String.init)
    guard parts.count == 3 else { return [day] }
    let (year, month, date) = (parts[0], parts[1], parts[2])
    func short(_ number: String) -> String { String(number.drop { $0 == "0" }) }
    return [
      "\(year) \(month) \(date)", "\(date) \(month) \(year)", "\(month) \(date) \(year)",
      "\(short(date)) \(short(month)) \(year)", "\(short(month)) \(short(date)) \(year)",
    ]
  }

  /// What is looked for byte by byte: addresses, phone numbers and whole names.
  func patterns(sharing shared: Set<Name>) -> Set<BytePattern> {
    var texts = emails
    for phone in phones {
      guard let digits = PhoneDigits(phone)?.digits, digits.count >= 7 else { continue }
      texts.formUnion([phone, digits])
    }
    for name in names where !shared.contains(name) && TextPart.parts(of: name.full).count > 1 {
      texts.formUnion([name.full, name.reversed].flatMap { [$0, SearchKey.fold($0)] })
    }
    return Set(texts.map { BytePattern($0) })
  }
}
