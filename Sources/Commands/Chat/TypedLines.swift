internal import Bytes
internal import Editing
internal import Glibc

/// The lines that a person writes at the terminal of this run, each with a line editor.
///
/// While a line is written the terminal is raw and signals wait. Whatever ends the writing, a signal, an error or the
/// person, the terminal is put back first.
struct TypedLines: ChatInput {
  private let session: Session
  /// What is said to somebody who interrupts an empty line.
  private let advice: String
  private var editor: LineEditor
  private var terminal: RawTerminal
  private var reader = KeyReader()
  private var painter = Painter()
  /// Keys that came together with those that completed a line.
  private var waiting: ArraySlice<Key> = []

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH]
  /// How long an escape waits for the rest of a sequence, in milliseconds.
  private static let pause: Int32 = 50

  /// The line editor draws on standard error, since what is written is no data.
  init(_ session: Session, advice: String, editor: LineEditor) {
    self.session = session
    self.advice = advice
    self.editor = editor
    terminal = RawTerminal(descriptor: session.world.input.descriptor)
  }

  /// The next line; nil when the person leaves, or the terminal has gone.
  mutating func next(prompt: String) throws -> String? {
    let signals = try HeldSignals(Self.signals)
    defer { signals.release() }
    begin()
    defer { end() }
    while true {
      while let key = waiting.popFirst() {
        switch editor.take(key) {
        case .edited: break
        case .sent(let text):
          draw(Picture(prompt: prompt, isStyled: session.usesColor, before: text, size: size))
          return text
        case .interrupted: editor.note = advice
        case .left: return nil
        case .suspended: kill(0, SIGTSTP)
        case .clearsScreen: session.say(painter.clearScreen())
        }
      }
      draw(editor.picture(prompt: prompt, isStyled: session.usesColor, size: size))
      guard try receive(signals) else { return nil }
    }
  }

  // MARK: Arrivals

  /// Waits for keys, and lets signals through; whether the terminal is still there.
  private mutating func receive(_ signals: HeldSignals) throws -> Bool {
    let input = session.world.input
    var polled = [input.descriptor, signals.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    switch poll(&polled, 2, reader.awaitsMore ? Self.pause : -1) {
    case 0:
      if let key = reader.pause() { waiting.append(key) }
    case _ where polled[1].revents != 0:
      try letThrough(signals)
    case _ where polled[0].revents != 0:
      let source = DescriptorSource(descriptor: input.descriptor, name: input.name)
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      waiting += reader.keys(in: chunk[..<count])
      return count > 0
    default: break
    }
    return true
  }

  /// Lets signals do what they do, with the terminal put back. Fails when one asks the program to end.
  private mutating func letThrough(_ signals: HeldSignals) throws {
    let isResizeAlone = Self.signals.allSatisfy { $0 == SIGWINCH || !signals.contain($0) }
    if isResizeAlone { session.say(painter.erase(columns: size.columns)) }
    end()
    signals.letThrough()
    try Interruption.check()
    begin()
  }

  // MARK: The terminal

  private var size: Picture.Size {
    let size = session.world.errors.size
    return Picture.Size(columns: size.columns, rows: size.rows)
  }

  private mutating func draw(_ picture: Picture) {
    let text = painter.show(picture)
    if !text.isEmpty { session.say(text) }
  }

  /// Makes the terminal raw, and has it tell what is pasted from what is typed.
  private mutating func begin() {
    terminal.enter()
    session.say("\u{1b}[?2004h")
  }

  /// Puts the terminal back, its cursor in a row of its own.
  private mutating func end() {
    session.say(painter.leave() + "\u{1b}[?2004l")
    terminal.leave()
  }
}
