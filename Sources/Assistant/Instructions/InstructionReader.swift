internal import Bytes
internal import Models
internal import Store

/// Understands one step of an instruction: what is to be done with which records.
///
/// Like a question it has to be understood whole: a step with a word too many is no step.
struct InstructionReader {
  let store: Store
  let phrase: Phrase
  let finder: ValueFinder
  let days: DayReader
  let attributes: AttributeReader
  let user: String?
  let memory: Memory
  let records: RecordFinder
  let selections: SelectionReader

  init(_ text: String, _ store: Store, _ memory: Memory, user: String?) {
    self.init(Phrase(text), store, memory, user: user)
  }

  init(_ phrase: Phrase, _ store: Store, _ memory: Memory, user: String?) {
    self.store = store
    self.phrase = phrase
    self.user = user
    self.memory = memory
    finder = ValueFinder(store)
    let time = TimeReader(now: store.clock.now, zone: store.clock.zone)
    days = DayReader(phrase: phrase, time: time)
    attributes = AttributeReader(store, phrase)
    selections = SelectionReader(
      tokens: phrase.tokens, keys: phrase.tokens.map(\.key), finder: finder, time: time, user: user)
    records = RecordFinder(
      store: store, phrase: phrase, finder: finder, selections: selections, memory: memory)
  }

  /// The same instruction up to a word.
  func upTo(_ end: Int) -> InstructionReader {
    InstructionReader(Phrase(phrase, upTo: end), store, memory, user: user)
  }

  private static let courtesies: Set<String> = [
    "please", "can", "could", "you", "would", "will", "i", "want", "to", "need", "let", "'s", "hey", "hi",
    "and", "then", "also", "lets", "us", "we", "kindly", "just", "now", "ok", "okay", "like", "i'd", "d",
    "go", "ahead", "finally", "i'll", "we'll", "i've", "we've", "have", "should", "must", ",", "so", "next",
    "afterwards", "after", "that", "well", "alright", "let's",
  ]

  private static let questions: Set<String> = [
    "what", "who", "whom", "whose", "how", "which", "when", "where", "why", "is", "are", "was", "were", "do",
    "does", "did", "has", "show", "list", "find", "count", "tell", "display", "search", "if", "don't", "dont",
    "never", "not", "unless", "suppose", "what's",
  ]

  /// Nil for what is no instruction.
  func act() throws -> Act? {
    var start = 0
    while start < phrase.count, Self.courtesies.contains(phrase.key(start)) { start += 1 }
    guard start < phrase.count, !Self.questions.contains(phrase.key(start)) else { return nil }
    if phrase.text.hasSuffix("?"), !phrase.isAny(0, ["can", "could", "would", "will", "please"]) {
      return nil
    }
    // "Task: call Ann tomorrow".
    if let (noun, length) = Noun.find(phrase.keys[start...]), noun.type == .task,
      start + length == phrase.colon
    {
      return try task(start + length, [:])
    }
    guard let (verb, length) = Verb.find(phrase.keys[start...]) else { return try statement(start) }
    let rest = start + length
    switch verb {
    case .create: return try creation(rest) ?? addition(rest)
    case .remind: return try reminder(rest)
    case .schedule: return try scheduling(rest, from: start)
    case .move: return try move(rest, phrase.key(start))
    case .postpone: return try reschedule(rest, isBack: false)
    case .prepone: return try reschedule(rest, isBack: true)
    case .mark: return try mark(rest)
    case .set: return try assignment(rest)
    case .convert: return try convert(rest)
    case .qualify: return try standing(rest, verb: phrase.key(start))
    case .raise: return try change(rest, isUp: true)
    case .lower: return try change(rest, isUp: false)
    case .close: return try close(rest)
    case .win: return try end(rest, as: "won")
    case .lose: return try end(rest, as: "lost")
    case .rename: return try rename(rest)
    case .assign: return try assign(rest)
    case .give: return try give(rest)
    case .unassign: return try unassign(rest)
    case .delete: return try removal(rest)
    case .clear: return try clearing(rest)
    case .tag: return try tag(rest, adding: true)
    case .untag: return try tag(rest, adding: false)
    case .log: return try log(rest)
    case .note: return try note(rest)
    case .happened(let kind): return try event(rest, kind: kind)
    case .complete: return try tasks(rest, become: "completed", "completed")
    case .cancel: return try tasks(rest, become: "cancelled", "cancelled")
    case .start: return try tasks(rest, become: "in_progress", "started")
    case .reopen: return try reopen(rest)
    case .merge: return try merge(rest)
    case .link: return try link(rest)
    case .unlink: return try link(rest, action: .unlink)
    case .refused(let why): throw Obstacle.refuse(why)
    }
  }

  // MARK: Parts

  func key(_ place: Int) -> String { phrase.key(place) }

  func skip(_ words: Set<String>, _ place: Int) -> Int { phrase.skip(words, place) }

  /// Fails unless nothing is left.
  func finish(_ place: Int) throws {
    let left = skip(
      ["please", "now", "stage", "status", ",", "today", "too", "again", "immediately", "then", "", "right"],
      place)
    guard left >= phrase.count else {
      throw Obstacle.refuse("\"\(phrase.words(from: left))\" was not understood")
    }
  }

  /// What a record has now.
  func read(_ record: Referent) throws -> JSONObject {
    switch record.place {
    case .stored(let id): try store.recordReader(record.type).read(id) ?? [:]
    case .made(let step): memory.steps[step].changes
    case .new: [:]
    }
  }

  /// Changes records, each to what a rule says; those that are so already are left alone.
  func update(
    _ targets: Targets, saying confirmation: (String) -> String, _ rule: (Referent) throws -> JSONObject
  ) throws -> Act {
    var act = Act(confirmation: "")
    var changed: [Referent] = []
    for record in targets.records {
      let changes = try rule(record)
      let now = try read(record)
      if targets.records.count > 1, changes.allSatisfy({ now[$0.key] == $0.value }) { continue }
      changed.append(record)
      switch record.place {
      case .made(let step): act.additions.append((step, changes))
      case .new: break
      case .stored(let id):
        let expect = JSONObject(changes.keys.map { ($0, now[$0] ?? .null) })
        act.steps.append(Plan.Step(.update, record.type, id: id, expect: expect, changes: changes))
      }
    }
    guard !changed.isEmpty else {
      throw Obstacle.refuse("all \(targets.records.count) \(targets.type.plural) are so already")
    }
    act.confirmation = confirmation(
      Targets(records: changed, selection: changed.count > 1 ? targets.selection : nil).title)
    if targets.records.count == 1 { act.subjects = targets.records }
    return act
  }

  func update(_ record: Referent, _ changes: JSONObject, saying confirmation: String) throws -> Act {
    try update(Targets(records: [record]), saying: { _ in confirmation }) { _ in changes }
  }
}
