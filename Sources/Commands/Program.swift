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
      return try print(CompletionCommand.complete(Array(world.arguments.dropFirst()), world), world)
    }
    if world.arguments.starts(with: ["help", "--man"]), world.arguments.count == 3 {
      return try ManualPages.write(to: world.arguments[2])
    }
    do {
      try checkText(world.arguments)
      switch try tree.parse(world.arguments) {
      case .run(let action, let call):
        let session = Session(world, call, effect: action.effect(call))
        let status = try action.run(call, session)
        try session.output.flush()
        return status
      case .help(let path, let length):
        return try printHelp(path, length, world)
      case .version:
        return try print("crm \(VersionCommand.version)\n", world)
      }
    } catch let error as UsageError {
      // Whoever types a noun alone, or nothing, wants to know what there is: like git, say so and count it as wrong.
      guard case .missingCommand = error.problem, world.output.isTerminal else { throw error }
      _ = try printHelp(error.path, .short, world)
      return .usage
    }
  }

  /// Fails when an argument was not UTF-8: what Swift made of it would be stored in its place.
  private static func checkText(_ arguments: [String]) throws {
    for argument in arguments where argument.unicodeScalars.contains("\u{FFFD}") {
      throw Failure(.usage, "the argument '\(argument)' is not valid UTF-8")
    }
  }

  // MARK: Printing

  private static func printHelp(_ path: [String], _ length: HelpLength, _ world: World) throws -> ExitStatus {
    let isStyled = session(world).usesColor
    return try print(
      AllCommands.tree.help(for: path, length, width: world.output.width, isStyled: isStyled), world)
  }

  private static func print(_ text: String, _ world: World) throws -> ExitStatus {
    let sink = DescriptorSink(descriptor: world.output.descriptor, name: world.output.name)
    try sink.write(text)
    try sink.flush()
    return .ok
  }

  /// Says what failed: in words to a person, as one line of JSON to a program.
  private static func report(_ failure: Failure, _ world: World) -> ExitStatus {
    let session = session(world)
    let hint = failure.hint.flatMap(session.line)
    session.say(session.reportsJSON ? failure.json(hint: hint).text + "\n" : failure.text(hint: hint))
    return failure.status
  }

  /// A run with the options of the command line, which are read even where the rest of it is wrong.
  private static func session(_ world: World) -> Session {
    Session(world, AllCommands.tree.complete(words: world.arguments + [""]).invocation, effect: .none)
  }
}
