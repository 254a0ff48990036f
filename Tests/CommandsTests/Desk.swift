import Arguments
import Bytes
import Glibc
import TestSupport

@testable import Commands

/// A folder with a database of its own, and the program run in it within the test process.
struct Desk {
  let folder: TemporaryFolder
  /// All variables the program sees; at first only where its files are and who acts.
  var environment: [String: String]

  /// What a run did.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// Runs `body` with an empty desk, which is cleared afterwards.
  static func with<Result>(_ body: (inout Desk) throws -> Result) throws -> Result {
    try TemporaryFolder.with { folder in
      var desk = Desk(
        folder: folder,
        environment: [
          "CRM_DB": folder.file("crm.db"), "CRM_USER": "ann", "XDG_CONFIG_HOME": folder.file("config"),
          "TZ": "UTC",
        ])
      return try body(&desk)
    }
  }

  /// The moment at which the program is run.
  static let now = Timestamp(seconds: 1_772_442_000)  // 2026-03-02T09:00:00Z

  /// Runs the program; with a width, its output is a terminal of so many columns.
  @discardableResult
  func run(_ arguments: String..., input: String = "", width: UInt16? = nil) throws -> Outcome {
    try run(arguments, input: input, width: width)
  }

  /// Runs the program with words that are at hand as a list.
  func run(_ arguments: [String], input: String = "", width: UInt16? = nil) throws -> Outcome {
    try folder.write(input, to: "input")
    try folder.write("", to: "errors")
    let source = open(folder.file("input"), O_RDONLY)
    let errors = open(folder.file("errors"), O_RDWR | O_TRUNC)
    let screen = try Screen(width: width, path: folder.file("output"))
    defer { for descriptor in [source, errors] { close(descriptor) } }

    let status = Program.run(
      World(
        arguments: arguments, environment: environment,
        input: .init(descriptor: source, name: "standard input"),
        output: .init(descriptor: screen.descriptor, name: "standard output"),
        errors: .init(descriptor: errors, name: "standard error"), wallClock: { Self.now }))
    return Outcome(
      status: status, output: try screen.text(), errors: try Files.text(folder.file("errors")))
  }

  /// A run as a command sees it, with these options; what it says goes to a descriptor or nowhere.
  func session(_ options: [String], errors: Int32 = -1) throws -> Session {
    let world = World(
      arguments: options, environment: environment, input: .init(descriptor: -1, name: "standard input"),
      output: .init(descriptor: -1, name: "standard output"),
      errors: .init(descriptor: errors, name: "standard error"), wallClock: { Self.now })
    return Session(world, AllCommands.tree.complete(words: options + [""]).invocation, effect: .none)
  }
}
