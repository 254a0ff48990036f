import Glibc
import TestSupport
import Testing

/// The database is there, and cannot be written now or at all.
@Suite struct ClosedDatabaseTests {
  @Test func lockedDatabaseIsAConflictForWritersOnly() throws {
    try Workplace.with { place throws in
      #expect(try place.crm.run(["contact", "add", "Ann Lee"]).status == .exited(0))
      var sqlite = Program(path: "/bin/sh", in: place.folder)
      sqlite.environment["CRM_DB"] = place.crm.environment["CRM_DB"]
      let holder = try sqlite.start(["-c", #"exec sqlite3 "$CRM_DB""#])
      try holder.write("BEGIN IMMEDIATE;\nSELECT 'held';\n")
      try holder.read(until: "held")

      #expect(try place.count() == "{\"count\":1}\n")
      let waiting = ContinuousClock.now
      let refused = try place.crm.run(["contact", "add", "Bob Ray"])
      #expect(refused.status == .exited(4))
      #expect(refused.errors.contains("the database is locked"))
      #expect(ContinuousClock.now - waiting > .seconds(4), "a short lock is waited for")

      try holder.write("COMMIT;\n")
      #expect(try holder.wait().status == .exited(0))
      #expect(try place.crm.run(["contact", "add", "Bob Ray"]).status == .exited(0))
    }
  }

  @Test func readOnlyFileIsAConflictForWritersOnly() throws {
    try Workplace.with { place throws in
      #expect(try place.crm.run(["contact", "add", "Ann Lee"]).status == .exited(0))
      let outcome = try asUser(
        "chmod 400 crm.db; crm contact add 'Bob Ray'; echo $?; crm contact list --fields name", in: place)
      #expect(outcome.output == "4\n{\"name\":\"Ann Lee\"}\n", "\(outcome.errors)")
      #expect(outcome.errors.contains("the file or folder of the database is read-only"))
    }
  }

  /// Beside the file SQLite keeps a log, which has to be made even for reading.
  @Test(arguments: ["crm contact add 'Bob Ray'", "crm contact list"])
  func readOnlyFolderIsAConflict(command: String) throws {
    try Workplace.with { place throws in
      #expect(try place.crm.run(["contact", "add", "Ann Lee"]).status == .exited(0))
      let outcome = try asUser("chmod 500 .; " + command, in: place)
      #expect(outcome.status == .exited(4))
      #expect(outcome.errors.contains("the file or folder of the database is read-only"))
    }
  }

  @Test func folderOfSomebodyElseIsAFailure() throws {
    try Workplace.with { place throws in
      let outcome = try asUser("chmod 500 .; crm contact add 'Ann Lee'", in: place)
      #expect(outcome.status == .exited(1))
      #expect(outcome.errors.contains("Permission denied"))
    }
  }

  /// Runs a line of shell as somebody whom permissions hold back: root is not.
  private func asUser(_ line: String, in place: Workplace) throws -> ProgramResult {
    var shell = Program.shell(in: place.folder)
    shell.environment["CRM_DB"] = place.crm.environment["CRM_DB"]
    guard geteuid() == 0 else { return try shell.run(["-c", line]) }
    return try shell.run([
      "-c", "chown -R 65534 . && exec setpriv --reuid 65534 --clear-groups --inh-caps=-all sh -c \"$1\"",
      "sh", line,
    ])
  }
}
