import TestSupport
import Testing

/// A person is asked before much is merged, and the answer counts.
@Suite struct ConfirmationTests {
  @Test(arguments: [("y\n", 1), ("Yes\n", 1), ("n\n", 6), ("\n", 6), ("\u{4}", 6)])
  func aMergeWaitsForTheAnswer(answer: String, contacts: Int) throws {
    try Workplace.with { place throws in
      let records = String(repeating: #"{"name":"Cy Stone","email":"cy@stone.example"}"# + "\n", count: 6)
      let added = try place.crm.run(["contact", "add", "-", "--allow-duplicate"], input: .text(records))
      #expect(added.status == .exited(0))

      let merging = try place.crm.start(
        ["duplicates", "--merge-above", "0.9"], input: .terminal, output: .terminal, errors: .terminal)
      try merging.read(until: "merge 5 contacts into 1? [y/N] ", from: .screen)
      try merging.write(answer)
      #expect(try merging.wait().status == .exited(0))
      #expect(try place.count() == "{\"count\":\(contacts)}\n")
    }
  }
}
