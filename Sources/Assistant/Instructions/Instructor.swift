package import Models
package import Store
internal import Bytes

/// Turns instructions into Plans, without a model. It writes nothing: what becomes of a Plan is decided elsewhere.
package struct Instructor {
  let store: Store
  let user: String?

  /// `user` is who acts.
  package init(_ store: Store, user: String?) {
    self.store = store
    self.user = user
  }

  /// Understands an instruction, of several steps where verbs follow each other.
  package func instruction(_ text: String, _ setting: Setting) throws -> Instruction {
    if Self.mayAsk(text), try Answerer(store, user: user).answer(text, setting).route == .query {
      return .question
    }
    var memory = Memory()
    memory.choices = setting.choices
    memory.recent = setting.recent.map(Referent.init)
    var confirmations: [String] = []
    do {
      let parts = StepDivider.parts(of: text)
      guard !parts.isEmpty else { return try notUnderstood(text) }
      for part in parts {
        guard let acts = try acts(part, &memory) else { return try notUnderstood(part) }
        confirmations += acts.map(\.confirmation)
      }
    } catch Obstacle.clarify(let question, let words, let candidates) {
      return .clarify(question, words: words, candidates)
    } catch Obstacle.refuse(let reason) {
      return .refuse(reason)
    } catch let error as Ambiguity {
      return .clarify("Which one is meant?", words: error.candidates[0].name, error.candidates)
    }
    let plan = Plan(summary: confirmations.joined(separator: "; "), because: text, steps: memory.steps)
    return .plan(plan, confirmations: confirmations, subject: memory.recent.last?.stored)
  }

  /// What a step is, or two steps with one verb where it is not understood as one; nil for no instruction.
  private func acts(_ text: String, _ memory: inout Memory) throws -> [Act]? {
    do {
      guard let act = try InstructionReader(text, store, memory, user: user).act() else { return nil }
      act.append(to: &memory)
      return [act]
    } catch Obstacle.refuse(let reason) {
      for (first, second) in StepDivider.halves(of: text) {
        var tried = memory
        guard let one = try? InstructionReader(first, store, tried, user: user).act() else { continue }
        one.append(to: &tried)
        guard let others = try? acts(second, &tried) else { continue }
        memory = tried
        return [one] + others
      }
      throw Obstacle.refuse(reason)
    }
  }

  /// The record that "it" means once a Plan made it, by the ids of the records of its steps; nil where the last step makes
  /// none.
  package static func subject(of plan: Plan, _ records: [Int64]) -> StoreError.Candidate? {
    guard let step = plan.steps.last, let id = records.last, step.action == .create, step.type != .activity,
      plan.steps.count == records.count
    else { return nil }
    return StoreError.Candidate(type: step.type, id: id, name: Act.name(of: step))
  }

  /// A question, or something that nobody knows yet.
  private func notUnderstood(_ text: String) throws -> Instruction {
    let answer = try Answerer(store, user: user).answer(text)
    return answer.route == .unsupported ? .unknown(Self.isNoInstruction) : .question
  }

  private static let isNoInstruction =
    "that was not understood as an instruction: create, move, mark, set, rename, assign, tag, log, complete, delete, merge or link"

  /// Whether a text begins with a word that may be a verb or tell how records are: "open deals over 50k".
  private static func mayAsk(_ text: String) -> Bool {
    Tokens(text).all.first.map { Verb.describing.contains($0.key) } ?? false
  }

  /// Whether a text begins as an instruction does, whatever comes of it.
  package static func isInstruction(_ text: String) -> Bool {
    let words = Tokens(text).all.map(\.key)
    let courtesies: Set<String> = ["please", "can", "could", "you", "now", "then", "and", "also"]
    guard let first = words.firstIndex(where: { !courtesies.contains($0) }) else { return false }
    return Verb.find(words[first...]) != nil
  }
}
