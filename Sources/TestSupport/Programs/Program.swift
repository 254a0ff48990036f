internal import Glibc

/// An executable file and the surroundings it runs in, all of them explicit: nothing of the environment
/// of the test run reaches it.
package struct Program: Sendable {
  /// What standard input is.
  package enum Input: Sendable {
    /// A pipe fed with these bytes. It stays open until the test closes it or waits for the end.
    case bytes([UInt8])
    case file(String)
    case closed
    case terminal

    /// The UTF-8 bytes of `text`, through a pipe.
    package static func text(_ text: String) -> Input { .bytes(Array(text.utf8)) }

    /// A pipe with nothing in it.
    package static var empty: Input { .bytes([]) }
  }

  /// Where standard output or standard error goes.
  package enum Output: Sendable {
    case captured
    /// A file that exists, such as `/dev/full`, or that is made.
    case file(String)
    case closed
    case terminal
  }

  /// The moment at which programs under test live.
  package static let now = "2026-03-02T09:00:00Z"

  /// The executable file.
  package let path: String
  /// The home and working folder.
  package let folder: TemporaryFolder
  /// All of the program's environment: at first PATH, HOME, TZ and CRM_NOW.
  package var environment: [String: String]
  /// How long it may take before it is killed and the test fails.
  package var timeLimit: Duration = .seconds(60)
  /// The size of the terminal, when a stream is connected to one.
  package var terminalSize: (columns: UInt16, rows: UInt16) = (80, 24)

  /// The program at `path`, with `folder` as home and working folder and the built programs first in PATH.
  package init(path: String, in folder: TemporaryFolder) {
    self.path = path
    self.folder = folder
    environment = [
      "PATH": "\(Self.builtFolder):/usr/local/bin:/usr/bin:/bin",
      "HOME": folder.path,
      "TZ": "UTC",
      "CRM_NOW": Self.now,
    ]
  }

  /// The program called `name` that this package built.
  package static func built(_ name: String = "crm", in folder: TemporaryFolder) -> Program {
    Program(path: "\(builtFolder)/\(name)", in: folder)
  }

  /// The standard shell; scripts in it find the built programs by name.
  package static func shell(in folder: TemporaryFolder) -> Program {
    Program(path: "/bin/sh", in: folder)
  }

  /// Built programs lie beside the test bundle, and the bundle is the running executable.
  private static let builtFolder: String = {
    guard let executable = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(executable) }
    return Files.folder(of: String(cString: executable))
  }()

  /// Runs the program to its end. Fails when it cannot be started or passes its time limit.
  package func run(
    _ arguments: [String], input: Input = .empty, output: Output = .captured, errors: Output = .captured
  ) throws -> ProgramResult {
    try start(arguments, input: input, output: output, errors: errors).wait()
  }

  /// Starts the program and returns it running. Fails when it cannot be started.
  package func start(
    _ arguments: [String], input: Input = .empty, output: Output = .captured, errors: Output = .captured
  ) throws -> RunningProgram {
    try RunningProgram(
      command: ([Files.name(of: path)] + arguments).joined(separator: " "),
      limit: timeLimit,
      launched: launch(arguments, input: input, output: output, errors: errors)
    )
  }
}
