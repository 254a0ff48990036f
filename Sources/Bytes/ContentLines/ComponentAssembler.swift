/// Makes components of lines; apart from their reader so that it is compiled once, for all sources.
struct ComponentAssembler {
  private let entries: Set<String>
  private let container: String?
  private let keepsSource: Bool
  private let limit: Int

  /// Whether the last line has come.
  private(set) var isOver = false
  /// What is complete and was not taken yet: seldom more than one.
  private var outcomes: [Result<ContentPiece, BadComponent>] = []
  /// The line on which the container began that is being read.
  private var containerLine: Int?
  /// The component that is being read, and those in it down to the innermost.
  private var open: [ContentComponent] = []
  /// What is wrong with the outermost one, the rest of which is passed over then.
  private var problem: BadComponent.Problem?
  /// Where text began that belongs to no component.
  private var strayLine: Int?
  /// The text of the one or the other.
  private var source: [UInt8] = []
  private var size = 0

  /// Deeper ones are not taken apart: what is nested that deep is no card or event.
  private static let deepest = 16

  init(entries: Set<String>, container: String?, keepsSource: Bool, limit: Int) {
    self.entries = entries
    self.container = container
    self.keepsSource = keepsSource
    self.limit = limit
  }

  /// What is complete, the first of it first.
  mutating func take() -> Result<ContentPiece, BadComponent>? {
    outcomes.isEmpty ? nil : outcomes.removeFirst()
  }

  /// Takes the next line.
  mutating func add(_ line: ContentLine) {
    switch line.name {
    case "BEGIN": begin(line)
    case "END": end(line)
    default:
      if !open.isEmpty {
        keep(line.source, size: line.value.count)
        if problem == nil { open[open.count - 1].properties.append(line) }
      } else if containerLine != nil {
        outcomes.append(.success(.property(line)))
      } else {
        stray(line.number, line.source)
      }
    }
  }

  /// Takes a line that is no property.
  mutating func add(_ error: ContentLineError) {
    if !open.isEmpty {
      keep(error.source, size: 0)
      fail(.line(error))
    } else if containerLine != nil {
      outcomes.append(.failure(BadComponent(line: error.line, problem: .line(error), source: error.source)))
    } else {
      stray(error.line, error.source)
    }
  }

  /// Ends the stream.
  mutating func finish() {
    isOver = true
    abandon()
    reportStray()
    guard let line = containerLine, let container else { return }
    outcomes.append(.success(.end))
    outcomes.append(.failure(BadComponent(line: line, problem: .noEnd(of: container), source: [])))
  }

  // MARK: BEGIN and END

  private mutating func begin(_ line: ContentLine) {
    let name = line.componentName
    if entries.contains(name) || name == container, !isAgent { abandon() }
    reportStray()
    if name == container {
      if containerLine != nil { outcomes.append(.success(.end)) }
      containerLine = line.number
      outcomes.append(.success(.begin))
      return
    }
    if open.isEmpty || problem == nil { open.append(ContentComponent(name: name, line: line.number)) }
    keep(line.source, size: line.value.count)
    if open.count > Self.deepest { fail(.tooDeep) }
  }

  /// Whether a card may begin within a card: vCard 2.1 so gives a person's assistant.
  private var isAgent: Bool {
    guard let last = open.last?.properties.last else { return false }
    return last.name == "AGENT" && last.isEmpty
  }

  private mutating func end(_ line: ContentLine) {
    let name = line.componentName
    if name == container, containerLine != nil {
      abandon()
      containerLine = nil
      outcomes.append(.success(.end))
      return
    }
    guard let outermost = open.first, let innermost = open.last else {
      stray(line.number, line.source)
      return
    }
    keep(line.source, size: line.value.count)
    if problem == nil, name != innermost.name {
      fail(open.contains { $0.name == name } ? .noEnd(of: innermost.name) : .noBegin(of: name))
    }
    if problem != nil {
      if name == outermost.name { report() }
      return
    }
    open.removeLast()
    if open.isEmpty {
      var component = innermost
      component.source = source
      outcomes.append(.success(.component(component)))
      clear()
    } else {
      open[open.count - 1].components.append(innermost)
    }
  }

  // MARK: What is wrong

  /// Passes over the rest of the outermost component.
  private mutating func fail(_ problem: BadComponent.Problem) {
    if self.problem != nil { return }
    self.problem = problem
    open.removeLast(open.count - 1)
  }

  /// Ends the outermost component, whose END did not come.
  private mutating func abandon() {
    guard let outermost = open.first else { return }
    fail(.noEnd(of: outermost.name))
    if keepsSource { source += "END:\(outermost.name)\r\n".utf8 }
    report()
  }

  private mutating func report() {
    guard let outermost = open.first, let problem else { return }
    outcomes.append(.failure(BadComponent(line: outermost.line, problem: problem, source: source)))
    clear()
  }

  private mutating func clear() {
    open = []
    problem = nil
    source = []
    size = 0
  }

  /// Keeps the text of the component, which has to stay within the limit.
  private mutating func keep(_ text: [UInt8], size added: Int) {
    // Each property costs something, be it empty.
    size += added + text.count + 64
    if size > limit {
      source = []
      fail(.tooLarge(limit: limit))
      open[0].properties = []
      open[0].components = []
    } else {
      source += text
    }
  }

  /// Passes over text between components; it is reported once, where it began.
  private mutating func stray(_ line: Int, _ text: [UInt8]) {
    if strayLine == nil { strayLine = line }
    if source.count + text.count <= limit { source += text }
  }

  private mutating func reportStray() {
    guard let line = strayLine else { return }
    outcomes.append(.failure(BadComponent(line: line, problem: .outside, source: source)))
    strayLine = nil
    clear()
  }
}

extension ContentLine {
  /// The name that a BEGIN or END gives.
  fileprivate var componentName: String {
    String(decoding: value.filter { !$0.isBlank }, as: UTF8.self).uppercased()
  }
}
