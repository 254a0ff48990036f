import Testing

/// The zone of calendar words, as a name, as a rule, and as the system has it.
@Suite struct ZoneTests {
  @Test(arguments: [
    ("UTC", "2026-03-02 09:00"), ("Z", "2026-03-02 09:00"),
    ("Europe/Berlin", "2026-03-02 10:00"), (":Europe/Berlin", "2026-03-02 10:00"),
    ("/usr/share/zoneinfo/America/New_York", "2026-03-02 04:00"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-02 10:00"), ("XYZ-5:30", "2026-03-02 14:30"),
  ])
  func tablesShowTheTimeOfTheZone(zone: String, shown: String) throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee")
      let table = try desk.run("contact", "list", "--fields", "created_at", "--tz", zone, "-o", "table")
      #expect(table.lines.last == shown)
      // What programs read is in UTC all the same.
      let json = try desk.run("contact", "list", "--fields", "created_at", "--tz", zone)
      #expect(json.output == "{\"created_at\":\"2026-03-02T09:00:00Z\"}\n")
    }
  }

  @Test(arguments: ["Mars/Base", "../../etc/passwd", "Europe/../Europe/Berlin", "/etc/passwd"])
  func whatIsNoZoneIsRefused(zone: String) throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee")
      #expect(try desk.run("contact", "list", "--tz", zone).status == 2)
    }
  }
}
