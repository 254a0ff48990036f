import Glibc
import TestSupport
import Testing

/// Streams that end early, are full or were never open.
@Suite struct StreamTests {
  /// More than a pipe holds, so that the program is still writing when its reader goes.
  private func withManyContacts(_ body: (Workplace) throws -> Void) throws {
    try Workplace.with { place throws in
      let filled = try place.crm.run(["import", "-"], input: .text(Workplace.contacts(0..<2000)))
      try #require(filled.status == .exited(0), "\(filled.errors)")
      try body(place)
    }
  }

  @Test(arguments: ["jsonl", "json", "csv", "table"]) func closedPipeIsSilentSuccess(format: String) throws {
    try withManyContacts { place in
      let listing = try place.crm.start(["contact", "list", "-o", format])
      try listing.read(until: "Person 0")
      listing.closeOutput()
      let result = try listing.wait()
      #expect(result.status == .exited(0))
      #expect(result.errors == "")
    }
  }

  /// `crm contact add - | head -1`: who reads what was written does not decide what is written.
  @Test func aClosedPipeDoesNotStopAWrite() throws {
    try Workplace.with { place in
      let adding = try place.crm.start(["contact", "add", "-"])
      try adding.write(Workplace.contacts(0..<1))
      try adding.read(until: "Person 0")
      adding.closeOutput()
      try adding.write(Workplace.contacts(1..<12_000))
      adding.closeInput()
      let result = try adding.wait()
      #expect(result.status == .exited(0))
      #expect(result.errors == "")
      #expect(try place.count() == "{\"count\":12000}\n")
      #expect(try place.crm.run(["log"]).output.contains(#""state":"done""#))
    }
  }

  /// What is said about wrong records, and nobody hears, does not stop the right ones.
  @Test func closedErrorsDoNotStopAnImport() throws {
    try Workplace.with { place in
      var shell = Program.shell(in: place.folder)
      shell.environment = place.crm.environment
      let result = try shell.run(
        ["-c", "{ crm import - --type contact 3>&1 >&2 2>&3 | head -c 1; } 2>&1"],
        input: .text(String(repeating: "{\"wrong\":1}\n", count: 6000) + Workplace.contacts(0..<6000)))
      #expect(result.output.contains("\"created\":6000"), "\(result.output.prefix(200))")
      #expect(try place.count() == "{\"count\":6000}\n")
    }
  }

  @Test func fullDiskUnderOutputIsAFailure() throws {
    try withManyContacts { place in
      let result = try place.crm.run(["contact", "list"], output: .file("/dev/full"))
      #expect(result.status == .exited(1))
      #expect(result.errors.contains("\"code\":\"failure\""))
    }
  }

  @Test func fullDiskUnderTheDatabaseIsAFailure() throws {
    try withManyContacts { place in
      var shell = Program.shell(in: place.folder)
      shell.environment = place.crm.environment
      // A limit on the size of files stands for a full disk; ignored, its signal leaves the error.
      let result = try shell.run(
        ["-c", "trap '' XFSZ; ulimit -f 600; exec crm import -"],
        input: .text(Workplace.contacts(2000..<20_000)))
      #expect(result.status == .exited(1))
      #expect(result.errors.contains("\"code\":\"failure\""))
      #expect(try place.health() == "ok\n")
      #expect(try place.crm.run(["contact", "show", "person1@many.example"]).status == .exited(0))
    }
  }

  /// With standard output closed, the database could be opened under its number and written over.
  @Test func closedStreamsDoNotHarmTheDatabase() throws {
    try withManyContacts { place in
      let silent = try place.crm.run(["contact", "list"], output: .closed)
      #expect(silent.status == .exited(1))
      let mute = try place.crm.run(["contact", "show", "nobody"], errors: .closed)
      #expect(mute.status == .exited(3))
      let deaf = try place.crm.run(["contact", "add", "-"], input: .closed)
      #expect(deaf.output == "")

      #expect(try place.health() == "ok\n")
      #expect(try place.count() == "{\"count\":2000}\n")
    }
  }
}
