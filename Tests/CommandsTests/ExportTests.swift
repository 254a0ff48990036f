import Bytes
import Glibc
import TestSupport
import Testing

/// What an export writes: all of a database that comes back equal, and files that are whole or not there.
@Suite struct ExportTests {
  /// Records that are easily mixed up or lost on the way.
  private static let records = """
    {"type":"setting","name":"currency","value":"EUR"}
    {"type":"status","name":"on hold","kind":"open","position":8}
    {"type":"company","id":1,"name":"Acme","domain":"acme.example","tags":["a"],"fields":{"tier":1}}
    {"type":"company","id":2,"name":"Twin"}
    {"type":"company","id":3,"name":"Twin"}
    {"type":"contact","id":1,"name":"Ann Lee","emails":["ann@a.example","lee@b.example"],"phones":["1","2"],\
    "affiliations":[{"company_id":3,"position":"CEO"},{"company_id":2},{"company_id":1}],"status":"on hold",\
    "created_at":"2020-01-02T03:04:05.000006Z","updated_at":"2021-01-01T00:00:00Z","birthday":"1990-02-03",\
    "do_not_contact":true,"notes":"one\\ntwo","fields":{"x":true,"ö":"ü"},"external_id":"A-1"}
    {"type":"contact","id":2,"name":"Same Name","company_id":2}
    {"type":"contact","id":3,"name":"Same Name","company_id":3}
    {"type":"contact","id":4,"phone":"4","external_id":"nameless"}
    {"type":"contact","id":5,"name":"Bea Ray","company":"Acme","tags":["x, y"],"notes":"one\\ntwo","fields":{"n":1.5}}
    {"type":"pipeline","id":7,"name":"Partners","stages":[{"name":"talks","rotting_days":3},{"name":"done","kind":"won"}]}
    {"type":"deal","id":1,"title":"Pilot","value":12.34,"currency":"EUR","company_id":3,"pipeline_id":7,\
    "stage":"talks","probability":0.123,"contacts":[{"id":3,"role":"buyer"},{"id":1,"primary":true}],\
    "products":[{"name":"box","quantity":2.5,"price":3.5}],"created_at":"2024-01-01T00:00:00Z",\
    "stage_entered_at":"2024-01-02T00:00:00Z"}
    {"type":"deal","id":2,"title":"Pilot","company_id":2,"stage":"lost","lost_reason":"price",\
    "closed_at":"2024-05-05T00:00:00Z"}
    {"type":"task","id":1,"title":"Call","contact_id":3,"deal_id":2,"company_id":3,"due_date":"2026-04-01"}
    {"type":"task","id":2,"title":"Call","contact_id":2,"deal_id":1,"due_date":"2026-04-01","status":"completed",\
    "completed_at":"2026-01-01T00:00:00Z"}
    {"type":"activity","id":1,"kind":"call","subject":"Hello","occurred_at":"2026-01-05T10:00:00Z",\
    "contacts":[{"id":2},{"id":3}],"deal_id":1}
    {"type":"activity","id":2,"kind":"note","body":"alone","occurred_at":"2026-01-06T10:00:00Z"}
    {"type":"meeting","id":1,"title":"Kickoff","occurred_at":"2026-01-07T10:00:00Z","content_hash":"h1",\
    "duration_seconds":60,"participants":[{"name":"Ann","email":"ann@a.example","contact_id":1,"speaker":"A"},\
    {"name":"Shared","email":"ann@a.example","contact_id":null}],"deal_id":2}
    {"type":"activity","id":3,"kind":"meeting","subject":"Review","occurred_at":"2026-01-08T10:00:00Z",\
    "contacts":[{"id":1}],"source":"calendar","external_id":"calendar:r"}
    {"type":"meeting","id":2,"title":"Review","occurred_at":"2026-01-08T10:00:00Z","content_hash":"h2",\
    "source":"calendar","external_id":"r","activity_id":3}
    {"type":"insight","meeting_id":1,"kind":"decision","text":"Go","quote":"go","turn":3,"confidence":0.5}
    {"type":"insight","activity_id":1,"kind":"decision","text":"Stay","at":1.5,"status":"accepted"}
    """

  /// All records of a database. Ids count as well: no record was deleted in between, so that a copy gives the same.
  private func content(_ desk: Desk, _ database: String) throws -> [String] {
    try desk.run("export", "--db", desk.folder.file(database)).lines
  }

  private func fill(_ desk: Desk) throws {
    let outcome = try desk.run("import", "-", "--now", "2026-02-01", input: Self.records)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try desk.run("deal", "add", "Wander", "--company", "Acme")
    for stage in ["proposal", "lead", "negotiation"] {
      #expect(try desk.run("deal", "move", "Wander", stage, "--now", "2026-05-01").status == 0)
    }
    // Every new database has this pipeline, which the import changes: at the same moment as here.
    try desk.run("pipeline", "edit", "Sales", "--description", "New business")
  }

  @Test func everythingComesBackEqual() throws {
    try Desk.with { desk throws in
      try fill(desk)
      let folder = desk.folder.file("copy")
      let outcome = try desk.run("export", "--all", folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let imported = try desk.run("import", folder, "--db", desk.folder.file("copy.db"))
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(try content(desk, "copy.db") == content(desk, "crm.db"))

      // Once more changes nothing, and it was one entry of the journal.
      let again = try desk.run("import", folder, "--db", desk.folder.file("copy.db"))
      #expect(again.output.contains(#""created":0,"updated":0,"#), "\(again.output)")
      #expect(try desk.run("log", "--db", desk.folder.file("copy.db")).lines.count == 1)
      #expect(try desk.run("undo", "--db", desk.folder.file("copy.db")).status == 0)
      #expect(try desk.run("contact", "list", "--db", desk.folder.file("copy.db")).output == "")
    }
  }

  /// A stream of everything is as good as the folder.
  @Test func aStreamComesBackEqual() throws {
    try Desk.with { desk throws in
      try fill(desk)
      let stream = try desk.run("export").output
      try desk.run("import", "-", "--db", desk.folder.file("copy.db"), input: stream)
      #expect(try content(desk, "copy.db") == content(desk, "crm.db"))
    }
  }

  @Test func eachFormatComesBack() throws {
    try Desk.with { desk throws in
      try fill(desk)
      for (kind, file) in [("contact", "c.vcf"), ("contact", "c.csv"), ("contact", "c.jsonl")] {
        let path = desk.folder.file(file)
        #expect(try desk.run("export", kind, "--to", path, "--where", "id = 5").status == 0)
        let imported = try desk.run("import", path, "--dry-run").output
        #expect(imported.contains(#""read":1,"created":0,"updated":0,"unchanged":1"#), "\(file): \(imported)")
      }
      let calendar = desk.folder.file("all.ics")
      let outcome = try desk.run("export", "--to", calendar).output
      #expect(outcome.contains(#""records":{"task":2,"activity":0,"meeting":2}"#), "\(outcome)")
      #expect(try Files.text(calendar).hasSuffix("END:VCALENDAR\r\n"))
    }
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func aFileIsForItsOwnerAndReplacesNone() throws {
    try Desk.with { desk throws in
      try fill(desk)
      let path = desk.folder.file("out.jsonl")
      #expect(try desk.run("export", "contact", "--to", path).status == 0)
      #expect(mode(path) == 0o600)
      let before = try Files.text(path)
      #expect(try desk.run("export", "deal", "--to", path).status == 4)
      #expect(try Files.text(path) == before)
      #expect(try desk.run("export", "deal", "--to", path, "--force").status == 0)
      #expect(try Files.text(path) != before)
      #expect(try desk.run("export", "deal", "--to", "/dev/null", "--force").status == 4)
      #expect(
        try desk.run("export", "deal", "--where", "nothing = 1", "--to", desk.folder.file("no")).status == 2)
      #expect(Files.exists(desk.folder.file("no")) == false)
      #expect(Files.exists(desk.folder.file("no.unfinished")) == false)
    }
  }

  @Test func aFolderIsWholeOrNotThere() throws {
    try Desk.with { desk throws in
      try fill(desk)
      let folder = desk.folder.file("copy")
      #expect(try desk.run("export", "--all", folder + "/").status == 0)
      #expect(mode(folder) == 0o700)
      #expect(try desk.run("export", "--all", folder).status == 4)
      // One that somebody else is writing, or that was left behind.
      try desk.folder.write("", to: "other.part/01-settings.jsonl")
      #expect(try desk.run("export", "--all", desk.folder.file("other")).status == 4)
      #expect(Files.exists(desk.folder.file("other")) == false)
      // What is no database leaves nothing behind.
      let missing = try desk.run(
        "export", "--all", desk.folder.file("none"), "--db", desk.folder.file("no.db"))
      #expect(missing.status == 3)
      #expect(Files.exists(desk.folder.file("none.part")) == false)
    }
  }

  @Test func aPersonsRecordsAreTogether() throws {
    try Desk.with { desk throws in
      try fill(desk)
      let report = try JSONParser.parse(Array(desk.run("export", "--person", "ann@a.example").output.utf8))
      #expect(report["contact"]?["name"] == "Ann Lee")
      #expect(report["deals"]?.array?.count == 1)
      #expect(report["tasks"] == [])
      #expect(report["meetings"]?.array?.map { $0["title"] } == ["Kickoff"])
      #expect(report["insights"]?.array?.map { $0["text"] } == ["Go"])
      #expect(report["journal"]?.array?.count == 1)
    }
  }

  @Test(arguments: [
    ["--format", "csv"], ["deal", "--format", "vcard"], ["contact", "--to", "a.ics"], ["--where", "id = 1"],
    ["--all", "copy", "contact"], ["--all", "copy", "--to", "x"], ["--person", "ann", "--format", "csv"],
    ["contact", "--force"], ["contact", "--excel-safe"], ["nothing"], ["contact", "--dry-run"],
  ])
  func whatMakesNoSenseIsRefused(words: [String]) throws {
    try Desk.with { desk throws in
      try desk.run("contact", "add", "Ann Lee")
      #expect(try desk.run(["export"] + words).status == 2)
    }
  }
}
