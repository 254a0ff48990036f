internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// One run of the program: its streams, its settings, and the database once a command asks for it.
final class Session {
  let world: World
  let output: DescriptorSink
  let errors: DescriptorSink
  let settings: Settings
  private let call: Invocation
  private let effect: Action.Effect
  private var opened: Store?

  init(_ world: World, _ call: Invocation, effect: Action.Effect) throws {
    self.world = world
    self.call = call
    self.effect = effect
    output = DescriptorSink(descriptor: world.output.descriptor, name: world.output.name)
    errors = DescriptorSink(descriptor: world.errors.descriptor, name: world.errors.name)
    settings = Settings(call, environment: world.environment)
  }

  // MARK: Settings of this run

  /// The format to print in: a table for a person, JSON Lines for a program.
  func format() throws -> OutputFormat {
    let word = try settings.value(of: .output)
    guard let format = OutputFormat(rawValue: word) else {
      throw call.refusal(
        "the setting output is one of \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")), not '\(word)'"
      )
    }
    if format != .auto { return format }
    return world.output.isTerminal ? .table : .jsonl
  }

  var usesColor: Bool {
    world.output.isTerminal && !call[Globals.noColor] && (world.environment["NO_COLOR"] ?? "").isEmpty
  }

  var showsProgress: Bool { world.errors.isTerminal && !call[Globals.noProgress] && !isQuiet }
  var isQuiet: Bool { call[Globals.quiet] }
  var isVerbose: Bool { call[Globals.verbose] }
  var isDryRun: Bool { call[Globals.dryRun] }
  var assumesYes: Bool { call[Globals.yes] }

  /// The present and the zone of calendar words.
  func clock() throws -> Clock {
    let zone = try settings.zone()
    guard let text = call[Globals.now] ?? settings.variable("CRM_NOW") else {
      return Clock(now: world.wallClock(), zone: zone)
    }
    let now: Timestamp
    do throws(TimeExpressionError) {
      now = try TimeExpression(text).moment(now: world.wallClock(), zone: zone).instant(in: zone)
    } catch {
      throw call.refusal("the present is a time: \(error)")
    }
    return Clock(now: now, zone: zone)
  }

  /// Who is writing, for the journal.
  func author() throws -> Author {
    Author(
      actor: try settings.user(),
      command: (["crm"] + world.arguments).map(\.shellQuoted).joined(separator: " "))
  }

  // MARK: Database

  /// The database, opened the way the command needs it.
  func store() throws -> Store {
    if let opened { return opened }
    let isReadOnly = call[Globals.readOnly] || settings.variable("CRM_READ_ONLY").map { $0 != "0" } ?? false
    if effect == .writes, isReadOnly { throw ReadOnlyRefusal() }
    let path = try settings.databasePath()
    // A first question to a database that nobody has made is answered by an empty one, which is made.
    let access: Store.Access = effect == .writes ? .creates : .reads
    let store = try Store(path: path, access: access, clock: clock())
    store.interruptQueries(when: { Interruption.isRequested })
    opened = store
    return store
  }

  // MARK: Notes to a person

  /// Says something that is not data, unless `--quiet`.
  func note(_ text: String) throws {
    if isQuiet { return }
    try errors.write(TerminalText.sanitise(text, lines: .kept) + "\n")
    try errors.flush()
  }
}

/// A command that writes was called with `--read-only`.
struct ReadOnlyRefusal: Error {}

/// What a command does: how it touches the database, and the function that does it.
package struct Action: Sendable {
  enum Effect {
    /// Nothing of the database, unless it asks.
    case none
    case reads
    case writes
  }

  let effect: Effect
  let run: @Sendable (Invocation, Session) throws -> ExitStatus

  static func reads(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .reads, run: run)
  }

  static func writes(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .writes, run: run)
  }

  static func nothing(_ run: @escaping @Sendable (Invocation, Session) throws -> ExitStatus) -> Action {
    Action(effect: .none, run: run)
  }
}

extension String {
  /// The word as a shell takes it back: in single quotes where it has to be.
  var shellQuoted: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
          UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: ","),
          UInt8(ascii: "+"), UInt8(ascii: "%"):
          true
        default: false
        }
      }
    if isPlain { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
