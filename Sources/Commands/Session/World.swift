package import Bytes
internal import Glibc

/// What the program has of the outside: its streams, variables and clock. Nothing below Commands knows any of it.
package struct World {
  /// Words after the program's name.
  package var arguments: [String]
  package var environment: [String: String]
  package var input: Stream
  package var output: Stream
  package var errors: Stream
  package var wallClock: () -> Timestamp

  /// An open descriptor and whether a person is at its other end.
  package struct Stream {
    package let descriptor: Int32
    package let name: String
    package let isTerminal: Bool

    package init(descriptor: Int32, name: String) {
      self.descriptor = descriptor
      self.name = name
      isTerminal = isatty(descriptor) == 1
    }

    /// Columns of the terminal; 80 where it does not say.
    package var width: Int { size.columns }

    /// Columns and rows of the terminal; 80 and 24 where it does not say.
    var size: (columns: Int, rows: Int) {
      var size = winsize()
      guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
      else { return (80, 24) }
      return (Int(size.ws_col), Int(size.ws_row))
    }
  }

  /// A world made of these, for running the program within another.
  package init(
    arguments: [String], environment: [String: String], input: Stream, output: Stream, errors: Stream,
    wallClock: @escaping () -> Timestamp
  ) {
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.output = output
    self.errors = errors
    self.wallClock = wallClock
  }

  /// The world of a process that was started from a shell.
  package static func process(arguments: [String]) -> World {
    World(
      arguments: arguments,
      environment: Self.environment(),
      input: Stream(descriptor: STDIN_FILENO, name: "standard input"),
      output: Stream(descriptor: STDOUT_FILENO, name: "standard output"),
      errors: Stream(descriptor: STDERR_FILENO, name: "standard error"),
      wallClock: {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        // Whole seconds: records are dated by people, and `updated_at` reads better without a fraction.
        return Timestamp(seconds: time.tv_sec)
      })
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return variables
  }
}
