import Bytes
import Models
import Store

@testable import Assistant

extension Desk {
  /// The steps of an instruction, each in a line; or what is asked or refused, with a mark before it.
  func steps(_ text: String, _ setting: Setting = Setting()) throws -> [String] {
    switch try Instructor(store, user: "bo").instruction(text, setting) {
    case .plan(let plan, _, _):
      return plan.steps.map { step in
        let id = step.id.map { " \($0)" } ?? ""
        return "\(step.action.rawValue) \(step.type.rawValue)\(id) \(JSON.object(step.changes).text)"
      }
    case .clarify(let question, _, let candidates): return ["? \(question)"] + candidates.map(\.name)
    case .refuse(let reason), .unknown(let reason): return ["! \(reason)"]
    case .question: return ["! it asks"]
    }
  }

  /// What a person is told of an instruction that is carried out; nil of one that is not.
  func told(_ text: String, _ setting: Setting = Setting()) throws -> [String]? {
    guard case .plan(_, let confirmations, _) = try Instructor(store, user: "bo").instruction(text, setting)
    else {
      return nil
    }
    return confirmations
  }
}
