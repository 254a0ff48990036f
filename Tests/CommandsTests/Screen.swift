import Glibc
import TestSupport

/// Where a run prints: a file, or a terminal of some width.
struct Screen {
  /// What the program writes to.
  let descriptor: Int32
  /// The test's end of the terminal.
  private let terminal: Int32?
  private let path: String

  init(width: UInt16?, path: String) throws {
    self.path = path
    guard let width else {
      try Files.write("", to: path)
      descriptor = open(path, O_WRONLY | O_TRUNC)
      terminal = nil
      return
    }
    var (ours, theirs): (Int32, Int32) = (0, 0)
    var size = winsize(ws_row: 24, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ours, &theirs, nil, nil, &size) == 0 else { throw SystemCallFailed(code: errno) }
    // What is written arrives byte for byte.
    var settings = termios()
    tcgetattr(theirs, &settings)
    settings.c_oflag &= ~tcflag_t(OPOST)
    tcsetattr(theirs, TCSANOW, &settings)
    // A terminal nobody reads holds only so much: the test reads once the program has ended.
    descriptor = theirs
    terminal = ours
  }

  /// What was written, after which the screen is closed.
  func text() throws -> String {
    guard let terminal else {
      close(descriptor)
      return try Files.text(path)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
    while true {
      let count = read(terminal, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    close(descriptor)
    close(terminal)
    return String(decoding: bytes, as: UTF8.self)
  }
}

struct SystemCallFailed: Error { let code: Int32 }
