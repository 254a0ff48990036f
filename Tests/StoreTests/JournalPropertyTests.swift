import Bytes
import Models
import TestSupport
import Testing

@testable import Store

/// Random Plans, taken back and brought back: every table is as it was before each.
struct JournalPropertyTests {
  @Test(arguments: 1...6)
  func plansAreUndoneInReverseAndRedone(seed: UInt64) throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    var plans = RandomPlans(seed: seed)
    var states = [try store.dump()]
    while states.count <= 25 {
      if try plans.applyNext(to: store) { states.append(try store.dump()) }
    }
    for state in states.dropLast().reversed() {
      try store.undo()
      #expect(try store.dump() == state)
    }
    #expect(try store.problems() == [])
    for state in states.dropFirst() {
      try store.redo()
      #expect(try store.dump() == state)
    }
    #expect(try store.problems() == [])
  }

  /// In any order an undo either changes just what its entry did, or is refused and changes nothing.
  @Test(arguments: 11...16)
  func plansAreUndoneInAnyOrderOrNotAtAll(seed: UInt64) throws {
    let fixture = try StoreFixture.sample()
    let store = fixture.store
    let start = try Self.withoutTimes(store)
    var plans = RandomPlans(seed: seed)
    var applied = 0
    while applied < 20 { if try plans.applyNext(to: store) { applied += 1 } }

    var left = try store.journal(limit: applied).map(\.id)
    var refused = 0
    // In the worst case only the newest can be undone each time.
    while !left.isEmpty, refused < 1000 {
      let index = Int.random(in: left.indices, using: &plans.generator)
      let before = try store.dump()
      do {
        try store.undo(left[index])
        left.remove(at: index)
      } catch let error as StoreError {
        guard case .undoOvertaken = error else { throw error }
        refused += 1
        #expect(try store.dump() == before)
      }
    }
    #expect(left.isEmpty)
    #expect(try Self.withoutTimes(store) == start)
    #expect(try store.problems() == [])
  }

  /// All records but for the times of their last change, which an undo out of order does not bring back.
  private static func withoutTimes(_ store: Store) throws -> [JSONObject] {
    var rows: [JSONObject] = []
    for type in RecordType.allCases {
      for var row in try store.rows(Query(from: type)) {
        row["updated_at"] = nil
        rows.append(row)
      }
    }
    return rows
  }
}

/// A source of Plans over what there is.
private struct RandomPlans {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// Applies a Plan of one to three steps; false when it could not be, or changed nothing.
  mutating func applyNext(to store: Store) throws -> Bool {
    var steps: [Plan.Step] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) { steps.append(try step(store)) }
    do {
      return try store.apply(Plan(summary: "random", steps: steps), by: author).entry != nil
    } catch is StoreError {
      return false
    }
  }

  private mutating func step(_ store: Store) throws -> Plan.Step {
    let contact = try id(.contact, store)
    let company = try id(.company, store)
    return switch Int.random(in: 0..<14, using: &generator) {
    case 0...2: Plan.Step(.create, .contact, changes: contactFields())
    case 3: Plan.Step(.create, .company, changes: ["name": word(), "tags": words()])
    case 4...6: Plan.Step(.update, .contact, id: contact, changes: contactFields())
    case 7: Plan.Step(.update, .company, id: company, changes: ["city": word(), "tags": words()])
    case 8: Plan.Step(.delete, .contact, id: contact)
    case 9: Plan.Step(.delete, .company, id: company)
    case 10: Plan.Step(.link, .contact, id: contact, changes: ["company": word()])
    case 11: Plan.Step(.delete, .deal, id: try id(.deal, store))
    case 12:
      Plan.Step(
        .merge, .contact, id: contact, changes: ["with": [.number(JSONNumber(try id(.contact, store)))]])
    default:
      Plan.Step(
        .merge, .company, id: company, changes: ["with": [.number(JSONNumber(try id(.company, store)))]])
    }
  }

  private mutating func id(_ type: RecordType, _ store: Store) throws -> Int64 {
    try store.ids(type, "id > 0").randomElement(using: &generator) ?? 0
  }

  private mutating func contactFields() -> JSONObject {
    var fields: JSONObject = ["first_name": word()]
    let all: [(String, JSON)] = [
      ("emails", emails()), ("phones", words()), ("company", word()), ("position", word()), ("tags", words()),
      ("fields", ["a": word()]), ("owner", .null), ("do_not_contact", .bool(Bool.random(using: &generator))),
      ("affiliations", .array((words().array ?? []).map { ["company": $0] })),
    ]
    for (name, value) in all where Int.random(in: 0..<3, using: &generator) == 0 { fields[name] = value }
    return fields
  }

  private mutating func word() -> JSON {
    .string(
      ["Alpha", "Beta", "Gamma", "Delta", "Acme GmbH", "Globex"].randomElement(using: &generator) ?? "")
  }

  private mutating func words() -> JSON {
    .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in word() })
  }

  private mutating func emails() -> JSON {
    .array(
      (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        .string("\(Int.random(in: 0..<40, using: &generator))@x")
      })
  }
}
