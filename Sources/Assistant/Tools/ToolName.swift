internal import Bytes
package import Language
internal import Models

/// The tools that a model has, and no others: it looks at data, proposes, and asks back.
package enum ToolName: String, CaseIterable, Sendable {
  case query, search, show
  case proposePlan = "propose_plan"
  case clarify
}

extension ToolName {
  package var tool: Tool { Tool(name: rawValue, help: help, parameters: parameters) }

  private var help: String {
    switch self {
    case .query: "Ask the database: lists, counts, sums, groups. Use it for every figure."
    case .search: "Find passages of notes, mails, calls, transcripts and descriptions by words and meaning."
    case .show: "Show one record with its latest activities."
    case .proposePlan: "Propose changes. A person looks at them; you change nothing yourself."
    case .clarify: "Ask the person back when it is unclear which record or value is meant."
    }
  }

  /// The arguments, as a schema of the part that servers pass on.
  var parameters: JSONObject {
    switch self {
    case .query:
      Self.object(
        [
          ("from", Self.choice(Self.kinds)), ("where", Self.text("a condition, as in the instructions")),
          ("group_by", Self.texts("fields; a time by period, as \"closed_at by month\"")),
          (
            "aggregate",
            Self.list(
              Self.object(
                [
                  ("fn", Self.choice(Query.AggregateFunction.allCases.map(\.rawValue))),
                  ("field", Self.text("what of; none for count and rate")),
                  ("where", Self.text("which rows count for this one alone; what a rate is of")),
                ], required: ["fn"]))
          ),
          ("sort", Self.texts("fields, as \"value:desc\"")),
          ("limit", ["type": "integer"]), ("fields", Self.texts("fields to show; all unless given")),
        ], required: ["from"])
    case .search:
      Self.object(
        [("words", Self.text("what to look for")), ("type", Self.choice(Self.kinds))], required: ["words"])
    case .show:
      Self.object(
        [("record", Self.text("as deal:12, or a name")), ("type", Self.choice(Self.kinds))],
        required: ["record"])
    case .proposePlan:
      Self.object(
        [
          ("summary", Self.text("what will happen, in one sentence")),
          (
            "steps",
            Self.list(
              Self.object(
                [
                  ("action", Self.choice(Plan.Action.allCases.map(\.rawValue))),
                  ("type", Self.choice(Toolbox.changeable.map(\.rawValue))),
                  ("id", ["type": "integer", "description": "the record; none for create"]),
                  ("changes", ["type": "object", "description": "fields and their new values"]),
                ], required: ["action", "type"]))
          ),
        ], required: ["summary", "steps"])
    case .clarify:
      Self.object(
        [
          ("question", Self.text("the question")),
          ("records", Self.texts("the records among which to choose, as deal:12")),
        ], required: ["question"])
    }
  }

  private static let kinds = Toolbox.readable.map(\.rawValue)

  private static func text(_ help: String) -> JSON { ["type": "string", "description": .string(help)] }
  private static func texts(_ help: String) -> JSON {
    ["type": "array", "items": ["type": "string"], "description": .string(help)]
  }
  private static func list(_ item: JSONObject) -> JSON { ["type": "array", "items": .object(item)] }
  private static func choice(_ words: [String]) -> JSON {
    ["type": "string", "enum": .array(words.map(JSON.string))]
  }
  private static func object(_ members: [(String, JSON)], required: [String]) -> JSONObject {
    [
      "type": "object", "properties": .object(JSONObject(members)),
      "required": .array(required.map(JSON.string)),
    ]
  }
}
