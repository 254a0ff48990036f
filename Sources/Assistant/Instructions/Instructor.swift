package import Store
internal import Bytes
internal import Models

/// Turns instructions into Plans, without a model. It writes nothing: what becomes of a Plan is decided elsewhere.
package struct Instructor {
  private let store: Store
  private let user: String?

  /// `user` is who acts.
  package init(_ store: Store, user: String?) {
    self.store = store
    self.user = user
  }

  /// Understands an instruction, of several steps where verbs follow each other.
  package func instruction(_ text: String, _ setting: Setting) throws -> Instruction {
    var setting = setting
    var steps: [Plan.Step] = []
    var confirmations: [String] = []
    do {
      for part in Self.parts(of: text) {
        guard let act = try InstructionReader(part, store, setting, user: user).act() else {
          return .unknown(try refusal(of: part))
        }
        steps += act.steps
        confirmations.append(act.confirmation)
        if let subject = act.subject { setting.subject = subject }
      }
    } catch Obstacle.clarify(let question, let words, let candidates) {
      return .clarify(question, words: words, candidates)
    } catch Obstacle.refuse(let reason) {
      return .refuse(reason)
    } catch let error as Ambiguity {
      return .clarify("Which one is meant?", words: error.candidates[0].name, error.candidates)
    }
    let plan = Plan(summary: confirmations.joined(separator: "; "), because: text, steps: steps)
    return .plan(plan, confirmations: confirmations, subject: setting.subject)
  }

  private func refusal(of text: String) throws -> String {
    let answer = try Answerer(store, user: user).answer(text)
    return answer.route == .unsupported
      ? "that was not understood as an instruction: create, move, mark, set, rename, assign, tag, log, complete, delete, merge or link"
      : "that asks and changes nothing; crm ask answers it"
  }

  /// Whether a text begins as an instruction does, whatever comes of it.
  package static func isInstruction(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    let courtesies: Set<String> = ["please", "can", "could", "you", "now", "then", "and", "also"]
    return words.first { !courtesies.contains($0) }.map(verbs.contains) ?? false
  }

  // MARK: Steps

  private static let verbs: Set<String> = [
    "create", "add", "make", "register", "remind", "move", "advance", "put", "push", "postpone", "delay",
    "reschedule",
    "mark", "set", "change", "update", "close", "win", "lose", "rename", "reassign", "assign", "give",
    "transfer", "delete",
    "remove", "tag", "untag", "log", "record", "complete", "finish", "merge", "link", "unlink",
  ]

  /// The parts of a text that begin with verbs: "move Acme to proposal and assign it to ana". What stands behind a colon is
  /// somebody's words.
  static func parts(of text: String) -> [String] {
    let end = text.firstIndex(of: ":") ?? text.endIndex
    var parts: [String] = []
    var begin = text.startIndex
    var place = text.startIndex
    while place < end {
      guard let joint = joint(in: text[place..<end]) else { break }
      let rest = text[joint.upperBound...]
      let word = rest.prefix { !$0.isWhitespace }.lowercased()
      if verbs.contains(word) {
        parts.append(String(text[begin..<joint.lowerBound]))
        begin = joint.upperBound
      }
      place = joint.upperBound
    }
    parts.append(String(text[begin...]))
    return parts.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// The first words that may divide two steps.
  private static func joint(in text: Substring) -> Range<Substring.Index>? {
    let joints = [
      ", and then ", " and then ", ", then ", "; then ", " and also ", ", and ", " then ", " and ", "; ",
      ", ",
    ]
    return joints.compactMap { text.firstRange(of: $0) }.min {
      ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound)
    }
  }
}
