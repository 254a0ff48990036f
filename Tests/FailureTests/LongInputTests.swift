import TestSupport
import Testing

/// Input that no person wrote.
@Suite struct LongInputTests {
  @Test func aLineOfMegabytesIsARecordLikeAnother() throws {
    try Workplace.with { place throws in
      let notes = String(repeating: "long ", count: 600_000)
      let input = #"{"name":"Ann Lee","notes":"\#(notes)"}"# + "\n" + #"{"name":"Bob Ray"}"# + "\n"
      let added = try place.crm.run(["contact", "add", "-"], input: .text(input))
      #expect(added.status == .exited(0), "\(added.errors)")
      #expect(try place.crm.run(["contact", "show", "ann"]).output.contains(notes))
    }
  }

  @Test func aCellOfMegabytesIsACellLikeAnother() throws {
    try Workplace.with { place throws in
      let notes = String(repeating: "long\n", count: 600_000)
      let table = "Name,Email,Notes\nAnn Lee,ann@x.example,\"\(notes)\"\nBob Ray,bob@x.example,\n"
      try place.folder.write(table, to: "people.csv")
      let imported = try place.crm.run(["import", "people.csv"])
      #expect(imported.status == .exited(0), "\(imported.errors)")
      #expect(try place.count() == "{\"count\":2}\n")
      let shown = try place.crm.run(["contact", "show", "ann"]).output
      #expect(shown.contains(notes.dropLast().replacing("\n", with: "\\n")))
    }
  }

  @Test func deepNestingIsRefused() throws {
    try Workplace.with { place throws in
      let deep = String(repeating: "[", count: 100_000)
      let refused = try place.crm.run(
        ["contact", "add", "-"], input: .text(#"{"name":"Ann Lee","fields":\#(deep)"#))
      #expect(refused.status == .exited(5))
      #expect(refused.errors.contains("\"invalid\""))
    }
  }

  @Test func aConditionOfMegabytesIsRefused() throws {
    try Workplace.with { place throws in
      #expect(try place.crm.run(["contact", "add", "Ann Lee"]).status == .exited(0))
      let brackets = String(repeating: "(", count: 100_000)
      #expect(try place.crm.run(["contact", "list", "--where", brackets]).status == .exited(2))
    }
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    try Workplace.with { place throws in
      let bytes =
        Array(#"{"name":"Ann Lee"}"#.utf8) + [0x0A, 0x00, 0xFF, 0x0A] + Array(#"{"name":"Bob Ray"}"#.utf8)
      let added = try place.crm.run(["contact", "add", "-"], input: .bytes(bytes))
      #expect(added.status == .exited(5))
      #expect(try place.count() == "{\"count\":2}\n")
    }
  }
}
