/// The grammar as a machine that takes a word a step, shared by parsing and completion.
///
/// It follows the Utility Syntax Guidelines of POSIX.1-2017 (XBD 12.2) with GNU's long options, and lets
/// options and operands stand in any order after their command.
struct Parser<Action: Sendable> {
  /// What the command line asks for in place of running the command.
  enum Request {
    case help(HelpLength)
    /// By the word `help`, after which there are only command words.
    case helpCommand
    case version
  }

  let tree: CommandTree<Action>
  let words: [String]
  private(set) var position = 0

  private(set) var command: Command<Action>
  private(set) var children: [Command<Action>]
  private(set) var operands: [Spec] = []
  private(set) var operandCount = 0
  private(set) var invocation: Invocation
  private(set) var request: Request?
  /// The option whose value is the next word.
  private(set) var pending: Spec?
  private(set) var optionsEnded = false
  /// Where the next command word would have to stand.
  private var commandEnd = 0
  private var hasOwnOptions = false

  init(_ tree: CommandTree<Action>, _ words: [String]) {
    self.tree = tree
    self.words = words
    command = tree.root
    invocation = Invocation(path: [], specs: [])
    children = []
    enter(tree.root)
  }

  var isAtEnd: Bool { position == words.count }
  var options: some Sequence<Spec> { invocation.specs.lazy.filter { !$0.isOperand } }

  /// The operand that the next word would be, or nil when the command takes no more.
  var nextOperand: Spec? {
    if operandCount < operands.count { return operands[operandCount] }
    return operands.last.flatMap { $0.isRepeated ? $0 : nil }
  }

  /// Takes the next word. After a failure the word counts as taken, so that completion can go on.
  mutating func step() throws(UsageError) {
    let word = words[position]
    defer { position += 1 }
    if let option = pending {
      pending = nil
      try store(word, option)
    } else if optionsEnded || word.utf8.first != UInt8(ascii: "-") || word == "-" {
      try takeBareWord(word)
    } else if word == "--" {
      optionsEnded = true
    } else if word.utf8.starts(with: "--".utf8) {
      try takeLong(word)
    } else {
      try takeShorts(word)
    }
  }

  // MARK: Commands and operands

  private mutating func enter(_ command: Command<Action>) {
    self.command = command
    invocation.path.append(command.name)
    children = tree.children(of: invocation.path, command)
    let own = command.arguments.map(\.spec)
    operands = own.filter(\.isOperand)
    invocation.specs = own + tree.globals(besides: command)
  }

  private mutating func takeBareWord(_ word: String) throws(UsageError) {
    // After `--` a word that could be an operand is one, so that a record may be named like a command.
    if operandCount == 0, !(optionsEnded && nextOperand != nil),
      let child = children.first(where: { $0.name == word })
    {
      guard !hasOwnOptions else {
        throw failure(.lateCommand(word), correction: moved(from: position, to: commandEnd))
      }
      if invocation.path.count == 1, word == "help" {
        request = request ?? .helpCommand
      } else {
        enter(child)
        commandEnd = position + 1
      }
    } else if let operand = nextOperand, !isHelpCommand {
      operandCount += 1
      try store(word, operand)
    } else if operands.isEmpty, !children.isEmpty {
      throw unknownCommand(word)
    } else {
      throw failure(.unexpectedOperand(word))
    }
  }

  private var isHelpCommand: Bool {
    if case .helpCommand = request { true } else { false }
  }

  // MARK: Options

  private mutating func takeLong(_ word: String) throws(UsageError) {
    // By bytes: as characters, `=` and a combining mark after it would be one.
    let body = word.utf8.dropFirst(2)
    let equals = body.firstIndex(of: UInt8(ascii: "="))
    let name = String(word[body.startIndex..<(equals ?? body.endIndex)])
    let value = equals.map { String(word[body.index(after: $0)...]) }

    if let option = options.first(where: { $0.name == name }) {
      if value != nil, option.reading == nil {
        throw failure(.unexpectedValue(option: "--" + name), correction: replaced(by: "--" + name))
      }
      try take(option, spelled: "--" + name, value: value)
    } else if value == nil, name.utf8.starts(with: "no-".utf8),
      let option = options.first(where: { $0.isNegatable && $0.name == name.dropFirst(3) })
    {
      note(option)
      invocation.given.append(.init(key: option.key, word: word, value: false))
    } else {
      throw unknownOption("--" + name)
    }
  }

  private mutating func takeShorts(_ word: String) throws(UsageError) {
    var rest = word.unicodeScalars.dropFirst()
    while let letter = rest.popFirst() {
      let spelled = "-" + String(letter)
      guard let option = options.first(where: { $0.short == Character(letter) }) else {
        throw unknownOption(spelled)
      }
      if option.reading != nil, !rest.isEmpty {
        return try take(option, spelled: spelled, value: String(rest))
      }
      try take(option, spelled: spelled, value: nil)
    }
  }

  /// Takes an option, with the value that stood in the same word; without one, a valued option waits for
  /// the next word, whatever it looks like: it may be a negative number.
  private mutating func take(_ option: Spec, spelled: String, value: String?) throws(UsageError) {
    note(option)
    if let value {
      try store(value, option)
    } else if option.reading != nil {
      pending = option
    } else if option.name == "help" {
      request = request ?? .help(spelled == "--help" ? .long : .short)
    } else if option.name == "version" {
      request = request ?? .version
    } else {
      invocation.given.append(.init(key: option.key, word: spelled, value: true))
    }
  }

  private mutating func note(_ option: Spec) {
    hasOwnOptions = hasOwnOptions || !tree.globals.contains { $0.key == option.key }
  }

  private mutating func store(_ word: String, _ spec: Spec) throws(UsageError) {
    guard let reading = spec.reading else { return }
    do {
      invocation.given.append(.init(key: spec.key, word: word, value: try reading.read(word)))
    } catch {
      var nearest: String?
      if case .notAmong(let choices) = error { nearest = Suggestion.nearest(to: word, among: choices).first }
      throw failure(
        .invalidValue(word, of: spec.label, because: error),
        correction: nearest.map { replaced(by: leading(word) + $0) })
    }
  }

  /// What stands before a value in its word: `--limit=` or `-n` or nothing.
  private func leading(_ value: String) -> String {
    String(Substring(words[position].utf8.dropLast(value.utf8.count)))
  }

  // MARK: The end

  /// What is asked for after the last word, or the running of the command.
  func finish() throws(UsageError) -> Parsed<Action> {
    if let request { return outcome(of: request) }
    if let pending { throw failure(.missingValue(of: pending.label)) }
    guard let action = command.action else { throw failure(.missingCommand(among: children.map(\.name))) }
    var needed = 0
    for operand in operands {
      guard case .operand(let minimum, _) = operand.kind else { continue }
      needed += minimum
      if operandCount < needed { throw failure(.missing(operand.label)) }
    }
    for option in options where option.isRequired {
      guard invocation.given.contains(where: { $0.key == option.key }) else {
        throw failure(.missing(option.label))
      }
    }
    return .run(action, invocation)
  }

  func outcome(of request: Request) -> Parsed<Action> {
    switch request {
    case .help(let length): .help(path: invocation.path, length)
    case .helpCommand: .help(path: invocation.path, .long)
    case .version: .version
    }
  }
}
