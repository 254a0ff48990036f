internal import Arguments
internal import Bytes
internal import Glibc
internal import Store

/// Runs the program once, from its arguments to its exit status.
package enum Program {
  /// Does what the arguments say; an interruption ends the process by its signal.
  package static func run(_ world: World) -> Int32 {
    Interruption.listen()
    do {
      return try dispatch(world).rawValue
    } catch {
      // A statement that was stopped, a wait that was ended: whatever failed because of a signal, this is why.
      Interruption.endProcessIfRequested()
      // Whoever read the output has gone, and wants no more of it.
      if let error = error as? SystemError, error.isClosedPipe { return ExitStatus.ok.rawValue }
      return report(Failure(error), world).rawValue
    }
  }

  private static func dispatch(_ world: World) throws -> ExitStatus {
    let tree = AllCommands.tree
    if world.arguments.first == "--complete" {
      return try print(try CompletionCommand.complete(Array(world.arguments.dropFirst()), world), world)
    }
    if world.arguments.starts(with: ["help", "--man"]), world.arguments.count == 3 {
      return try ManualPages.write(to: world.arguments[2])
    }
    switch try tree.parse(world.arguments) {
    case .run(let action, let call):
      let session = try Session(world, call, effect: action.effect)
      let status = try action.run(call, session)
      try session.output.flush()
      return status
    case .help(let path, let length):
      let isStyled = world.output.isTerminal && (world.environment["NO_COLOR"] ?? "").isEmpty
      return try print(tree.help(for: path, length, width: world.output.width, isStyled: isStyled), world)
    case .version:
      return try print("crm \(VersionCommand.version)\n", world)
    }
  }

  private static func print(_ text: String, _ world: World) throws -> ExitStatus {
    let sink = DescriptorSink(descriptor: world.output.descriptor, name: world.output.name)
    try sink.write(text)
    try sink.flush()
    return .ok
  }

  /// Says what failed: in words to a person, as one line of JSON to a program.
  private static func report(_ failure: Failure, _ world: World) -> ExitStatus {
    let sink = DescriptorSink(descriptor: world.errors.descriptor, name: world.errors.name)
    let text = wantsJSON(world) ? failure.json.text + "\n" : failure.text
    // There is nowhere left to say that saying it failed.
    try? sink.write(text)
    try? sink.flush()
    return failure.status
  }

  /// As the contract has it: with -o json or jsonl, and where standard output is no terminal.
  private static func wantsJSON(_ world: World) -> Bool {
    if let format = explicitFormat(world) { return format == .json || format == .jsonl }
    return !world.output.isTerminal
  }

  /// The format that the command line or the variable names, read even where the rest of the line is wrong.
  private static func explicitFormat(_ world: World) -> OutputFormat? {
    let call = AllCommands.tree.complete(words: world.arguments + [""]).invocation
    let format = call[Globals.output] ?? world.environment["CRM_OUTPUT"].flatMap(OutputFormat.init(rawValue:))
    return format == .auto ? nil : format
  }
}
