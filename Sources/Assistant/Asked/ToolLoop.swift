internal import Bytes
package import Language
package import Models
package import Store

/// Lets a model look things up, step by step, until it answers, proposes or asks back.
package struct ToolLoop {
  /// How it came to an end.
  package enum Ending: Sendable {
    case answer(String)
    case plan(Plan, isFounded: Bool)
    case clarify(String, [StoreError.Candidate])
    /// It went round and round.
    case gaveUp
  }

  private let model: LanguageModel
  private let purpose: String
  package private(set) var toolbox: Toolbox
  /// Called before each question to the model; fails where no more may be asked.
  private let beforeStep: () throws -> Void
  private var messages: [Message] = []
  private var called: Set<ToolCall> = []
  private var mishaps = 0

  /// So many times a model is asked, and so many tools it may use, before it has to answer.
  static let mostSteps = 10
  /// So often a call that cannot be read is borne with.
  private static let mostMishaps = 2

  /// `purpose` names the command, for the log of calls.
  package init(
    _ model: LanguageModel, _ toolbox: Toolbox, for purpose: String,
    beforeStep: @escaping () throws -> Void
  ) {
    self.model = model
    self.toolbox = toolbox
    self.purpose = purpose
    self.beforeStep = beforeStep
  }

  /// Runs to the end. `tell` hears the words as they come, and what they may rest on; words of a step that goes on with a
  /// tool are not told.
  package mutating func run(
    _ messages: [Message], tell: (String, Grounding) throws -> Void = { _, _ in }
  ) throws -> Ending {
    self.messages = messages
    var hasTools = model.info.can("tools") ?? true
    var uses = 0
    if !hasTools { explainSteps() }
    for _ in 0..<Self.mostSteps {
      try beforeStep()
      let isLast = uses >= Self.mostSteps
      makeRoom()
      let step: Step
      do {
        step = hasTools ? try nativeStep(isLast: isLast, tell) : try schemaStep(isLast: isLast)
      } catch let error as LanguageError {
        guard hasTools, Self.isWithoutTools(error, mishaps) else { throw error }
        if case .unreadable = error, mishaps < Self.mostMishaps {
          mishaps += 1
          say("That call could not be read. Call the tool again, with arguments as its schema says.")
        } else {
          hasTools = false
          explainSteps()
        }
        continue
      }
      switch step {
      case .words(let text): return .answer(text)
      case .calls(let calls):
        for call in calls {
          uses += 1
          if let ending = try use(call, isNative: hasTools) { return ending }
        }
      }
      if uses >= Self.mostSteps { say("No more tools now: answer from what you have seen.") }
    }
    return .gaveUp
  }

  // MARK: One step

  private enum Step {
    case words(String)
    case calls([ToolCall])
  }

  private func nativeStep(isLast: Bool, _ tell: (String, Grounding) throws -> Void) throws -> Step {
    var question = Question(purpose, version: Guide.version, messages)
    if !isLast { question.tools = toolbox.tools.map(\.tool) }
    var gate = SentenceGate(toolbox.evidence.isEmpty ? nil : toolbox.evidence.grounding)
    let answer = try model.answer(question) { event in
      if case .text(let piece) = event { try gate.pass(piece, tell) }
    }
    if !answer.calls.isEmpty { return .calls(answer.calls) }
    if let call = Self.callInWords(answer.text) { return .calls([call]) }
    try gate.end(tell)
    return .words(answer.text)
  }

  /// Some models print a call in place of making it.
  private static func callInWords(_ text: String) -> ToolCall? {
    guard let object = AnswerText.object(in: text), let name = (object["name"] ?? object["tool"])?.string,
      let arguments = (object["arguments"] ?? object["parameters"])?.object, ToolName(rawValue: name) != nil
    else { return nil }
    return ToolCall(id: "call_0", name: name, arguments: arguments)
  }

  private func schemaStep(isLast: Bool) throws -> Step {
    let schema = StepSchema.schema(for: isLast ? [] : toolbox.tools)
    let object = try model.object(Question(purpose, version: Guide.version, messages), of: schema).object
    if let name = object["tool"]?.string {
      return .calls([ToolCall(id: "call_0", name: name, arguments: object["arguments"]?.object ?? [:])])
    }
    return .words(object["answer"]?.string ?? "")
  }

  /// Uses a tool, and puts what was asked and what it said into the conversation; the ending, where it is one.
  private mutating func use(_ call: ToolCall, isNative: Bool) throws -> Ending? {
    let said: String
    let key = ToolCall(id: "", name: call.name, arguments: call.arguments)
    if called.insert(key).inserted {
      switch try toolbox.use(call) {
      case .plan(let plan, let isFounded): return .plan(plan, isFounded: isFounded)
      case .clarify(let question, let records): return .clarify(question, records)
      case .told(let text): said = text
      }
    } else {
      said = "error: you have asked that before; its answer stands above"
    }
    if isNative {
      var asking = Message(.assistant, "")
      asking.calls = [call]
      messages += [asking, .answer(to: call, said)]
    } else {
      let asked: JSONObject = ["tool": .string(call.name), "arguments": .object(call.arguments)]
      messages += [Message(.assistant, JSON.object(asked).text), Message(.user, "\(call.name) says:\n\(said)")]
    }
    return nil
  }

  // MARK: What does not go well

  /// Whether a server cannot do what tools need, so that the steps have to be asked for as objects.
  private static func isWithoutTools(_ error: LanguageError, _ mishaps: Int) -> Bool {
    switch error {
    case .modelCannot, .unreadable, .serverError(400...500, _): true
    default: false
    }
  }

  private mutating func explainSteps() {
    let words = StepSchema.guide(for: toolbox.tools)
    if messages.first?.role == .system { messages[0].text += "\n\n" + words }
  }

  private mutating func say(_ text: String) {
    messages.append(Message(.user, text))
  }

  /// Leaves out what tools said first, until the rest fits.
  private mutating func makeRoom() {
    let room = model.options.contextLength - model.options.answerLimit - Self.roomForTools
    var place = 0
    while TokenEstimate.upper(messages) > room, place < messages.count {
      let isToolsWord = messages[place].role == .tool || messages[place].text.contains(" says:\n")
      if isToolsWord, place + 2 < messages.count { messages[place].text = "(left out for want of room)" }
      place += 1
    }
  }

  /// What the descriptions of the tools take.
  private static let roomForTools = 900
}
