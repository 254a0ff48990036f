internal import Arguments

/// The options that every command takes.
enum Globals {
  static let database = Option("db", .file("file"), help: "Database file")
  static let output = Option(
    "output", short: "o", .choice("format", OutputFormat.self), help: "How to print")
  static let engine = Option(
    "engine", .choice("engine", engines), help: "What does language work")
  static let currency = Option("currency", .text("code"), help: "What a sum without a currency is in")
  static let now = Option("now", .text("time"), help: "Take this as the present")
  static let zone = Option("tz", .text("zone"), help: "Time zone of calendar words and of tables")
  static let dryRun = Flag("dry-run", help: "Show what would be written, and write nothing")
  static let yes = Flag("yes", help: "Answer yes to every question")
  static let quiet = Flag("quiet", short: "q", help: "Print no notes")
  static let verbose = Flag("verbose", short: "v", help: "Print more notes: which engine works, and why")
  static let noColor = Flag("no-color", help: "Print without colours")
  static let noProgress = Flag("no-progress", help: "Show no progress")
  static let readOnly = Flag("read-only", help: "Refuse every write")

  /// What can do language work.
  static let engines = ["auto", "builtin", "ollama", "openai"]

  static let all: [any Declaration] = [
    database, output, engine, currency, now, zone, dryRun, yes, quiet, verbose, noColor, noProgress, readOnly,
  ]
}

/// How results are printed.
enum OutputFormat: String, CaseIterable, Sendable {
  case auto, table, jsonl, json, csv
}
