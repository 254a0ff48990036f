internal import Bytes
internal import Glibc

/// A program that is started and waited for.
struct Subprocess {
  private let words: [String]
  private let environment: [String: String]

  /// `words` are the path of the program and its arguments.
  init(_ words: [String], environment: [String: String]) {
    self.words = words
    self.environment = environment
  }

  /// Runs it at the terminal of this program; the status as `waitpid` has it.
  func run() throws -> Int32 {
    wait(for: try start(nil))
  }

  /// Runs it with these bytes to read; the status as `waitpid` has it. What it writes goes to this program's standard
  /// error, whose standard output is data. That it does not read all is its own affair.
  func run(reading input: [UInt8]) throws -> Int32 {
    let ends = try Self.makePipe()
    let process: pid_t
    do {
      defer { close(ends[0]) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
      process = try start(&actions)
    } catch {
      close(ends[1])
      throw error
    }
    let sink = DescriptorSink(descriptor: ends[1], name: words[0])
    try? sink.write(input)
    try? sink.flush()
    close(ends[1])
    return wait(for: process)
  }

  /// Runs it with nothing to read, and gives what it writes with the status as `waitpid` has it. What it says to a person
  /// is left to this program's standard error where that is asked for.
  func output(showingErrors: Bool) throws -> (bytes: [UInt8], status: Int32) {
    let ends = try Self.makePipe()
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
      if !showingErrors {
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
      }
      process = try start(&actions)
    }
    var source = DescriptorSource(descriptor: ends[0], name: words[0])
    let bytes = try source.readToEnd()
    return (bytes, wait(for: process))
  }

  /// A pipe, its end to read from and that to write to, which no other program inherits.
  private static func makePipe() throws -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure(.failure, "no pipe can be made: \(reason(errno))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  private func start(_ actions: UnsafePointer<posix_spawn_file_actions_t>?) throws -> pid_t {
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var process = pid_t()
    let error = posix_spawn(&process, words[0], actions, nil, &arguments, &variables)
    guard error == 0 else { throw Failure(.failure, "\(words[0]) cannot be started: \(Self.reason(error))") }
    return process
  }

  private func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    // A signal to the whole group, such as a changed window, ends the wait but not the program.
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
