import TestSupport

/// A scratch folder with the built program, a database, and what is needed to look after a failure.
struct Workplace {
  let folder: TemporaryFolder
  var crm: Program

  /// Runs `body` with an empty workplace, which is removed afterwards.
  static func with(_ body: (Workplace) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      var crm = Program.built(in: folder)
      crm.environment["CRM_DB"] = folder.file("crm.db")
      crm.environment["CRM_USER"] = "ann"
      try body(Workplace(folder: folder, crm: crm))
    }
  }

  /// Contacts as JSON Lines, numbered so that each is somebody else.
  static func contacts(_ numbers: Range<Int>) -> String {
    numbers.map { #"{"type":"contact","name":"Person \#($0)","email":"person\#($0)@many.example"}"# + "\n" }
      .joined()
  }

  /// How many contacts there are, as the program counts them.
  func count() throws -> String {
    try crm.run(["contact", "list", "--count"]).output
  }

  /// What stock sqlite3 finds when it checks the database: `ok`, and no broken reference.
  func health() throws -> String {
    var shell = Program.shell(in: folder)
    shell.environment["CRM_DB"] = crm.environment["CRM_DB"]
    return try shell.run(
      ["-c", #"sqlite3 "$CRM_DB" 'pragma integrity_check; pragma foreign_key_check'"#]
    ).output
  }
}
