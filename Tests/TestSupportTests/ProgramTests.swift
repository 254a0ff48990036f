import Glibc
import TestSupport
import Testing

/// Programs are run with every kind of stream, and ended in every way.
@Suite struct ProgramTests {
  /// Runs `script` in the shell.
  private func run(
    _ script: String, input: Program.Input = .empty, output: Program.Output = .captured,
    errors: Program.Output = .captured
  ) throws -> ProgramResult {
    try TemporaryFolder.with { folder in
      try Program.shell(in: folder).run(["-c", script], input: input, output: output, errors: errors)
    }
  }

  @Test func outputErrorsAndStatusAreToldApart() throws {
    let result = try run("echo out; echo err >&2; exit 7")
    #expect(result.output == "out\n")
    #expect(result.errors == "err\n")
    #expect(result.status == .exited(7))
  }

  @Test func argumentsArriveAsTheyAre() throws {
    let arguments = ["two words", "", "*", "$HOME", "é\n"]
    let result = try TemporaryFolder.with { folder in
      try Program.shell(in: folder).run(["-c", #"printf '<%s>' "$@""#, "sh"] + arguments)
    }
    #expect(result.output == arguments.map { "<\($0)>" }.joined())
  }

  @Test func environmentIsOnlyWhatIsGiven() throws {
    try TemporaryFolder.with { folder in
      var env = Program(path: "/usr/bin/env", in: folder)
      env.environment["GREETING"] = "hi there"
      let names = try env.run([]).output.split(separator: "\n").map { $0.prefix { $0 != "=" } }
      #expect(names.sorted() == ["CRM_NOW", "GREETING", "HOME", "PATH", "TZ"])
    }
  }

  @Test func folderIsHomeAndWorkingFolder() throws {
    try TemporaryFolder.with { folder in
      let result = try Program.shell(in: folder).run(["-c", #"pwd -P; test "$HOME" = "$PWD""#])
      #expect(result.output == "\(folder.path)\n")
      #expect(result.status == .exited(0))
    }
  }

  @Test func builtProgramsAreFoundByName() throws {
    #expect(try run("command -v crm").output.hasSuffix("/debug/crm\n"))
  }

  @Test func moreBytesThanPipesHoldGoBothWays() throws {
    var bytes: [UInt8] = []
    for index in 0..<1_000_000 { bytes.append(UInt8(truncatingIfNeeded: index &* 31)) }
    let result = try run("tee /dev/stderr", input: .bytes(bytes))
    #expect(result.outputBytes == bytes)
    #expect(result.errorBytes == bytes)
  }

  @Test func inputNobodyReadsIsDropped() throws {
    let result = try run("exit 0", input: .bytes([UInt8](repeating: 10, count: 1_000_000)))
    #expect(result.status == .exited(0))
  }

  @Test func inputMayBeAFileOrClosed() throws {
    try TemporaryFolder.with { folder in
      let file = try folder.write("from a file", to: "input")
      let cat = Program(path: "/bin/cat", in: folder)
      #expect(try cat.run([], input: .file(file)).output == "from a file")
      #expect(try cat.run([], input: .closed).errors.hasSuffix("Bad file descriptor\n"))
    }
  }

  @Test func outputMayBeAFileOrClosed() throws {
    let full = try run("echo x | cat", output: .file("/dev/full"))
    #expect(full.errors.contains("No space left"))
    let closed = try run("echo x | cat", output: .closed)
    #expect(closed.errors.contains("Bad file descriptor"))
    let silent = try run("echo x >&2", errors: .closed)
    #expect(silent.status != .exited(0))
  }

  @Test func missingProgramIsNamed() throws {
    try TemporaryFolder.with { folder in
      let failure = #expect(throws: SystemFailure.self) {
        try Program(path: "/nowhere/program", in: folder).run([])
      }
      #expect(failure?.description == "posix_spawn /nowhere/program: No such file or directory")
    }
  }

  @Test func passingTheTimeLimitKillsTheWholeGroup() throws {
    try TemporaryFolder.with { folder in
      var shell = Program.shell(in: folder)
      shell.timeLimit = .milliseconds(300)
      let failure = #expect(throws: TimeLimitPassed.self) {
        try shell.run(["-c", "sleep 60 & echo $!; wait"])
      }
      let child = try #require(failure?.soFar.output.split(separator: "\n").first.flatMap { pid_t($0) })
      // The killed grandchild goes soon, or stays a zombie until its new parent notices.
      let deadline = ContinuousClock.now + .seconds(5)
      var state: String?
      repeat {
        usleep(1000)
        state = try? Files.text("/proc/\(child)/stat")
      } while state.map { !$0.contains(") Z ") } == true && ContinuousClock.now < deadline
      #expect(state == nil || state?.contains(") Z ") == true)
    }
  }

  @Test func parallelProgramsDoNotHoldEachOthersPipes() async throws {
    let outputs = try await withThrowingTaskGroup { group in
      for number in 0..<60 {
        group.addTask { try self.run("cat; echo \(number)", input: .text("in ")).output }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outputs == Set((0..<60).map { "in \($0)\n" }))
  }
}

/// A test talks to a program that runs.
@Suite struct RunningProgramTests {
  @Test func inputIsTypedSlowly() throws {
    try TemporaryFolder.with { folder in
      let cat = try Program(path: "/bin/cat", in: folder).start([])
      try cat.write("one\n")
      #expect(try cat.read(until: "one\n") == "one\n")
      try cat.write("two\n")
      #expect(try cat.read(until: "two\n") == "one\ntwo\n")
      #expect(try cat.wait().status == .exited(0))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func signalEndsIt(signal: Int32) throws {
    try TemporaryFolder.with { folder in
      let sleep = try Program(path: "/bin/sleep", in: folder).start(["60"])
      sleep.send(signal)
      #expect(try sleep.wait().status == .killed(signal: signal))
    }
  }

  @Test func signalIsHandledWhenItSaysItIsReady() throws {
    try TemporaryFolder.with { folder in
      let shell = try Program.shell(in: folder).start(
        ["-c", "trap 'echo stopped; exit 130' INT; echo ready; while :; do sleep 0.01; done"])
      try shell.read(until: "ready\n")
      shell.send(SIGINT)
      let result = try shell.wait()
      #expect(result.output == "ready\nstopped\n")
      #expect(result.status == .exited(130))
    }
  }

  @Test func closedOutputIsABrokenPipe() throws {
    try TemporaryFolder.with { folder in
      let yes = try Program(path: "/usr/bin/yes", in: folder).start([])
      try yes.read(until: "y\n")
      yes.closeOutput()
      #expect(try yes.wait().status == .killed(signal: SIGPIPE))
    }
  }

  @Test func outputThatEndsTooEarlyIsAFailure() throws {
    try TemporaryFolder.with { folder in
      let echo = try Program(path: "/bin/echo", in: folder).start(["hello"])
      let failure = #expect(throws: OutputEnded.self) { try echo.read(until: "goodbye") }
      #expect(failure?.text == "hello\n")
    }
  }

  @Test func droppedProgramIsKilled() throws {
    try TemporaryFolder.with { folder in
      var shell: RunningProgram? = try Program.shell(in: folder).start(["-c", "echo $$; exec sleep 60"])
      let process = try #require(try shell?.read(until: "\n").dropLast()).description
      shell = nil
      #expect(!Files.exists("/proc/\(process)"))
    }
  }
}

/// A program on a pseudo-terminal.
@Suite struct TerminalTests {
  @Test func everyStreamIsTheTerminal() throws {
    try TemporaryFolder.with { folder in
      let result = try Program.shell(in: folder).run(
        ["-c", "test -t 0 && test -t 1 && test -t 2 && echo out && echo err >&2 && tty -s < /dev/tty"],
        input: .terminal, output: .terminal, errors: .terminal)
      #expect(result.screen == "out\nerr\n")
      #expect(result.output == "" && result.errors == "")
      #expect(result.status == .exited(0))
    }
  }

  @Test func oneStreamMayBeTheTerminal() throws {
    try TemporaryFolder.with { folder in
      let result = try Program.shell(in: folder).run(
        ["-c", "test -t 2 && ! test -t 1 && echo data && echo progress >&2"], errors: .terminal)
      #expect(result.output == "data\n")
      #expect(result.screen == "progress\n")
    }
  }

  @Test func sizeIsGiven() throws {
    try TemporaryFolder.with { folder in
      var stty = Program(path: "/usr/bin/stty", in: folder)
      stty.terminalSize = (columns: 132, rows: 50)
      let result = try stty.run(["size"], input: .terminal)
      #expect(result.output == "50 132\n")
    }
  }

  @Test func questionIsAnswered() throws {
    try TemporaryFolder.with { folder in
      let shell = try Program.shell(in: folder).start(
        ["-c", "printf 'Sure? '; read answer; echo \"<$answer>\"; cat"], input: .terminal, output: .terminal)
      try shell.read(until: "Sure? ", from: .screen)
      try shell.write("yes\n")
      #expect(try shell.wait().screen == "Sure? <yes>\n")
    }
  }

  @Test func controlCReachesIt() throws {
    try TemporaryFolder.with { folder in
      let sleep = try Program.shell(in: folder).start(
        ["-c", "echo ready; exec sleep 60"], input: .terminal, output: .terminal)
      try sleep.read(until: "ready\n", from: .screen)
      try sleep.write("\u{3}")
      #expect(try sleep.wait().status == .killed(signal: SIGINT))
    }
  }
}
