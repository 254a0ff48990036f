import Bytes
import Models

@testable import Store

/// Random work of a small business, the same for the same generator.
struct WorkHistory {
  private let store: Store
  private var count = 0

  init(_ store: Store) {
    self.store = store
  }

  /// Makes one change that succeeds.
  mutating func change(with random: inout some RandomNumberGenerator) throws {
    while try !attempt(&random) {}
  }

  /// Tries a change; false when the rules refuse it or it changes nothing.
  private mutating func attempt(_ random: inout some RandomNumberGenerator) throws -> Bool {
    count += 1
    let type = pick(
      [RecordType.contact, .pipeline, .deal, .deal, .deal, .task, .task, .activity, .activity], &random)
    let ids = try store.rows(Query(from: type, fields: [Path(["id"])])).compactMap { $0["id"]?.int64 }
    let step: Plan.Step
    if let id = ids.randomElement(using: &random), Int.random(in: 0..<3, using: &random) > 0 {
      step =
        Int.random(in: 0..<8, using: &random) == 0
        ? Plan.Step(.delete, type, id: id)
        : Plan.Step(.update, type, id: id, changes: try values(type, isNew: false, &random))
    } else {
      step = Plan.Step(.create, type, changes: try values(type, isNew: true, &random))
    }
    do {
      return try store.apply(step).entry != nil
    } catch is StoreError {
      return false
    }
  }

  private func pick<Value>(_ values: [Value], _ random: inout some RandomNumberGenerator) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  /// Values of some of the fields; titles and times do not repeat, so that natural keys are unique.
  private func values(
    _ type: RecordType, isNew: Bool, _ random: inout some RandomNumberGenerator
  ) throws -> JSONObject {
    var values: JSONObject = [:]
    if isNew {
      switch type {
      case .activity:
        values["kind"] = "call"
        values["occurred_at"] = .string(
          "2026-05-01T00:00:\(count % 60 < 10 ? "0" : "")\(count % 60).\(1000 + count)Z")
      case .deal, .task: values["title"] = .string("\(type.rawValue) \(count)")
      default: values["name"] = .string("\(type.rawValue) \(count)")
      }
    }
    let people = try store.rows(Query(from: .contact)).compactMap { $0["name"] }
    let deals = try store.rows(Query(from: .deal)).compactMap { $0["title"] }
    func some<Value>(_ list: [Value], _ random: inout some RandomNumberGenerator) -> [Value] {
      list.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
    }
    let choices: [(String, [JSON])] =
      switch type {
      case .deal:
        [
          ("stage", ["lead", "proposal", "won", "lost", "negotiation"]), ("value", [12, 0, 9_000]),
          ("currency", ["USD", "JPY", "KWD"]), ("probability", [0.5, 0.9, .null]),
          ("company", ["Acme", "Beta", .null]),
          ("contacts", [.array(some(people, &random)), .array(some(people, &random))]),
          ("tags", [["a"], ["b", "c"]]),
          ("products", [[["name": "Seat", "price": 3]], ["Help", "Seat"], []]), ("status", ["open", "won"]),
          ("stage_entered_at", ["2026-05-02T00:00:00Z", "2026-04-02T00:00:00Z"]),
        ]
      case .task:
        [
          ("status", ["todo", "completed", "cancelled"]), ("contact", people + [.null]),
          ("deal", deals + [.null]),
          ("company", ["Acme", .null]), ("due_date", ["2026-06-01", .null]), ("priority", ["high", "low"]),
        ]
      case .activity:
        [
          ("contacts", [.array(some(people, &random)), []]), ("deal", deals + [.null]),
          ("kind", ["note", "call"]),
          ("company", ["Beta", .null]), ("body", ["text", .null]),
        ]
      case .pipeline:
        [
          (
            "stages",
            [["lead", "proposal", "negotiation", "won"], ["lead", ["name": "won", "kind": "won"], "lost"]]
          ),
          ("description", ["x", .null]),
        ]
      default:
        [
          ("company", ["Acme", "Beta", .null]), ("email", [.string("p\(count)@x.example")]),
          ("city", ["Oslo"]),
        ]
      }
    for (name, options) in choices where isNew && name == "stages" || Bool.random(using: &random) {
      values[name] = pick(options, &random)
    }
    return values
  }
}
