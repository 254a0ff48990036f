import Bytes
import Language
import Models
import Store
import Testing

@testable import Assistant

/// The tools of a model: what they show, what they refuse, and that nothing changes by them.
@Suite struct ToolboxTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
  }

  private func toolbox(_ said: String = "", proposing: Bool = false) -> Toolbox {
    Toolbox(
      desk.store, searcher: nil, permission: proposing ? .proposing : .reading, said: said, about: nil
    ) { plan in
      _ = try desk.store.rehearse(plan, by: Author(actor: "m", command: "test"))
    }
  }

  private func told(_ toolbox: inout Toolbox, _ tool: String, _ arguments: JSONObject) throws -> String {
    guard case .told(let text) = try toolbox.use(ToolCall(id: "1", name: tool, arguments: arguments)) else {
      return "no words"
    }
    return text
  }

  @Test func rowsCarryTheNamesTheyAreCalledBy() throws {
    var toolbox = toolbox()
    let text = try told(&toolbox, "query", ["from": "deal", "where": "title ~ Acme", "fields": ["stage"]])
    let rows = try JSONParser.parse(text.utf8)["rows"]?.array ?? []
    #expect(!rows.isEmpty)
    for row in rows {
      let reference = try #require(row["ref"]?.string)
      #expect(reference.hasPrefix("deal:"))
      #expect(toolbox.evidence.shown(reference) != nil)
    }
    #expect(toolbox.evidence.shown("deal:9999") == nil)
  }

  @Test func whatIsSecretIsNotShown() throws {
    var toolbox = toolbox()
    for type in ["setting", "proposal"] {
      #expect(try told(&toolbox, "query", ["from": .string(type)]).hasPrefix("error:"))
      #expect(try told(&toolbox, "show", ["record": .string("\(type):1")]).hasPrefix("error:"))
    }
  }

  @Test(
    arguments: [
      ("sql", ["text": "SELECT 1"]), ("propose_plan", ["summary": "x", "steps": []]),
      ("search", ["words": "x"]),
      ("query", ["from": "unicorn"]), ("query", ["where": "stage = won"]),
      ("query", ["from": "deal", "sort": "value"]), ("query", ["from": "deal", "group_by": ["colour"]]),
      ("query", ["from": "deal", "aggregate": [["fn": "sum", "field": "title"]]]),
      ("show", ["record": "nobody of this name"]),
    ] as [(String, JSONObject)]) func whatIsWrongIsToldInWords(_ tool: String, _ arguments: JSONObject) throws
  {
    var toolbox = toolbox()
    let text = try told(&toolbox, tool, arguments)
    #expect(text.hasPrefix("error: "), "\(text)")
  }

  @Test func whatIsLongIsCutAndCounted() throws {
    let steps = (1...30).map { number in
      Plan.Step(.create, .task, changes: ["title": .string("Task \(number)")])
    }
    _ = try desk.store.apply(
      Plan(summary: "add", steps: steps), by: Author(actor: "bo", command: "test"))
    var toolbox = toolbox()
    let text = try told(&toolbox, "query", ["from": "task"])
    let answer = try JSONParser.parse(text.utf8)
    #expect(answer["count"] == 31)
    let rows = try #require(answer["rows"]?.array)
    #expect((10...20).contains(rows.count))
    #expect(text.utf8.count < 5000)
  }

  // MARK: Plans

  private func propose(_ toolbox: inout Toolbox, _ steps: [JSON]) throws -> Toolbox.Result {
    try toolbox.use(
      ToolCall(id: "1", name: "propose_plan", arguments: ["summary": "x", "steps": .array(steps)]))
  }

  @Test(arguments: [
    #"{"action":"update","type":"deal","id":1,"changes":{"stage":"won"}}"#,
    #"{"action":"update","type":"deal","match":{"title":"Acme renewal"},"changes":{"stage":"won"}}"#,
    #"{"action":"create","type":"task","changes":{"title":"Call","contact_id":1}}"#,
    #"{"action":"update","type":"setting","id":1,"changes":{"value":"x"}}"#,
    #"{"action":"delete","type":"pipeline","id":1}"#,
    #"{"action":"merge","type":"contact","id":1,"changes":{"with":[2]}}"#,
  ]) func whatWasNotShownIsNotTouched(_ step: String) throws {
    var toolbox = toolbox("Close it", proposing: true)
    guard case .told(let text) = try propose(&toolbox, [try JSONParser.parse(step.utf8)]) else {
      Issue.record("a plan was made of \(step)")
      return
    }
    #expect(text.hasPrefix("error: "))
  }

  @Test(arguments: [
    #"{"action":"link","type":"deal","id":1,"changes":{"contact_id":2}}"#,
    #"{"action":"update","type":"deal","id":1,"changes":{"contacts":[{"id":2,"role":"champion"}]}}"#,
    #"{"action":"update","type":"deal","id":1,"changes":{"company_id":2}}"#,
  ]) func norIsWhatAChangeRefersTo(_ step: String) throws {
    var toolbox = toolbox("Add 2 to Acme renewal", proposing: true)
    _ = try told(&toolbox, "show", ["record": "deal:1"])
    let json = try JSONParser.parse(step.utf8)
    guard case .told(let text) = try propose(&toolbox, [json]) else {
      Issue.record("a plan was made of \(step)")
      return
    }
    #expect(text.contains(":2 was not shown"))
    _ = try told(&toolbox, "show", ["record": "contact:2"])
    _ = try told(&toolbox, "show", ["record": "company:2"])
    guard case .plan = try propose(&toolbox, [json]) else {
      Issue.record("no plan was made of \(step)")
      return
    }
  }

  @Test func aPlanExpectsWhatIsThereAndChangesNothing() throws {
    let deal = try #require(try desk.store.records(.deal, named: "Acme renewal", limit: 1).first)
    let before = try desk.store.recordReader(.deal).read(deal.id)
    var toolbox = toolbox("Put Acme renewal at 15000", proposing: true)
    _ = try told(&toolbox, "show", ["record": "Acme renewal"])
    func step(_ changes: JSONObject) -> JSON {
      [
        "action": "update", "type": "deal", "id": .number(JSONNumber(deal.id)), "changes": .object(changes),
      ]
    }
    guard case .plan(let plan, let isFounded) = try propose(&toolbox, [step(["value": 15000])]) else {
      Issue.record("no plan")
      return
    }
    #expect(isFounded)
    #expect(plan.steps[0].expect["value"] == before?["value"])
    #expect(plan.because == "Put Acme renewal at 15000")
    for changes: JSONObject in [
      ["value": 16000], ["next_step": "Ask Bob Miller"], ["expected_close": "2026-07-01"],
    ] {
      guard case .plan(_, let isFounded) = try propose(&toolbox, [step(changes)]) else {
        Issue.record("no plan of \(changes)")
        continue
      }
      #expect(!isFounded)
    }
    #expect(try desk.store.recordReader(.deal).read(deal.id) == before)
  }
}
