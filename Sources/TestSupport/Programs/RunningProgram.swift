internal import Glibc

/// A started program that a test talks to: it types, sends signals, stops reading, waits.
/// The program is killed when the last reference goes.
package final class RunningProgram {
  /// A place where the program's words arrive.
  package enum Channel: Int, CaseIterable, Sendable {
    case output
    case errors
    case screen
  }

  private let command: String
  private let limit: Duration
  private let deadline: ContinuousClock.Instant
  private let process: pid_t
  private let inputIsTerminal: Bool
  private var input: Int32?
  private var pending: ArraySlice<UInt8>
  private var closesInputWhenFed = false
  private var sources: [Int32?]
  private var heard: [[UInt8]] = [[], [], []]
  private var status: ProgramResult.Status?

  init(command: String, limit: Duration, launched: Launched) {
    self.command = command
    self.limit = limit
    deadline = .now + limit
    process = launched.process
    inputIsTerminal = launched.inputIsTerminal
    input = launched.input
    pending = launched.pending[...]
    sources = [launched.output, launched.errors, launched.screen]
  }

  deinit {
    kill()
    for case let descriptor? in sources { close(descriptor) }
    if let input, !inputIsTerminal { close(input) }
  }

  /// Sends `signal` to the program alone, not to what it started. Does nothing once it has ended.
  package func send(_ signal: Int32) {
    if status == nil { _ = Glibc.kill(process, signal) }
  }

  /// Writes `text` to standard input, after what is still waiting to be written there.
  /// Fails when the program does not take it within the time limit.
  package func write(_ text: String) throws {
    pending += Array(text.utf8)
    while input != nil, !pending.isEmpty {
      try exchange(awaiting: "it to read its input")
    }
  }

  /// Whether the terminal hands over each key as it is pressed, as it does to a line editor.
  package var isTerminalRaw: Bool {
    var settings = termios()
    guard let screen = sources[Channel.screen.rawValue], tcgetattr(screen, &settings) == 0 else {
      return false
    }
    return settings.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Makes the terminal so large, of which the program is told.
  package func resize(columns: UInt16, rows: UInt16) {
    guard let screen = sources[Channel.screen.rawValue] else { return }
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
  }

  /// Forgets what has arrived, so that `read` waits for what comes from now on.
  package func forget() {
    heard = [[], [], []]
  }

  /// Ends standard input once everything is written; on a terminal this is control-D.
  package func closeInput() {
    closesInputWhenFed = true
    feed()
  }

  /// Closes the reading end of standard output, as `head` does when it has seen enough.
  package func closeOutput() {
    end(.output)
  }

  /// Reads until `text` has arrived on `channel` and returns everything that arrived there.
  /// Fails when the channel ends or the time limit passes first.
  @discardableResult
  package func read(until text: String, from channel: Channel = .output) throws -> String {
    while !heard[channel.rawValue].contains(text.utf8) {
      guard sources[channel.rawValue] != nil else {
        throw OutputEnded(command: command, awaited: text, text: self.text(of: channel))
      }
      try exchange(awaiting: text)
    }
    return self.text(of: channel)
  }

  /// Ends standard input, reads everything and waits for the end. Fails when the time limit passes first.
  package func wait() throws -> ProgramResult {
    closeInput()
    while sources.contains(where: { $0 != nil }) {
      try exchange(awaiting: "the end of its output")
    }
    while true {
      if let status = reap(WNOHANG) { return result(status) }
      guard ContinuousClock.now < deadline else { throw timeLimitPassed(awaiting: "its end") }
      _ = poll(nil, 0, 1)
    }
  }

  // MARK: Streams

  /// Waits until a stream is ready, then moves what can be moved.
  private func exchange(awaiting awaited: String) throws {
    var polled: [pollfd] = []
    for case let descriptor? in sources {
      polled.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    if let input, !pending.isEmpty {
      polled.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
    }
    let left = deadline - .now
    guard left > .zero else { throw timeLimitPassed(awaiting: awaited) }
    _ = poll(&polled, nfds_t(polled.count), Int32(min(left / .milliseconds(1) + 1, 60_000)))

    for ready in polled where ready.revents != 0 {
      if let source = sources.firstIndex(of: ready.fd), let channel = Channel(rawValue: source) {
        listen(to: channel)
      }
    }
    feed()
  }

  private func listen(to channel: Channel) {
    guard let descriptor = sources[channel.rawValue] else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count > 0 {
      heard[channel.rawValue] += chunk[..<count]
    } else if count == 0 || errno == EIO {
      // A terminal that nobody holds open any longer reports its end as EIO.
      end(channel)
    }
  }

  /// Writes what the program takes without blocking, and ends standard input when that was asked for.
  private func feed() {
    guard let input else { return }
    while !pending.isEmpty {
      let count = pending.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        pending.removeFirst(count)
      } else if errno == EAGAIN {
        return
      } else {
        // The program closed its end: like a pipe into `head`, that is its own affair.
        pending = []
      }
    }
    if closesInputWhenFed {
      if inputIsTerminal {
        let endOfTransmission: [UInt8] = [0x04]
        _ = Glibc.write(input, endOfTransmission, 1)
      } else {
        close(input)
      }
      self.input = nil
    }
  }

  private func text(of channel: Channel) -> String {
    String(decoding: heard[channel.rawValue], as: UTF8.self)
  }

  private func end(_ channel: Channel) {
    if let descriptor = sources[channel.rawValue] { close(descriptor) }
    sources[channel.rawValue] = nil
    // On a terminal, what the test types goes through the same descriptor.
    if channel == .screen, inputIsTerminal { input = nil }
  }

  // MARK: The end

  private func reap(_ options: Int32) -> ProgramResult.Status? {
    var word: Int32 = 0
    if status == nil, waitpid(process, &word, options) == process {
      status = ProgramResult.Status(word: word)
    }
    return status
  }

  /// Kills the program with everything it started that is still in its process group.
  private func kill() {
    guard status == nil else { return }
    _ = Glibc.kill(-process, SIGKILL)
    _ = reap(0)
  }

  private func timeLimitPassed(awaiting awaited: String) -> TimeLimitPassed {
    kill()
    return TimeLimitPassed(
      command: command, limit: limit, awaited: awaited, soFar: result(.killed(signal: SIGKILL)))
  }

  private func result(_ status: ProgramResult.Status) -> ProgramResult {
    ProgramResult(status: status, outputBytes: heard[0], errorBytes: heard[1], screenBytes: heard[2])
  }
}
