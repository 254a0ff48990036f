internal import Models

/// Finds the people of whom a conversation tells an address, a number, a position or an employer.
struct ContactReader {
  struct Detail {
    var email: String?
    var phone: String?
    var company: String?
    var position: String?
    var turn: Int
    var quote: String
  }

  let turns: [ReadTurn]
  let spans: [[NameSpan]]
  let people: People
  let companies: Companies

  private(set) var details: [(name: String, detail: Detail)] = []

  init(_ turns: [ReadTurn], spans: [[NameSpan]], people: People, companies: Companies, mail: MailReading?) {
    self.turns = turns
    self.spans = spans
    self.people = people
    self.companies = companies
    for turn in turns {
      if turn.isPlanted { continue }
      if let mail, mail.isHead(turn.index) || mail.isSignature(turn.index) { continue }
      readPositions(turn)
      readEmployers(turn)
      readAddresses(turn)
    }
    for person in mail?.people ?? [] {
      guard let turn = person.turn else { continue }
      add(person.name, at: (turn, person.quote)) { detail in
        detail.email = person.email ?? detail.email
        detail.phone = person.phone ?? detail.phone
        detail.company = person.company ?? detail.company
        detail.position = person.position ?? detail.position
      }
    }
  }

  // MARK: Positions

  private mutating func readPositions(_ turn: ReadTurn) {
    var place = 0
    while place < turn.tokens.count {
      guard let range = position(in: turn, headAt: place) else {
        place += 1
        continue
      }
      place = range.upperBound
      guard let holder = holder(of: range, in: turn) else { continue }
      let company = employer(behind: range.upperBound, in: turn)
      let sentence = turn.sentence(at: range.lowerBound)
      add(holder, at: (turn.index, turn.text(sentence))) { detail in
        detail.position = detail.position ?? turn.text(range)
        detail.company = detail.company ?? company
      }
    }
  }

  /// The words of a position: its head with what stands before and behind it.
  private func position(in turn: ReadTurn, headAt place: Int) -> Range<Int>? {
    guard NameWords.positions.contains(turn.word(place)), turn.tokens[place].kind == .word else { return nil }
    // The last of several heads: "sales director".
    if NameWords.positions.contains(turn.word(place + 1)), turn.word(place) != "head" { return nil }
    var start = place
    while start > 0, place - start < 4 {
      let before = turn.tokens[start - 1]
      if before.word == "-", before.isGlued, start > 1 {
        start -= 2
        continue
      }
      guard before.kind == .word, !FunctionWords.all.contains(before.word),
        !before.word.utf8.contains(UInt8(ascii: "'")),
        !people.isKnown(before.word), !NameWords.titles.contains(before.word), before.word != "here",
        !Self.verbs.contains(before.word)
      else { break }
      start -= 1
    }
    var end = place + 1
    if turn.word(end) == "of" || turn.word(end) == "for" {
      if turn.word(end) == "of",
        let next = turn.tokens.indices.contains(end + 1) ? turn.tokens[end + 1] : nil,
        next.kind == .word, !FunctionWords.all.contains(next.word), companies.company(named: next.word) == nil
      {
        end += 2
        while end < turn.tokens.count, turn.tokens[end].isCapitalised, turn.tokens[end].kind == .word,
          !people.isKnown(turn.word(end)),
          companies.company(named: turn.word(end)) == nil, !turn.tokens[end - 1].word.isEmpty
        {
          end += 1
        }
      }
    } else {
      while end < turn.tokens.count, turn.tokens[end].isCapitalised, turn.tokens[end].kind == .word,
        !people.isKnown(turn.word(end)), !NameWords.given.contains(turn.word(end)),
        !NameWords.titles.contains(turn.word(end)),
        companies.company(named: turn.word(end)) == nil,
        turn.tokens[place].isCapitalised || turn.word(place) == "gm"
      {
        end += 1
      }
    }
    if start == place, end == place + 1, NameWords.vaguePositions.contains(turn.word(place)) { return nil }
    return start..<end
  }

  private static let verbs: Set<String> = [
    "ask", "tell", "call", "meet", "met", "need", "needs", "want", "said", "got", "see",
  ]

  /// Who has a position, by the words around it.
  private func holder(of range: Range<Int>, in turn: ReadTurn) -> String? {
    var before = range.lowerBound - 1
    var hasDeterminer = false
    while ["a", "an", "the", "our", "my", "their", "your", "as", "his", "her", "also", "now"].contains(
      turn.word(before))
    {
      hasDeterminer = true
      before -= 1
    }
    let word = turn.word(before)
    let said = turn.word(before - 1)
    let determiner = turn.word(before + 1)
    if ["i'm", "myself"].contains(word) || word == "am" && said == "i" { return turn.speaker ?? nil }
    if word == "are" && said == "you" || word == "you're" {
      return turns[..<turn.index].last { $0.speaker != nil && $0.speaker != turn.speaker }?.speaker
    }
    let own = spans[turn.index]
    // "our CFO, Leland Brandt", "dock master Mr Goh", "as managing partner, Sunita".
    func behind() -> String? {
      var after = range.upperBound
      while [",", "is", "mr", "mrs", "ms", "dr", ".", "-", "–", "—", "(", "here", "called", "named", "sir"]
        .contains(turn.word(after)), after - range.upperBound < 4
      { after += 1 }
      guard let span = own.first(where: { $0.range.lowerBound == after }), isPerson(span, turn) else {
        return nil
      }
      return name(of: span, turn)
    }
    // "Ann Lee, head of sales", "Ann here, head of sales", "Ann is our CFO", "Ann, he's our product specialist".
    func infront() -> String? {
      var place = before
      var steps = 0
      var isApposition = false
      while place >= 0, steps < 5,
        [
          ",", "is", "he's", "she's", "here", "who", "who's", "'s", "was", "he", "she", "sir", "madam", "-",
          "–", "—", "(", "and",
        ].contains(turn.word(place))
      {
        isApposition = true
        place -= 1
        steps += 1
      }
      guard isApposition || !hasDeterminer, let span = own.first(where: { $0.range.upperBound - 1 == place }),
        isPerson(span, turn)
      else {
        return nil
      }
      return name(of: span, turn)
    }
    if let name = infront() { return name }
    if determiner == "our" || determiner == "my" || determiner == "the" || determiner == "as"
      || determiner == "their" || !hasDeterminer
    {
      if let name = behind() { return name }
    }
    if ["he's", "she's", "is", "he", "she"].contains(word) || ["he's", "she's"].contains(said) {
      let sentence = turn.sentence(at: range.lowerBound)
      let name = own.last {
        sentence.contains($0.range.lowerBound) && $0.range.upperBound <= range.lowerBound
          && isPerson($0, turn)
      }
      return name.flatMap { self.name(of: $0, turn) }
    }
    return nil
  }

  private func isPerson(_ span: NameSpan, _ turn: ReadTurn) -> Bool {
    companies.company(named: span.name) == nil
  }

  private func name(of span: NameSpan, _ turn: ReadTurn) -> String? {
    if let known = people.named(span.name) { return known }
    return span.name
  }

  /// The company behind a position: "here at Acme", ", Acme", "of Acme".
  private func employer(behind place: Int, in turn: ReadTurn) -> String? {
    for after in place..<min(place + 5, turn.tokens.count) {
      if let mention = companies.mentions.first(where: {
        $0.turn == turn.index && $0.range.lowerBound == after
      }) {
        return mention.name
      }
    }
    return nil
  }

  // MARK: Employers, addresses and numbers

  /// "Darren from Hopyard Packaging".
  private mutating func readEmployers(_ turn: ReadTurn) {
    for mention in companies.mentions where mention.turn == turn.index {
      let before = mention.range.lowerBound - 1
      guard turn.word(before) == "from" || turn.word(before) == "at", before > 0,
        let span = spans[turn.index].first(where: { $0.range.upperBound == before }), isPerson(span, turn),
        let name = name(of: span, turn)
      else { continue }
      add(name, at: (turn.index, turn.text(turn.sentence(at: before)))) {
        $0.company = $0.company ?? mention.name
      }
    }
  }

  private mutating func readAddresses(_ turn: ReadTurn) {
    for address in ContactWays.emails(in: turn) {
      guard let owner = ownerOf(email: address.text, in: turn, at: address.range.lowerBound) else { continue }
      add(owner, at: (turn.index, turn.text(address.range))) { $0.email = $0.email ?? address.text }
    }
    for number in ContactWays.phones(in: turn) {
      guard let owner = ownerOf(numberAt: number.range.lowerBound, in: turn) else { continue }
      add(owner, at: (turn.index, turn.text(number.range))) { $0.phone = $0.phone ?? number.text }
    }
  }

  /// Whose an address is: of those who are named in it, else of whoever is spoken of.
  private func ownerOf(email: String, in turn: ReadTurn, at place: Int) -> String? {
    let local = People.words(
      String(email.prefix { $0 != "@" }).replacing(".", with: " ").replacing("_", with: " "))
    let candidates = people.names + details.map(\.name) + spans[turn.index].map(\.name)
    let byName = candidates.first { name in
      let words = People.words(name)
      guard let first = words.first, let last = words.last else { return false }
      return local.contains(last) && words.count > 1 || local.contains(first)
        || local == [first.prefix(1) + last]
        || local.joined() == first + last
    }
    if let byName { return people.named(byName) ?? byName }
    return ownerOf(numberAt: place, in: turn)
  }

  /// Whose a number is: the speaker's after "my", else of the person named last in the turn or the one before.
  private func ownerOf(numberAt place: Int, in turn: ReadTurn) -> String? {
    let words = (max(0, place - 8)..<place).map(turn.word)
    if words.contains("my") || words.contains("me") || words.contains("i") { return turn.speaker }
    for earlier in [turn.index, turn.index - 1] where turns.indices.contains(earlier) {
      let named = spans[earlier].last {
        (earlier < turn.index || $0.range.upperBound <= place) && isPerson($0, turns[earlier])
      }
      if let named, let name = name(of: named, turns[earlier]) { return name }
    }
    return turn.speaker
  }

  private mutating func add(
    _ name: String, at place: (turn: Int, quote: String), _ change: (inout Detail) -> Void
  ) {
    let name = people.named(name) ?? name
    if let known = details.firstIndex(where: { $0.name == name }) {
      change(&details[known].detail)
      return
    }
    var detail = Detail(turn: place.turn, quote: place.quote)
    change(&detail)
    details.append((name, detail))
  }
}
