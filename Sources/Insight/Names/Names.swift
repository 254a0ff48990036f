internal import Models

/// The people and companies of a whole conversation.
struct Names {
  let people: People
  let companies: Companies
  let contacts: ContactReader
  let spans: [[NameSpan]]
  let mail: MailReading?
  private let turns: [ReadTurn]
  private let listed: [Transcript.Participant]

  init(_ turns: [ReadTurn], kind: Extraction.Kind, participants: [Transcript.Participant] = []) {
    self.turns = turns
    listed = participants
    mail = kind == .email ? MailReading(turns, participants: participants) : nil
    var lowerCase: Set<String> = []
    for turn in turns {
      for token in turn.tokens where token.kind == .word && !token.isCapitalised {
        lowerCase.insert(token.word)
      }
    }
    spans = turns.map { $0.nameSpans(lowerCase: lowerCase) }
    var people = People()
    var speakers: Set<String> = []
    for turn in turns {
      if let speaker = turn.speaker, speakers.insert(speaker).inserted { people.add(speaker) }
    }
    for person in mail?.people ?? [] { people.add(person.name) }
    for name in participants.compactMap(\.name) { people.add(name) }
    for turn in turns {
      for span in spans[turn.index] where Self.isPerson(span, turn, people) { people.add(span.name) }
    }
    let domains = turns.flatMap { turn in
      ContactWays.emails(in: turn).compactMap { $0.text.split(separator: "@").last.map(String.init) }
    }
    companies = Companies(turns, spans: spans, people: people, domains: domains)
    contacts = ContactReader(turns, spans: spans, people: people, companies: companies, mail: mail)
    for (name, _) in contacts.details { people.add(name) }
    self.people = people
  }

  /// Whether a name is a person's by itself: a given name with another, or a title in front.
  private static func isPerson(_ span: NameSpan, _ turn: ReadTurn, _ people: People) -> Bool {
    let words = People.words(span.name)
    guard let first = words.first, let last = words.last, words.count <= 4 else { return false }
    if words.count > 1, NameWords.companyEndings.contains(last) { return false }
    let before = turn.word(span.range.lowerBound - 1)
    let isTitled =
      NameWords.titles.contains(before)
      || before == "." && NameWords.titles.contains(turn.word(span.range.lowerBound - 2))
    return isTitled || NameWords.given.contains(first)
  }

  // MARK: Findings

  func participants(speakers: [String]) -> [Participant] {
    let details = Dictionary(
      contacts.details.map { ($0.name, $0.detail) }, uniquingKeysWith: { first, _ in first })
    if let mail {
      return mail.people.map { person in
        let detail = details[people.named(person.name) ?? person.name]
        return Participant(
          name: person.name, email: person.email ?? detail?.email,
          company: person.company ?? company(of: person.name),
          role: person.position ?? detail?.position)
      }
    }
    let silent = listed.filter { person in !speakers.contains { $0 == person.name || $0 == person.email } }
    let names = speakers + silent.compactMap { $0.name ?? $0.email }
    return names.map { name in
      let detail = details[people.named(name) ?? name]
      let address = listed.first { $0.name == name }?.email ?? detail?.email
      return Participant(
        name: name, email: address, company: company(of: name), role: detail?.position,
        speaker: speakers.contains(name) ? name : nil)
    }
  }

  /// The company of a person, where it is said or the address tells.
  func company(of name: String) -> String? {
    guard let detail = contacts.details.first(where: { $0.name == name })?.detail else { return nil }
    if let company = detail.company { return company }
    let domain = detail.email?.split(separator: "@").last.map(String.init)
    return domain.flatMap(companies.company(at:))
  }

  func persons() -> [Person] {
    contacts.details.map { name, detail in
      let words = name.split(separator: " ").map(String.init)
      let known = [detail.email, detail.phone, detail.position, company(of: name)].count { $0 != nil }
      return Person(
        firstName: words.first ?? name,
        lastName: words.count > 1 ? words.dropFirst().joined(separator: " ") : nil,
        email: detail.email, phone: detail.phone, company: company(of: name), position: detail.position,
        quote: detail.quote, turn: detail.turn, confidence: min(0.95, 0.6 + 0.1 * Double(known)))
    }
  }

  func organisations() -> [Organisation] {
    companies.found.map { company in
      Organisation(
        name: company.mention.name, domain: company.domain,
        quote: turns[company.mention.turn].text(company.mention.range),
        turn: company.mention.turn, confidence: company.confidence)
    }
  }

  /// The companies that are spoken of as rivals, each once, where it is first said.
  func competitors() -> [Finding] {
    var weights: [String: Double] = [:]
    var places: [String: Companies.Mention] = [:]
    var order: [String] = []
    let own = Set(contacts.details.compactMap { company(of: $0.name) })
    for mention in companies.mentions where !own.contains(mention.name) {
      let turn = turns[mention.turn]
      var weight = Rivalry.weight(turn, turn.sentence(at: mention.range.lowerBound))
      if let next = turn.sentences.first(where: {
        $0.lowerBound == turn.sentence(at: mention.range.lowerBound).upperBound
      }) {
        weight += Rivalry.weight(turn, next) / 2
      }
      if places[mention.name] == nil { order.append(mention.name) }
      places[mention.name] = places[mention.name] ?? mention
      weights[mention.name, default: 0] += weight
    }
    return order.compactMap { name in
      guard let weight = weights[name], weight >= 2, let place = places[name] else { return nil }
      return turns[place.turn].finding(place.range, text: name, confidence: min(0.9, 0.4 + 0.1 * weight))
    }
  }
}
