internal import Models

/// How a mail is built: its head, what the writer says, the signature, and earlier messages below it.
struct MailReading {
  struct Person {
    var name: String
    var email: String?
    var phone: String?
    var company: String?
    var position: String?
    /// Where the conversation tells of the person; nil where only its envelope does.
    var turn: Int?
    var quote = ""
  }

  /// Who writes; nil when nothing tells.
  private(set) var sender: String?
  /// To whom it is written.
  private(set) var addressees: [String] = []
  private(set) var people: [Person] = []
  private var head: Set<Int> = []
  private var signatures: Set<Int> = []
  private var quoted: Set<Int> = []

  init(_ turns: [ReadTurn], participants: [Transcript.Participant] = []) {
    readEnvelope(turns, participants)
    readHead(turns)
    readHistory(turns)
    readSignatures(turns)
  }

  func isHead(_ turn: Int) -> Bool { head.contains(turn) }
  func isSignature(_ turn: Int) -> Bool { signatures.contains(turn) }
  func isQuoted(_ turn: Int) -> Bool { quoted.contains(turn) }

  /// Whether a line is no statement of the writer's.
  func isAside(_ turn: Int) -> Bool { isHead(turn) || isSignature(turn) || isQuoted(turn) }

  // MARK: The head

  /// Takes what a program has read of the head: who takes part, and which lines are the sender's own.
  private mutating func readEnvelope(_ turns: [ReadTurn], _ participants: [Transcript.Participant]) {
    sender = turns.lazy.compactMap(\.speaker).first
    for participant in participants {
      guard let name = participant.name ?? participant.email else { continue }
      people.append(Person(name: name, email: participant.email?.lowercased()))
      if name != sender { addressees.append(name) }
    }
    if sender != nil { quoted = Set(turns.lazy.filter { $0.speaker == nil }.map(\.index)) }
  }

  private mutating func readHead(_ turns: [ReadTurn]) {
    for turn in turns.prefix(12) {
      guard let (field, body) = MailFields.field(turn.text) else { break }
      head.insert(turn.index)
      guard MailFields.people.contains(field) else { continue }
      for part in body.split(separator: ",") {
        guard let (name, address) = Self.person(part) else { continue }
        people.append(
          Person(name: name, email: address, turn: turn.index, quote: String(part.drop { $0 == " " })))
        if field == "from" { sender = name } else if field == "to" { addressees.append(name) }
      }
    }
  }

  /// The person of "Ann Lee <ann@acme.example>".
  private static func person(_ text: Substring) -> (name: String, address: String)? {
    guard let at = text.firstIndex(of: "@") else { return nil }
    let start = text[..<at].lastIndex { "<( ".contains($0) }.map { text.index(after: $0) } ?? text.startIndex
    let address = text[start...]
    let email = address.prefix { !"> )".contains($0) }
    var name = text.prefix { $0 != "<" && $0 != "(" }.filter { $0 != "\"" }
    while name.last == " " { name.removeLast() }
    while name.first == " " { name.removeFirst() }
    if name.isEmpty || name.contains("@") {
      let local = email.prefix { $0 != "@" }
      guard local.contains(".") || NameWords.given.contains(local.lowercased()) else { return nil }
      name = String(local).replacing(".", with: " ")
    }
    return (capitalised(name), String(email).lowercased())
  }

  /// A name that was written without capitals, with them.
  static func capitalised(_ name: String) -> String {
    guard name == name.lowercased() else { return name }
    return name.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(
      separator: " ")
  }

  // MARK: Earlier messages

  private mutating func readHistory(_ turns: [ReadTurn]) {
    guard
      let start = turns.first(where: {
        !isHead($0.index) && ($0.text.hasPrefix(">") || Self.isAttribution($0))
      })
    else { return }
    for turn in turns[start.index...] {
      quoted.insert(turn.index)
      guard Self.isAttribution(turn) else { continue }
      // "On 19 June 2026 at 11:20, Ann Lee <ann@acme.example> wrote:"
      let spans = turn.nameSpans(lowerCase: [])
      guard let span = spans.last else { continue }
      let email = turn.tokens.first { $0.kind == .email }?.word
      addPerson(Person(name: span.name, email: email, turn: turn.index, quote: turn.text(span.range)))
      if addressees.isEmpty { addressees.append(span.name) }
    }
  }

  private static func isAttribution(_ turn: ReadTurn) -> Bool {
    guard turn.text.hasSuffix(":") || turn.text.hasSuffix(": ") else {
      return turn.text.contains("-----Original")
    }
    return ["wrote", "writes", "scritto", "schrieb", "écrit", "escribió", "escreveu", "skrev", "schreef"]
      .contains { verb in
        turn.tokens.suffix(4).contains { $0.word == verb }
      }
  }

  private mutating func addPerson(_ person: Person) {
    guard let known = people.firstIndex(where: { Self.same($0.name, person.name) }) else {
      people.append(person)
      return
    }
    people[known].email = people[known].email ?? person.email
    people[known].phone = people[known].phone ?? person.phone
    people[known].company = people[known].company ?? person.company
    people[known].position = people[known].position ?? person.position
    if people[known].turn == nil { (people[known].turn, people[known].quote) = (person.turn, person.quote) }
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    let (left, right) = (People.words(left), People.words(right))
    return left == right || left.count == 1 && right.contains(left[0])
      || right.count == 1 && left.contains(right[0])
  }

  // MARK: Signatures

  /// A line that is nothing but a known or likely name, with what follows about the person.
  private mutating func readSignatures(_ turns: [ReadTurn]) {
    for turn in turns where !isHead(turn.index) {
      guard let name = signer(turn, turns) else { continue }
      var person = Person(name: name, turn: turn.index, quote: turn.text)
      if !isQuoted(turn.index) { sender = sender ?? name }
      signatures.insert(turn.index)
      read(turn, into: &person, isFirst: true)
      for next in turns[(turn.index + 1)...].prefix(5) {
        guard !Self.isAttribution(next), next.tokens.count <= 16, !Self.isRule(next),
          next.tokens.last?.word != "?",
          isQuoted(next.index) == isQuoted(turn.index), !FunctionWords.pronouns.contains(next.word(0))
        else { break }
        signatures.insert(next.index)
        read(next, into: &person, isFirst: false)
      }
      addPerson(person)
    }
  }

  private static func isRule(_ turn: ReadTurn) -> Bool { turn.tokens.allSatisfy { $0.kind == .mark } }

  /// The name that a line begins with when it is the first of a signature.
  private func signer(_ turn: ReadTurn, _ turns: [ReadTurn]) -> String? {
    let tokens = turn.tokens.drop { $0.word == ">" || $0.word == "-" || $0.word == "–" || $0.word == "—" }
    let words = tokens.prefix { $0.kind == .word }
    guard 1...5 ~= words.count, tokens.count <= 16, let first = words.first, let last = words.last else {
      return nil
    }
    let name = String(decoding: turn.bytes[first.start..<last.end], as: UTF8.self)
    let rest = tokens.dropFirst(words.count)
    let isWhole = rest.isEmpty || [",", "|", "(", "·", "/"].contains(rest.first?.word ?? "")
    guard isWhole else { return nil }
    if let known = people.first(where: { People.words($0.name) == People.words(name) }) { return known.name }
    // Without a head: a capitalised name under a farewell.
    let before = turn.index > 0 ? turns[turn.index - 1] : nil
    let isUnderFarewell =
      before.map { $0.tokens.count <= 5 && $0.tokens.contains { Self.farewells.contains($0.word) } } ?? false
    guard words.count >= 2 || isUnderFarewell, isUnderFarewell, words.allSatisfy(\.isCapitalised) else {
      return nil
    }
    return name
  }

  private static let farewells: Set<String> = [
    "regards", "best", "sincerely", "cheers", "yours", "thanks", "saluti", "cordialement", "grüße",
    "greetings", "wishes",
  ]

  /// Takes position, company, number and address from a line of a signature.
  private func read(_ turn: ReadTurn, into person: inout Person, isFirst: Bool) {
    if let phone = ContactWays.phones(in: turn).last { person.phone = person.phone ?? phone.text }
    if let email = turn.tokens.first(where: { $0.kind == .email }) {
      person.email = person.email ?? email.word
    }
    for part in turn.text.split(whereSeparator: { ",|·;>".contains($0) }).map(Self.trimmed) {
      let words = part.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
      guard !words.isEmpty, !part.contains("@"), !part.contains(where: \.isNumber),
        !Self.same(part, person.name), words.count <= 7
      else { continue }
      if words.contains(where: NameWords.positions.contains), person.position == nil {
        person.position = part
      } else if person.company == nil,
        person.position != nil || words.contains(where: NameWords.companyEndings.contains) || !isFirst
      {
        if !Self.farewells.contains(words[0]), words != ["ms"], words != ["mr"], words != ["tel"],
          words != ["mobile"]
        {
          person.company = part
        }
      } else if person.position == nil, isFirst {
        person.position = part
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first == " " || first == "-" { text.removeFirst() }
    while let last = text.last, last == " " { text.removeLast() }
    return String(text)
  }
}
