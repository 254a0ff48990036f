import Glibc
import TestSupport
import Testing

/// A person is erased while something happens to the program, or to be asked about first.
@Suite struct ErasureTests {
  private static let address = "person7@many.example"

  /// A workplace with contacts, one of whom is mentioned by others, and a copy beside the file.
  private static func withPeople(_ count: Int, _ body: (Workplace) throws -> Void) throws {
    try Workplace.with { place throws in
      let setup = [
        (["import", "-"], Workplace.contacts(0..<count)),
        (["contact", "edit", "-"], #"{"id":3,"notes":"knows Person 7, person7@many.example"}"#),
        (["task", "add", "Write to person7@many.example"], ""),
        (["db", "backup", place.folder.file("copy.db")], ""),
      ]
      for (arguments, input) in setup {
        let result = try place.crm.run(arguments, input: .text(input))
        #expect(result.status == .exited(0), "\(result.errors)")
      }
      try body(place)
    }
  }

  /// The files in which the address still stands.
  private static func traces(in place: Workplace) throws -> String {
    try Program.shell(in: place.folder).run(["-c", "grep -ail '\(address)' crm.db* copy.db* || true"]).output
  }

  /// Wherever it is stopped, doing it again does it all.
  @Test func killedErasureIsFinishedByTheNext() throws {
    try Self.withPeople(2000) { place throws in
      var random = SeededGenerator(seed: 5)
      var isErased = false
      for _ in 0..<12 where !isErased {
        let erasing = try place.crm.start(["contact", "erase", Self.address, "--yes"])
        usleep(UInt32.random(in: 10_000...900_000, using: &random))
        erasing.send(SIGKILL)
        let result = try erasing.wait()
        #expect(try place.health() == "ok\n")
        isErased = result.output.contains(#""remaining":0"#)
      }
      let last = try place.crm.run(["contact", "erase", Self.address, "--yes"])
      #expect(last.status == .exited(0) || last.status == .exited(3), "\(last.errors)")
      #expect(try Self.traces(in: place) == "")
      #expect(try place.crm.run(["db", "check"]).status == .exited(0))
      #expect(try place.count() == "{\"count\":1999}\n")
    }
  }

  @Test(arguments: [("y\n", true), ("YES\n", true), ("n\n", false), ("\n", false)])
  func personOnATerminalIsAsked(answer: String, erases: Bool) throws {
    try Self.withPeople(10) { place throws in
      let erasing = try place.crm.start(
        ["contact", "erase", Self.address], input: .terminal, errors: .terminal)
      let question = try erasing.read(until: "[y/N]", from: .screen)
      #expect(question.contains("Contact 8 would be erased: contact 2, task 1"))
      try erasing.write(answer)
      let result = try erasing.wait()
      #expect(result.status == .exited(erases ? 0 : 1), "\(result.screen)")
      #expect(try place.count() == "{\"count\":\(erases ? 9 : 10)}\n")
      #expect(try Self.traces(in: place).isEmpty == erases)
    }
  }

  @Test func copyInUseStopsTheErasure() throws {
    try Self.withPeople(10) { place throws in
      let holder = try Program.shell(in: place.folder).start(["-c", "exec sqlite3 copy.db"])
      try holder.write("BEGIN IMMEDIATE;\nSELECT 'held';\n")
      try holder.read(until: "held")
      let refused = try place.crm.run(["contact", "erase", Self.address, "--yes"])
      #expect(refused.status == .exited(4))
      #expect(refused.errors.contains("copy.db is a copy of the database, and another program is using it"))
      #expect(try place.count() == "{\"count\":10}\n")
      try holder.write("COMMIT;\n")
      #expect(try holder.wait().status == .exited(0))
      #expect(try place.crm.run(["contact", "erase", Self.address, "--yes"]).status == .exited(0))
      #expect(try Self.traces(in: place) == "")
    }
  }
}
