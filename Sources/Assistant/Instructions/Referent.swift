internal import Bytes
internal import Models
internal import Store

/// A record that an instruction speaks of: one that is there, or one that an earlier step of the same Plan makes.
struct Referent: Hashable {
  enum Place: Hashable {
    case stored(Int64)
    case made(step: Int)
    /// One that is being spoken of for the first time, and has nothing yet.
    case new
  }

  let type: RecordType
  let name: String
  let place: Place

  init(_ record: StoreError.Candidate) {
    type = record.type
    name = record.name
    place = .stored(record.id)
  }

  init(_ type: RecordType, madeBy step: Int, _ name: String) {
    self.type = type
    self.name = name
    place = .made(step: step)
  }

  init(new type: RecordType) {
    self.type = type
    name = ""
    place = .new
  }

  /// The record as it is stored; nil for one that is still to be made.
  var stored: StoreError.Candidate? {
    guard case .stored(let id) = place else { return nil }
    return StoreError.Candidate(type: type, id: id, name: name)
  }

  /// How a Plan names it.
  var id: JSON {
    switch place {
    case .stored(let id): .number(JSONNumber(id))
    case .made(let step): [Plan.Step.reference: .number(JSONNumber(Int64(step)))]
    case .new: .null
    }
  }

  /// "Deal 'Acme renewal'".
  var title: String { "\(type.rawValue.prefix(1).uppercased() + type.rawValue.dropFirst()) '\(name)'" }
}

/// What was spoken of before, so that "it" and "her" mean something.
struct Memory {
  /// The records, the last one last.
  var recent: [Referent] = []
  /// The steps of the Plan so far.
  var steps: [Plan.Step] = []
  /// Which record some words of an earlier, unfinished instruction mean.
  var choices: [String: StoreError.Candidate] = [:]

  private static let people: Set<String> = ["him", "her", "his", "she", "he", "hers"]

  /// The record that a pronoun means, of some kinds.
  func meaning(of pronoun: String, _ types: [RecordType]) -> Referent? {
    let isPerson = Self.people.contains(pronoun)
    let fitting = recent.filter { types.contains($0.type) && (!isPerson || $0.type == .contact) }
    if !isPerson, pronoun != "them", let thing = fitting.last(where: { $0.type != .contact }) {
      // "It" is no person while there is something else.
      return thing
    }
    return fitting.last
  }
}
