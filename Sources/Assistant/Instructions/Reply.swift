package import Store
internal import Bytes
internal import Models

/// What somebody says to a question about an instruction.
package enum Reply: Sendable {
  /// This record was meant.
  case chosen(StoreError.Candidate)
  /// What was missing in the instruction.
  case words(String)
  /// Nothing is to be done.
  case declined
  /// Something else, which may be an instruction of its own.
  case other
}

extension Instructor {
  /// Understands the answer to a question: `words` are those that mean one of the candidates, or behind a plus what has to
  /// stand before the answer in the instruction.
  package func reply(_ text: String, about words: String, among candidates: [StoreError.Candidate]) throws
    -> Reply
  {
    let phrase = Phrase(text)
    if phrase.count > 0, phrase.keys.allSatisfy(Self.declining.contains) { return .declined }
    if words.hasPrefix("+") { return try isAnswer(text) ? .words(text) : .other }
    let said = phrase.keys.filter { !Self.fillers.contains($0) }
    if candidates.isEmpty { return try named(text).map(Reply.chosen) ?? .other }
    if let chosen = place(phrase, said, candidates) { return .chosen(chosen) }
    // "the company", where one of them is one.
    let nouns = phrase.keys.compactMap { Noun.find([$0][...])?.noun.type }
    let ofKind = candidates.filter { nouns.contains($0.type) }
    if said.isEmpty, ofKind.count == 1 { return .chosen(ofKind[0]) }
    guard !said.isEmpty else { return .other }
    for describe in [Self.name, described] {
      let found = try candidates.filter { candidate in
        let words = Set(try describe(candidate).split(separator: " ").map(String.init))
        return said.allSatisfy(words.contains)
      }
      if found.count == 1 { return .chosen(found[0]) }
    }
    let near = candidates.filter { candidate in
      guard
        let distance = NameMatcher.distance(said.joined(separator: " "), to: SearchKey.fold(candidate.name))
      else {
        return false
      }
      return distance <= NameMatcher.allowed(said.joined(separator: " "))
    }
    return near.count == 1 ? .chosen(near[0]) : .other
  }

  private static let declining: Set<String> = [
    "no", "never", "mind", "nevermind", "leave", "it", "forget", "cancel", "that", "stop", "none", "neither",
    "of",
    "them", "don't", "dont", "do", "not", "nothing", "abort", "thanks", "thank", "you", "skip", "nope",
    "sorry", "just",
    "actually", ",", "these", "those", "this", "alone", "be", "as", "is", "quit", "the", "two",
  ]
  private static let fillers: Set<String> = [
    "the", "one", "i", "mean", "meant", "please", "it", "is", "'s", "at", "from", "of", "with", "for", "in",
    "who",
    "which", "works", "work", ",", "that", "a", "an", "take", "use", "choose", "pick", "deal", "contact",
    "company", "task",
    "person", "owned", "by", "yes", "ok", "his", "her", "named", "called", "would", "be", "should", "was",
    "this", "id",
    "guy", "and", "to", "option", "number", "no", "not", "sorry", "him", "them", "record", "customer", "lead",
    "want",
  ]
  private static let places: [String: Int] = [
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2, "fourth": 3,
    "4th": 3,
    "fifth": 4, "5th": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9, "two": 1, "three": 2,
    "four": 3,
  ]

  /// By its id, or by its place among those that were asked about.
  private func place(_ phrase: Phrase, _ said: [String], _ candidates: [StoreError.Candidate])
    -> StoreError.Candidate?
  {
    guard said.count == 1 else { return nil }
    if said[0] == "last" { return candidates.last }
    let digits = said[0].hasPrefix("#") ? String(said[0].dropFirst()) : said[0]
    if let number = Int64(digits) {
      if let found = candidates.first(where: { $0.id == number }) { return found }
      return (1...Int64(candidates.count)).contains(number) ? candidates[Int(number) - 1] : nil
    }
    guard let place = Self.places[said[0]], candidates.indices.contains(place) else { return nil }
    return candidates[place]
  }

  private static func name(_ candidate: StoreError.Candidate) -> String { plain(candidate.name) }

  /// All by which people tell a record from others: where somebody works, what they do, who looks after them.
  private func described(_ candidate: StoreError.Candidate) throws -> String {
    let record = try store.recordReader(candidate.type).read(candidate.id) ?? [:]
    let fields = [
      "company", "position", "email", "city", "status", "stage", "owner", "source", "due_date", "domain",
      "priority",
    ]
    return Self.plain(([candidate.name] + fields.compactMap { record[$0]?.string }).joined(separator: " "))
  }

  private static func plain(_ text: String) -> String {
    Tokens(text).all.map(\.key).joined(separator: " ")
  }

  /// Whether a text is what was asked for, and neither a question nor an instruction of its own.
  private func isAnswer(_ text: String) throws -> Bool {
    if text.hasSuffix("?") { return false }
    if case .plan = try instruction(text, Setting()) { return false }
    return true
  }

  /// The record that a text names.
  private func named(_ text: String) throws -> StoreError.Candidate? {
    let reader = InstructionReader(text, store, Memory(), user: user)
    guard reader.phrase.count > 0 else { return nil }
    do {
      let (record, end) = try reader.records.record(0, RecordFinder.nouned)
      return end >= reader.phrase.count ? record.stored : nil
    } catch is Obstacle {
      return nil
    }
  }
}
