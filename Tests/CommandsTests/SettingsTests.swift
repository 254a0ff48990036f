import TestSupport
import Testing

/// Each setting is taken from the first place that has it: option, variable, database, file, default.
@Suite struct SettingsTests {
  @Test func placesCountInTheirOrder() throws {
    try Desk.with { desk throws in
      func origin() throws -> String { try desk.run("config", "get", "output", "-o", "json").output }
      func plain() throws -> String { try desk.run("config", "get", "output").output }

      #expect(try plain() == json("auto", "default"))
      try desk.folder.write("# mine\n\noutput = jsonl\n", to: "config/crm/config")
      #expect(try plain() == json("jsonl", "file"))
      try desk.run("config", "set", "output", "json")
      #expect(try plain() == json("json", "database"))
      desk.environment["CRM_OUTPUT"] = "jsonl"
      #expect(try plain() == json("jsonl", "environment"))
      #expect(try origin() == json("json", "option"))
    }
  }

  private func json(_ value: String, _ origin: String) -> String {
    #"{"name":"output","value":"\#(value)","origin":"\#(origin)","help":"How to print"}"# + "\n"
  }

  @Test func outputOfTheDatabaseIsHonoured() throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee")
      try desk.run("config", "set", "output", "csv")
      #expect(try desk.run("contact", "list", "--fields", "name").output == "name\nAnn Lee\n")
      #expect(
        try desk.run("contact", "list", "--fields", "name", "-o", "jsonl").output
          == "{\"name\":\"Ann Lee\"}\n")
      try desk.run("config", "unset", "output")
      #expect(try desk.run("contact", "list", "--fields", "name").output == "{\"name\":\"Ann Lee\"}\n")
    }
  }

  @Test func zoneOfTheDatabaseDecidesWhatTodayIs() throws {
    try Desk.with { desk throws in
      desk.environment["TZ"] = nil
      try desk.run("config", "set", "timezone", "UTC")
      // Late on 1 March in Greenwich, and 2 March already in Tokyo.
      try desk.run("contact", "add", "Ann Lee", "--now", "2026-03-01T20:00:00Z")
      #expect(
        try desk.run("contact", "list", "--where", "created_at in today", "--count").output
          == "{\"count\":0}\n")
      try desk.run("config", "set", "timezone", "Asia/Tokyo")
      #expect(
        try desk.run("contact", "list", "--where", "created_at in today", "--count").output
          == "{\"count\":1}\n")
      #expect(
        try desk.run("contact", "list", "--fields", "created_at", "-o", "table").output.contains(
          "2026-03-02 05:00"))
      // A variable comes before the database.
      desk.environment["CRM_TZ"] = "UTC"
      #expect(
        try desk.run("contact", "list", "--where", "created_at in today", "--count").output
          == "{\"count\":0}\n")
    }
  }

  @Test func whoActsMayBeASetting() throws {
    try Desk.with { desk throws in
      desk.environment["CRM_USER"] = nil
      desk.environment["LOGNAME"] = "login"
      try desk.run("contact", "add", "Ann Lee")
      try desk.run("config", "set", "user", "bo")
      try desk.run("contact", "add", "Bob Ray")
      let actors = try desk.run("log", "-o", "csv").lines.dropFirst().map { $0.split(separator: ",")[3] }
      #expect(actors == ["bo", "login", "login"])
    }
  }

  @Test func settingsNeedNoDatabase() throws {
    try Desk.with { desk throws in
      #expect(try desk.run("config", "list", "-o", "csv").lines.count == 32)
      #expect(try desk.run("version").output.hasPrefix("crm "))
      #expect(try desk.run("db", "info").status == 3)
    }
  }
}
