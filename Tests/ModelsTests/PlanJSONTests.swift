import Bytes
import Testing

@testable import Models

struct PlanJSONTests {
  private let text = """
    {"type":"plan","summary":"Move Acme","because":"they asked","steps":[\
    {"action":"update","type":"deal","id":12,"expect":{"stage":"proposal"},"changes":{"stage":"won"}},\
    {"action":"create","type":"task","changes":{"title":"Call"}},\
    {"action":"delete","type":"contact","match":{"email":"a@b"}}],\
    "impact":{"types":["deal","task","contact"],"records":3}}
    """

  @Test func whatIsPrintedReadsBack() throws {
    let plan = try Plan(json: try JSONParser.parse(text.utf8))
    #expect(plan.json.text == text)
    #expect(try Plan(json: plan.json) == plan)
    #expect(plan.steps[0].id == 12)
    #expect(plan.steps[1].match.isEmpty)
  }

  @Test func aPlanIsFoundInWhatHoldsOne() throws {
    let plan = try Plan(json: try JSONParser.parse(text.utf8))
    #expect(try Plan(json: ["type": "outcome", "status": "planned", "plan": plan.json]) == plan)
  }

  @Test func aPlanWithoutASummaryCountsItsSteps() throws {
    let steps: [JSON] = [
      ["action": "update", "type": "contact", "id": 1, "changes": [:]],
      ["action": "update", "type": "contact", "id": 2, "changes": [:]],
      ["action": "delete", "type": "company", "id": 1], ["action": "update", "type": "activity", "id": 1],
    ]
    #expect(
      try Plan(json: ["steps": .array(steps)]).summary
        == "update 2 contacts, delete 1 company, update 1 activity")
  }

  private static let types =
    "company, contact, pipeline, deal, task, activity, meeting, insight, proposal, status, setting"

  private static let wrong: [(JSON, PlanError)] = [
    ([], .notAPlan), (["plan": 1], .notAPlan), (["steps": "x"], .notAPlan), (["steps": []], .noSteps),
    (["steps": [1]], .badStep(0, "it is not an object")),
    (
      ["steps": [["action": "drop", "type": "deal"]]],
      .badStep(0, #""action" is one of create, update, delete, merge, link, unlink"#)
    ),
    (["steps": [["action": "create", "type": "deals"]]], .badStep(0, #""type" is one of \#(types)"#)),
    (
      ["steps": [["action": "create", "type": "deal"], ["action": "delete", "type": "deal"]]],
      .badStep(1, #"it names no record by "id" or "match""#)
    ),
    (["steps": [["action": "delete", "type": "deal", "id": "1"]]], .badStep(0, #""id" is a whole number"#)),
    (
      ["steps": [["action": "create", "type": "deal", "changes": 1]]],
      .badStep(0, #""changes" is an object of fields"#)
    ),
    (
      ["steps": [["action": "create", "type": "deal", "what": 1]]],
      .badStep(0, #"a step has no "what"; it has action, type, id, match, expect, changes"#)
    ),
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsSaid(json: JSON, error: PlanError) {
    #expect(throws: error) { try Plan(json: json) }
  }
}
