internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// One run of the program: its streams, its settings, and the database once a command asks for it.
final class Session {
  let world: World
  let output: DescriptorSink
  let errors: DescriptorSink
  private let call: Invocation
  private let effect: Action.Effect
  private var settings: Settings
  private var opened: Store?
  /// What the database says of settings; nil until it was asked.
  private var stored: [String: String]?
  /// What was found out about model servers, by the first who asked.
  var language = LanguageState()
  private var remarks: Set<String> = []

  /// A run of the command that was called; nothing is opened yet.
  init(_ world: World, _ call: Invocation, effect: Action.Effect) {
    self.world = world
    self.call = call
    self.effect = effect
    output = DescriptorSink(descriptor: world.output.descriptor, name: world.output.name)
    errors = DescriptorSink(descriptor: world.errors.descriptor, name: world.errors.name)
    settings = Settings(call, environment: world.environment)
  }

  // MARK: Options of this run

  /// Whether headings may be bold.
  var usesColor: Bool {
    world.output.isTerminal && !call[Globals.noColor] && settings.variable("NO_COLOR") == nil
  }

  /// Whether what goes wrong is said as JSON: with `-o json` or `jsonl`, and where standard output is no terminal. The
  /// database is not asked: it may be what went wrong.
  var reportsJSON: Bool {
    let word = call[Globals.output]?.rawValue ?? settings.variable("CRM_OUTPUT")
    return word == OutputFormat.json.rawValue || word == OutputFormat.jsonl.rawValue
      || !world.output.isTerminal
  }

  /// The command line that does to the same database what a hint says.
  func line(of hint: Hint) -> String? {
    hint.line(arguments: world.arguments, database: call[Globals.database])
  }

  /// Whether there is a terminal that can do more than write line after line.
  var movesCursor: Bool {
    world.errors.isTerminal && settings.variable("TERM").map { $0 != "dumb" } ?? false
  }

  var showsProgress: Bool { world.errors.isTerminal && !call[Globals.noProgress] && !isQuiet }
  var isDryRun: Bool { call[Globals.dryRun] }
  /// Whether every question is answered with yes.
  var saysYes: Bool { call[Globals.yes] }
  var isQuiet: Bool { call[Globals.quiet] }
  var isVerbose: Bool { call[Globals.verbose] }

  /// Fails when a dry run was asked of a command that works on files, which cannot show before what it would do.
  func refuseDryRun() throws(UsageError) {
    if isDryRun { throw call.refusal("'\(call.path.joined(separator: " "))' has no dry run") }
  }

  // MARK: Settings of this run

  /// The value of a setting and where it is from. Asks the database, if there is one, where neither an option nor a
  /// variable decides.
  func find(_ setting: Settings.Setting) throws -> (value: String, origin: Settings.Origin) {
    try settings.find(setting) { try storedSettings()[setting.name] }
  }

  /// The value of a setting, good for it wherever it is from.
  func value(_ setting: Settings.Setting) throws -> String {
    try checked(try find(setting).value, for: setting)
  }

  /// A value that is good for a setting; fails with those that are.
  func checked(_ value: String, for setting: Settings.Setting) throws -> String {
    do {
      return try setting.checked(value)
    } catch let error as BadSetting {
      throw call.refusal(error.sentence)
    }
  }

  /// Takes another engine from now on, as an option would.
  func choose(engine: String) throws {
    settings.chosenEngine = try checked(engine, for: .engine)
    language.choices = [:]
  }

  /// Forgets what the database said of settings, after it was changed.
  func settingsChanged() {
    stored = nil
  }

  /// Goes on as if the database held no settings, where it cannot be read and that is known.
  func passOverDatabase() {
    stored = [:]
  }

  /// A variable of the environment that is set to something.
  func variable(_ name: String) -> String? { settings.variable(name) }

  /// The database file, whether or not there is one.
  func databasePath() throws -> String { try settings.databasePath() }

  /// Whether writing is switched off.
  var isReadOnly: Bool { settings.isReadOnly }

  private func storedSettings() throws -> [String: String] {
    if let stored { return stored }
    var values: [String: String] = [:]
    do {
      for row in try store().rows(Query(from: .setting)) {
        if let name = row["name"]?.string { values[name] = row["value"]?.string }
      }
    } catch StoreError.noDatabase {}
    stored = values
    return values
  }

  /// The format to print in: a table for a person, JSON Lines for a program.
  func format() throws -> OutputFormat {
    let word = try value(.output)
    if let format = OutputFormat(rawValue: word), format != .auto { return format }
    return world.output.isTerminal ? .table : .jsonl
  }

  /// The present and the zone of calendar words.
  func clock() throws -> Clock {
    if let opened { return opened.clock }
    return try clock(in: try find(.timezone).value)
  }

  private func clock(in zoneName: String) throws -> Clock {
    let zone = try ZoneFiles.zone(named: zoneName.isEmpty ? nil : zoneName)
    guard let text = call[Globals.now] ?? settings.variable("CRM_NOW") else {
      return Clock(now: world.wallClock(), zone: zone)
    }
    do throws(TimeExpressionError) {
      let now = try TimeExpression(text).moment(now: world.wallClock(), zone: zone).instant(in: zone)
      return Clock(now: now, zone: zone)
    } catch {
      throw call.refusal("the present (--now or CRM_NOW): \(error)")
    }
  }

  /// Who is writing, for the journal.
  func author() throws -> Author {
    let user = try find(.user).value
    return Author(
      actor: user.isEmpty ? settings.loginName : user,
      command: (["crm"] + world.arguments).map(\.shellQuoted).joined(separator: " "))
  }

  /// The owner's own e-mail addresses, in lower case.
  func ownAddresses() throws -> Set<String> {
    let words = try find(.addresses).value.split { $0 == "," || $0.isWhitespace }
    return Set(words.map { $0.lowercased() })
  }

  // MARK: Database

  /// The database, opened the way the command needs it.
  func store() throws -> Store {
    if let opened { return opened }
    var store = try open(in: try settings.find(.timezone) { nil }.value)
    opened = store
    // The zone may be a setting of this very database, which is known only now.
    let zone = try find(.timezone)
    if zone.origin == .database {
      store = try open(in: zone.value)
      opened = store
    }
    store.interruptQueries(when: { Interruption.isRequested })
    return store
  }

  /// Lets the next who asks find the database, its settings and the present as they are then: what goes on for hours
  /// must not take the day on which it began for today.
  func refresh() {
    opened = nil
    stored = nil
  }

  private func open(in zoneName: String) throws -> Store {
    try Store(
      path: try settings.databasePath(), access: try access(), clock: try clock(in: zoneName),
      heals: !settings.isReadOnly)
  }

  private func access() throws -> Store.Access {
    switch effect {
    case .none, .reads: return .reads
    case .writesIfAllowed: return settings.isReadOnly ? .reads : .creates
    // A dry run takes back what it tried; still, it makes no file where writing is switched off.
    case .writes where isDryRun && settings.isReadOnly: return .writes
    case .writes where !settings.isReadOnly: return .creates
    case .maintains where !settings.isReadOnly:
      try refuseDryRun()
      return .writes
    case .writes, .maintains:
      throw Failure(
        .conflict, "this command writes, and writing is switched off by --read-only or CRM_READ_ONLY")
    }
  }

  // MARK: Notes to a person

  /// Ends a list, and tells a person who would see nothing at all that there is nothing.
  func finish(_ printer: RowPrinter) throws {
    try printer.finish()
    if printer.leavesScreenEmpty { note("nothing found") }
  }

  /// Says something that is not data, unless `--quiet`.
  func note(_ text: String) {
    if isQuiet { return }
    say(TerminalText.sanitise(text, lines: .kept) + "\n")
  }

  /// Says once what a person may wonder about: at a terminal, and to whoever asks for more with `--verbose`.
  func remark(_ text: String) {
    if world.errors.isTerminal || isVerbose, remarks.insert(text).inserted { note(text) }
  }

  /// Writes to standard error. That nobody reads it must not stop the work it speaks of, so a failure is let pass.
  func say(_ text: String) {
    try? errors.write(text)
    try? errors.flush()
  }
}
