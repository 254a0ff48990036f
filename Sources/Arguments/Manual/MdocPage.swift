/// The source of a manual page in mdoc(7) under construction.
struct MdocPage {
  /// What a row of a list is about, which decides how it is set.
  enum Head {
    case command(String)
    case argument(Spec)
    case variable(String)
    case file(String)
    case literal(String)

    /// The one word that the head is; nil for an argument.
    fileprivate var name: String? {
      switch self {
      case .command(let name), .variable(let name), .file(let name), .literal(let name): name
      case .argument: nil
      }
    }
  }

  typealias Row = (head: Head, meaning: String)

  private(set) var source: String

  /// A longer word than this is too wide a column.
  private static let longestName = 16

  /// Names of pages are lower-case letters, digits and hyphens, and need no escapes.
  init(name: String, summary: String, date: String) {
    source = """
      .Dd \(date)
      .Dt \(name.uppercased()) 1
      .Os
      .Sh NAME
      .Nm \(name)
      .Nd \(Mdoc.argument(summary))

      """
  }

  mutating func section(_ title: String) {
    source += ".Sh \(title)\n"
  }

  /// A way to call a command, in the notation of the help.
  mutating func synopsis(_ command: String, _ arguments: String) {
    source += ".Nm \(Mdoc.argument(command))\n"
    text(arguments)
  }

  mutating func text(_ words: String) {
    source += Mdoc.line(words)
  }

  mutating func paragraph(_ words: String) {
    source += ".Pp\n"
    text(words)
  }

  mutating func discussion(_ text: String) {
    for block in DiscussionBlock.blocks(of: text) {
      switch block {
      case .paragraph(let words): paragraph(words)
      // Such lines bring their own indentation.
      case .literal(let lines): literal(lines, offset: "")
      }
    }
  }

  mutating func listSection(_ title: String, _ rows: [Row]) {
    guard !rows.isEmpty else { return }
    section(title)
    list(rows)
  }

  mutating func list(_ lead: String, _ rows: [Row]) {
    guard !rows.isEmpty else { return }
    paragraph(lead)
    list(rows)
  }

  mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    section("EXAMPLES")
    for (index, example) in examples.enumerated() {
      if index > 0 { source += ".Pp\n" }
      text(example.summary + ":")
      literal([example.line])
    }
  }

  /// A reference to another page of section 1.
  mutating func reference(_ page: String, end: String = "") {
    source += ".Xr \(page) 1\(end.isEmpty ? "" : " " + end)\n"
  }

  /// References to the pages of commands, sorted as mdoc(7) asks.
  mutating func seeAlso(_ paths: [ArraySlice<String>]) {
    guard !paths.isEmpty else { return }
    section("SEE ALSO")
    let pages = paths.map { $0.joined(separator: "-") }.sorted()
    for (index, page) in pages.enumerated() { reference(page, end: index + 1 < pages.count ? "," : "") }
  }

  private mutating func list(_ rows: [Row]) {
    // Short words stand beside their meaning; options, which are long, above it.
    let names = rows.compactMap(\.head.name)
    let longest = names.map(\.count).max() ?? 0
    let isNarrow = names.count == rows.count && longest <= Self.longestName
    source += isNarrow ? ".Bl -tag -width \(longest)n -compact\n" : ".Bl -tag -width Ds\n"
    for (head, meaning) in rows {
      source += ".It \(Mdoc.head(head))\n"
      text(meaning)
    }
    source += ".El\n"
  }

  private mutating func literal(_ lines: [String], offset: String = " -offset indent") {
    source += ".Bd -literal\(offset)\n"
    for line in lines { source += Mdoc.line(line) }
    source += ".Ed\n"
  }
}
