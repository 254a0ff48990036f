internal import Glibc

/// A terminal that hands over each key as it is pressed, and draws none by itself, from `enter` to `leave`.
struct RawTerminal {
  private let descriptor: Int32
  /// How it was before; nil while it is so.
  private var before: termios?

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  mutating func enter() {
    var settings = termios()
    guard before == nil, tcgetattr(descriptor, &settings) == 0 else { return }
    before = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | IXON)
    // A read waits for one byte, for as long as it takes.
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // What was typed before now is kept.
    tcsetattr(descriptor, TCSANOW, &settings)
  }

  mutating func leave() {
    guard var settings = before else { return }
    before = nil
    tcsetattr(descriptor, TCSANOW, &settings)
  }
}
