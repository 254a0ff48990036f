internal import Glibc
internal import Synchronization

/// A started process and the test's ends of its streams; nil where the test holds none.
struct Launched {
  var process: pid_t
  /// The write end of standard input, or the terminal.
  var input: Int32?
  var inputIsTerminal = false
  var output: Int32?
  var errors: Int32?
  var screen: Int32?
  /// What is still to be written to `input`.
  var pending: [UInt8] = []
}

/// Held from the making of a pipe to the spawn that uses it: Swift does not see `pipe2`, so for a moment
/// a pipe lacks its close-on-exec flag, and a sibling spawned then would keep its write end open for ever.
private let spawning = Mutex(())

extension Program {
  /// Starts the process with its streams, in a process group of its own.
  func launch(
    _ arguments: [String], input: Input, output: Output, errors: Output
  ) throws(SystemFailure) -> Launched {
    // The program may stop reading before the test stops writing; the test wants EPIPE, not its own death.
    signal(SIGPIPE, SIG_IGN)
    return try spawning.withLock { _ throws(SystemFailure) in
      var plan = SpawnPlan()
      defer { plan.closeTheirs() }
      try plan.connect(input: input, size: terminalSize)
      try plan.connect(output: output, as: STDOUT_FILENO, size: terminalSize)
      try plan.connect(output: errors, as: STDERR_FILENO, size: terminalSize)
      do throws(SystemFailure) {
        return try plan.spawn(path, arguments, environment: environment, in: folder.path)
      } catch {
        plan.closeOurs()
        throw error
      }
    }
  }
}

/// `posix_spawn_file_actions_addchdir_np`, found by name: it is in glibc since 2.29, but a GNU declaration,
/// which Swift does not see.
private let changeFolder = unsafeBitCast(
  dlsym(nil, "posix_spawn_file_actions_addchdir_np"),
  to: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self)

/// What a spawn needs, gathered stream by stream.
private struct SpawnPlan {
  private var launched = Launched(process: 0)
  private var actions = posix_spawn_file_actions_t()
  /// Descriptors that belong to the program and are closed here once it has its copies.
  private var theirs: [Int32] = []
  private var terminalPath: String?

  init() {
    posix_spawn_file_actions_init(&actions)
  }

  mutating func connect(input: Program.Input, size: (columns: UInt16, rows: UInt16)) throws(SystemFailure) {
    switch input {
    case .bytes(let bytes):
      let ends = try makePipe()
      give(ends.read, as: STDIN_FILENO)
      launched.input = ends.write
      launched.pending = bytes
      setNonBlocking(ends.write)
    case .file(let path):
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0)
    case .closed:
      posix_spawn_file_actions_addclose(&actions, STDIN_FILENO)
    case .terminal:
      launched.input = try openTerminal(as: STDIN_FILENO, size: size)
      launched.inputIsTerminal = true
    }
  }

  mutating func connect(
    output: Program.Output, as number: Int32, size: (columns: UInt16, rows: UInt16)
  ) throws(SystemFailure) {
    switch output {
    case .captured:
      let ends = try makePipe()
      give(ends.write, as: number)
      if number == STDOUT_FILENO { launched.output = ends.read } else { launched.errors = ends.read }
    case .file(let path):
      posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    case .closed:
      posix_spawn_file_actions_addclose(&actions, number)
    case .terminal:
      _ = try openTerminal(as: number, size: size)
    }
  }

  mutating func spawn(
    _ path: String, _ arguments: [String], environment: [String: String], in folder: String
  ) throws(SystemFailure) -> Launched {
    guard changeFolder(&actions, folder) == 0 else { throw SystemFailure("chdir", folder) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // The first terminal that the leader of a new session opens becomes its controlling terminal.
    // POSIX_SPAWN_SETSID (0x80 in spawn.h) is one of the GNU names that Swift does not see.
    let group = terminalPath == nil ? POSIX_SPAWN_SETPGROUP : 0x80
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))

    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for string in words + variables { free(string) } }
    let code = posix_spawn(&launched.process, path, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw SystemFailure("posix_spawn", path, code: code) }
    return launched
  }

  mutating func closeTheirs() {
    for descriptor in theirs { close(descriptor) }
    posix_spawn_file_actions_destroy(&actions)
  }

  func closeOurs() {
    for case let descriptor? in Set([launched.input, launched.output, launched.errors, launched.screen]) {
      close(descriptor)
    }
  }

  /// Makes `descriptor` the program's stream `number`, and the program's alone.
  private mutating func give(_ descriptor: Int32, as number: Int32) {
    posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    theirs.append(descriptor)
  }

  private func makePipe() throws(SystemFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFailure("pipe", "") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Connects stream `number` to the terminal, which is made for the first of them; returns the test's end.
  private mutating func openTerminal(
    as number: Int32, size: (columns: UInt16, rows: UInt16)
  ) throws(SystemFailure) -> Int32 {
    if launched.screen == nil {
      var (ours, slave): (Int32, Int32) = (0, 0)
      var window = winsize(ws_row: size.rows, ws_col: size.columns, ws_xpixel: 0, ws_ypixel: 0)
      guard openpty(&ours, &slave, nil, nil, &window) == 0 else { throw SystemFailure("openpty", "") }
      for end in [ours, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      setNonBlocking(ours)
      theirs.append(slave)

      // What the program writes arrives byte for byte, without an echo of what the test types.
      var settings = termios()
      tcgetattr(slave, &settings)
      settings.c_oflag &= ~tcflag_t(OPOST)
      settings.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(slave, TCSANOW, &settings)

      var name = [CChar](repeating: 0, count: Int(PATH_MAX))
      let code = ttyname_r(slave, &name, name.count)
      guard code == 0 else { throw SystemFailure("ttyname", "", code: code) }
      launched.screen = ours
      terminalPath = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    posix_spawn_file_actions_addopen(&actions, number, terminalPath ?? "", O_RDWR, 0)
    return launched.screen ?? -1
  }

  private func setNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }
}
