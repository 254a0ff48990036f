internal import Models

/// Finds the companies that a conversation names.
struct Companies {
  struct Mention {
    let name: String
    let turn: Int
    let range: Range<Int>
  }

  /// The first mention of each, in their order.
  private(set) var found: [(mention: Mention, confidence: Double, domain: String?)] = []
  /// All mentions of what was found.
  private(set) var mentions: [Mention] = []
  /// The names by their keys, and by the first words of longer ones.
  private var names: [String: String] = [:]

  /// With so much evidence a name is a company's.
  private static let enough = 2.0

  init(_ turns: [ReadTurn], spans: [[NameSpan]], people: People, domains: [String]) {
    var evidence: [String: Double] = [:]
    var firsts: [String: NameSpan] = [:]
    var keys: [String] = []
    for turn in turns where !Self.isAddressed(turn) {
      for span in spans[turn.index] {
        let key = Self.key(span.name)
        let weight = Self.weight(span, turn, people)
        if firsts[key] == nil { keys.append(key) }
        firsts[key] = firsts[key] ?? span
        evidence[key, default: 0] += weight
      }
    }
    // A shorter form is the same company: "Harbourline" of Harbourline Ferries.
    let long = keys.filter { $0.utf8.contains(UInt8(ascii: " ")) }
    for key in keys {
      let front = key + " "
      guard let longer = long.first(where: { $0.utf8.starts(with: front.utf8) }) else { continue }
      evidence[longer, default: 0] += max(evidence[key] ?? 0, 0)
      evidence[key] = nil
    }
    for key in keys {
      guard var score = evidence[key], let span = firsts[key] else { continue }
      let squeezed = key.filter { $0.isLetter || $0.isNumber }
      let domain = domains.first { domain in
        let label = domain.split(separator: ".").dropLast().joined().filter { $0.isLetter || $0.isNumber }
        return label.count > 3
          && (squeezed.hasPrefix(label) || squeezed.contains(label)
            || label.hasPrefix(squeezed) && squeezed.count > 4)
      }
      if domain != nil { score += 3 }
      if People.words(key).allSatisfy(people.isKnown) { score -= 6 }
      if score < Self.enough { continue }
      found.append(
        (Mention(name: span.name, turn: span.turn, range: span.range), Self.confidence(score), domain))
    }
    found.sort {
      ($0.mention.turn, $0.mention.range.lowerBound) < ($1.mention.turn, $1.mention.range.lowerBound)
    }
    for company in found.reversed() {
      let words = Self.key(company.mention.name).split(separator: " ")
      for count in 1...max(1, words.count) {
        names[words.prefix(count).joined(separator: " ")] = company.mention.name
      }
    }
    for company in found { names[Self.key(company.mention.name)] = company.mention.name }
    for turn in turns {
      for span in spans[turn.index] {
        guard let company = company(named: span.name) else { continue }
        mentions.append(Mention(name: company, turn: turn.index, range: span.range))
      }
    }
  }

  /// The company that a name, or the first word of one, means.
  func company(named name: String) -> String? { names[Self.key(name)] }

  /// The company whose address a mail domain is.
  func company(at domain: String) -> String? { found.first { $0.domain == domain }?.mention.name }

  private static func confidence(_ score: Double) -> Double { min(0.95, 0.5 + 0.08 * score) }

  private static func key(_ name: String) -> String {
    let words = name.lowercased().split { $0 == " " || $0 == "." || $0 == "," }.map(String.init)
    return words.joined(separator: " ")
  }

  /// The lines of a mail's head name people.
  private static func isAddressed(_ turn: ReadTurn) -> Bool {
    MailFields.field(turn.text) != nil && turn.speaker == nil
  }

  /// What one mention says for (above 0) or against a company.
  private static func weight(_ span: NameSpan, _ turn: ReadTurn, _ people: People) -> Double {
    let words = People.words(span.name)
    let (first, last) = (words.first ?? "", words.last ?? "")
    let (before, after) = (turn.word(span.range.lowerBound - 1), turn.word(span.range.upperBound))
    var weight = 0.0
    if words.count > 1, NameWords.companyEndings.contains(last) { weight += 3 }
    if NameWords.beforeCompany.contains(before) { weight += 1.5 }
    if before == "at" || before == "from" || before == "with" { weight += 0.5 }
    if before == "here" || before == "," && NameWords.positions.contains(turn.word(span.range.lowerBound - 2))
    {
      weight += 1.5
    }
    if NameWords.afterCompany.contains(after) { weight += 1 }
    if span.hasGenitive, words.count == 1 { weight += 0.5 }
    if words.count > 2 { weight += 0.5 }
    if span.name.utf8.contains(UInt8(ascii: "&")) { weight += 1.5 }
    if before == ",", NameWords.companyNouns.contains(turn.word(span.range.lowerBound - 2)) { weight += 2 }
    if NameWords.owning.contains(before) { weight += 1 }
    // A capital inside a word is a maker's whim.
    if words.count == 1, span.name.dropFirst().contains(where: \.isUppercase),
      span.name.contains(where: \.isLowercase)
    {
      weight += 2
    }
    if span.isFirst { weight -= 0.5 }
    if NameWords.given.contains(first) { weight -= 3 }
    if people.isKnown(first) { weight -= 2 }
    if NameWords.titles.contains(before)
      || before == "." && NameWords.titles.contains(turn.word(span.range.lowerBound - 2))
    {
      weight -= 4
    }
    if NameWords.beforePerson.contains(before), before != "is" { weight -= 1 }
    if NameWords.afterPerson.contains(after), words.count == 1 { weight -= 0.5 }
    if before == "in" || before == "to" || before == "near" { weight -= 1.5 }
    if span.name.utf8.count <= 4, span.name == span.name.uppercased() { weight -= 3 }
    if before == "a" || before == "an" || before == "old" { weight -= 2 }
    if before == "the", words.count == 1 { weight -= 1 }
    // What follows an incumbent's or a rival's name.
    let around = (span.range.lowerBound - 6..<span.range.upperBound + 6).map(turn.word)
    if around.contains(where: Rivalry.cues.contains) { weight += 1.5 }
    return weight
  }
}

/// How a competitor is spoken of.
enum Rivalry {
  static let cues: Set<String> = NameWords.words(
    """
    quoted quote offer offers offered supplier competitor competitors rival rivals vendor incumbent bid tender cheaper
    demo switch switching switched instead versus vs alternative alternatives evaluating shortlist looked pitch pitched
    undercut proposal incumbent provider
    """)

  /// How much a sentence with a company says that it is a competitor of whoever sells.
  static func weight(_ turn: ReadTurn, _ sentence: Range<Int>) -> Double {
    let words = sentence.map(turn.word)
    var weight = Double(words.filter(cues.contains).count) * 2
    let text = " " + words.joined(separator: " ") + " "
    for phrase in phrases where text.holds(phrase) { weight += 2 }
    return weight
  }

  private static let phrases = [
    " came in ", " come in at ", " given us ", " gave us ", " talking to ", " talked to ", " went with ",
    " going with ",
    " told him we ", " told them we ", " keeps calling ", " in there with ", " also in ", " just did it ",
    " on his desk ",
    " my inbox ", " in the running ", " compared to ", " compared with ", " lower than you ",
    " better price ",
    " moving from ", " replacing ", " currently use ", " we use ", " we're on ", " we had ", " hosted by ",
    " used to use ",
    " made a big thing ", " for less ", " years ago ", " leave them ", " we are on ", " happy with ",
  ]
}
