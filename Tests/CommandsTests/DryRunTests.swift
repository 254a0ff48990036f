import Testing

/// `--dry-run` prints the Plan of what a command would do, and nothing is done.
@Suite struct DryRunTests {
  @Test(arguments: [
    ["contact", "add", "Bob Ray"], ["contact", "edit", "ann", "--city", "York"],
    ["contact", "delete", "ann"],
    ["deal", "move", "pilot", "proposal"], ["deal", "win", "pilot"],
    ["deal", "lose", "pilot", "--reason", "price"], ["deal", "link", "pilot", "--contact", "ann"],
    ["pipeline", "stage", "delete", "Sales", "lead", "--move-to", "proposal"],
    ["pipeline", "stage", "edit", "Sales", "lead", "--name", "first"],
    ["task", "done", "call"], ["activity", "add", "note", "--body", "-"],
    ["contact", "tag", "vip", "ann"], ["contact", "link", "ann", "--company", "Beta"], ["undo"],
    ["config", "set", "currency", "EUR"], ["contact", "add", "-"], ["import", "-"],
    ["apply", #"{"steps":[{"action":"delete","type":"contact","id":1}]}"#],
  ])
  func nothingIsWritten(words: [String]) throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee", "--company", "Acme")
      try desk.run("deal", "add", "Pilot")
      try desk.run("task", "add", "Call")
      let before = try desk.run("contact", "list").output + desk.run("log").output
      let input = #"{"type":"contact","name":"Cem Ak"}"#
      for readOnly in [[], ["--read-only"]] {
        let outcome = try desk.run(words + ["--dry-run"] + readOnly, input: input)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.isEmpty)
      }
      #expect(try desk.run("contact", "list").output + desk.run("log").output == before)
      // Without it the same words are refused where writing is switched off, and else do write.
      #expect(try desk.run(words + ["--read-only"], input: input).status == 4)
      #expect(try desk.run(words, input: input).status == 0)
      #expect(try desk.run("contact", "list").output + desk.run("log").output != before)
    }
  }

  @Test func readOnlyMakesNoDatabase() throws {
    try Desk.with { desk throws in
      desk.environment["CRM_READ_ONLY"] = "1"
      #expect(try desk.run("contact", "add", "Ann Lee", "--dry-run").status == 3)
      desk.environment["CRM_READ_ONLY"] = "0"
      #expect(try desk.run("contact", "add", "Ann Lee").status == 0)
    }
  }

  /// The Plan that a dry run prints is the change itself.
  @Test func thePlanCanBeApplied() throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee", "--tag", "vip")
      let plan = try desk.run("contact", "edit", "ann", "--city", "York", "--tag", "press", "--dry-run")
        .output
      #expect(plan.contains(#""expect":{"city":null,"tags":["vip"]}"#))
      #expect(try desk.run("apply", "-", input: plan).status == 0)
      #expect(
        try desk.run("contact", "list", "--fields", "city,tags").output
          == "{\"city\":\"York\",\"tags\":[\"press\"]}\n")
      #expect(try desk.run("apply", "-", input: plan).status == 4)
    }
  }
}
