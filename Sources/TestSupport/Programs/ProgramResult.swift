internal import Glibc

/// How a program ended and everything it said.
package struct ProgramResult: Sendable {
  /// The end itself: of its own accord, or by a signal.
  package enum Status: Equatable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)

    /// Reads the status word of `waitpid`, whose macros Swift does not see.
    init(word: Int32) {
      let signal = word & 0x7f
      self = signal == 0 ? .exited((word >> 8) & 0xff) : .killed(signal: signal)
    }

    package var description: String {
      switch self {
      case .exited(let code): "\(code)"
      case .killed(let signal): "signal \(signal)"
      }
    }
  }

  package let status: Status
  /// What was captured of standard output.
  package let outputBytes: [UInt8]
  /// What was captured of standard error.
  package let errorBytes: [UInt8]
  /// What arrived on the terminal, from whichever streams were connected to it.
  package let screenBytes: [UInt8]

  /// Standard output as UTF-8 text.
  package var output: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as UTF-8 text.
  package var errors: String { String(decoding: errorBytes, as: UTF8.self) }
  /// The terminal's text as UTF-8.
  package var screen: String { String(decoding: screenBytes, as: UTF8.self) }
}

/// A program that did not do within its time what the test waited for; it was killed.
package struct TimeLimitPassed: Error, CustomStringConvertible {
  package let command: String
  package let limit: Duration
  /// What the test waited for, as a phrase.
  package let awaited: String
  /// What the program had said by then.
  package let soFar: ProgramResult

  package var description: String {
    """
    \(command): killed after \(limit), waiting for \(awaited)
    standard output so far: \(soFar.output)
    standard error so far: \(soFar.errors)
    terminal so far: \(soFar.screen)
    """
  }
}

/// A program that ended its output without the text the test waited for.
package struct OutputEnded: Error, CustomStringConvertible {
  package let command: String
  /// The text the test waited for.
  package let awaited: String
  /// The text that came instead.
  package let text: String

  package var description: String {
    "\(command): ended before it said \(awaited); it said: \(text)"
  }
}
