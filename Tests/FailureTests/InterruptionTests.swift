import Glibc
import TestSupport
import Testing

/// The program is stopped while it writes: what is in the database is whole, and the work can be done again.
@Suite struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM]) func signalEndsAnImport(signal: Int32) throws {
    try Workplace.with { place throws in
      let importing = try place.crm.start(["import", "-"])
      try importing.write(Workplace.contacts(0..<2000))
      importing.send(signal)
      let result = try importing.wait()
      // A shell reports an end by signal as 128 and the signal, as it does an exit with that status.
      #expect(result.status == .killed(signal: signal) || result.status == .exited(128 + signal))

      try expectImportCanBeRepeated(at: place)
    }
  }

  /// The list stands still because nobody reads it; interrupted, it ends as soon as it can go on.
  @Test(arguments: [SIGINT, SIGTERM]) func signalEndsAList(signal: Int32) throws {
    try Workplace.with { place throws in
      #expect(
        try place.crm.run(["import", "-"], input: .text(Workplace.contacts(0..<5000))).status == .exited(0))
      let listing = try place.crm.start(["contact", "list"])
      try listing.read(until: "person0@")
      listing.send(signal)
      let result = try listing.wait()
      #expect(result.status == .killed(signal: signal))
      #expect(!result.output.contains("person4999@"))
      #expect(result.errors == "")
    }
  }

  @Test func killedImportLeavesAWholeDatabase() throws {
    try Workplace.with { place throws in
      #expect(try place.crm.run(["contact", "add", "--name", "First"]).status == .exited(0))
      let importing = try place.crm.start(["import", "-"])
      try importing.write(Workplace.contacts(0..<2000))
      importing.send(SIGKILL)
      #expect(try importing.wait().status == .killed(signal: SIGKILL))

      #expect(try place.crm.run(["contact", "delete", "First", "--yes"]).status == .exited(0))
      try expectImportCanBeRepeated(at: place)
    }
  }

  /// What was written before a kill is recognised when the table comes again. Scripts/kill-import does the same to more
  /// rows at more moments.
  @Test func killedImportOfATableCanBeRepeated() throws {
    try Workplace.with { place throws in
      let header = "First name,Last name,Email,Company\n"
      let rows = (0..<20_000).map { "Ann\($0),Lee,ann\($0)@x.example,Company \($0 % 500)\n" }
      for row in [4_000, 11_000, 19_000] {
        let importing = try place.crm.start(["import", "-", "--format", "csv"])
        try importing.write(header + rows[..<row].joined())
        importing.send(SIGKILL)
        #expect(try importing.wait().status == .killed(signal: SIGKILL))
        let check = try place.crm.run(["db", "check"])
        #expect(check.status == .exited(0))
        #expect(check.output.contains("\"problems\":[],"), "\(check.output)")
      }
      let again = try place.crm.run(
        ["import", "-", "--format", "csv"], input: .text(header + rows.joined()))
      #expect(again.status == .exited(0), "\(again.errors)")
      #expect(try place.count() == "{\"count\":20000}\n")
      #expect(try place.health() == "ok\n")
      #expect(try place.crm.run(["db", "check"]).output.hasSuffix("\"notes\":[]}\n"))
    }
  }

  @Test func idleImportDoesNotKeepOthersOut() throws {
    try Workplace.with { place throws in
      let importing = try place.crm.start(["import", "-"])
      try importing.write(Workplace.contacts(0..<10))
      #expect(try place.crm.run(["contact", "add", "--name", "Somebody"]).status == .exited(0))
      #expect(try importing.wait().status == .exited(0))
      #expect(try place.count() == "{\"count\":11}\n")
    }
  }

  private func expectImportCanBeRepeated(at place: Workplace) throws {
    #expect(try place.health() == "ok\n")
    let again = try place.crm.run(["import", "-"], input: .text(Workplace.contacts(0..<2000)))
    #expect(again.status == .exited(0), "\(again.errors)")
    #expect(try place.count() == "{\"count\":2000}\n")
  }
}

/// Two programs write to one database at the same time.
@Suite struct TwoWritersTests {
  @Test func bothWaitTheirTurn() throws {
    try Workplace.with { place throws in
      let writers = try (0..<4).map { number in
        let first = number * 250
        return try place.crm.start(
          ["contact", "add", "-"], input: .text(Workplace.contacts(first..<first + 250)))
      }
      for writer in writers { writer.closeInput() }
      for writer in writers {
        let result = try writer.wait()
        #expect(result.status == .exited(0), "\(result.errors)")
      }
      #expect(try place.count() == "{\"count\":1000}\n")
      #expect(try place.health() == "ok\n")
    }
  }
}

/// A long import leaves others their turn.
@Suite struct CrowdedImportTests {
  @Test func othersWriteWhileAnImportRuns() throws {
    try Workplace.with { place throws in
      try place.folder.write(Workplace.contacts(0..<15_000), to: "people.jsonl")
      let importing = try place.crm.start(["import", "people.jsonl"])
      importing.closeInput()
      // The journal has an entry once the first batch is written.
      while try place.crm.run(["log"]).output.isEmpty {}
      var count = 0
      while try place.state().hasPrefix("open") {
        let added = try place.crm.run(["contact", "add", "--name", "Guest \(count)"])
        #expect(added.status == .exited(0), "\(added.errors)")
        count += 1
      }
      #expect(try importing.wait().status == .exited(0))
      #expect(count > 0)
      #expect(try place.count() == "{\"count\":\(15_000 + count)}\n")
      #expect(try place.health() == "ok\n")
    }
  }
}

extension Workplace {
  /// Whether the oldest entry of the journal is still being written.
  fileprivate func state() throws -> String {
    var shell = Program.shell(in: folder)
    shell.environment["CRM_DB"] = crm.environment["CRM_DB"]
    return try shell.run(["-c", #"sqlite3 "$CRM_DB" 'SELECT state FROM journal ORDER BY id LIMIT 1'"#])
      .output
  }
}
