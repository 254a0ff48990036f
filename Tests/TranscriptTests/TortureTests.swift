import Bytes
import TestSupport
import Testing

/// Files that are broken, odd or cut short are imported as far as they can be understood, and nothing of them is
/// lost without a word.
///
/// Beside each file in Tests/Torture lies what its import says, how it ends and which records are there afterwards,
/// without their ids, the times of writing, and what is empty.
@Suite struct TortureTests {
  private static let folder = "\(Repository.root)/Tests/Torture"
  private static let ending = ".expected"
  private static let names = Result { try Files.list(under: folder).filter { !$0.hasSuffix(ending) } }

  @Test(arguments: try names.get()) func file(_ name: String) throws {
    try TemporaryFolder.with { folder in
      var crm = Program.built(in: folder)
      crm.environment["CRM_DB"] = folder.file("crm.db")
      crm.environment["CRM_USER"] = "ann"
      if [".eml", ".mbox", ".ics"].contains(where: name.hasSuffix) {
        // Mail and appointments are of interest with people who are known.
        let known = #"{"type":"contact","name":"Ann Lee","email":"ann@x.example"}"#
        try #require(try crm.run(["import", "-"], input: .text(known)).status == .exited(0))
      }
      let imported = try crm.run(["import", "\(Self.folder)/\(name)"])
      var lines = imported.transcriptLines.map { $0.replacing("\(Self.folder)/", with: "") }
      for noun in ["contact", "company", "deal", "task", "activity"]
      where imported.output.contains(#""\#(noun)":{"#) {
        let listed = try crm.run([noun, "list"])
        try #require(listed.status == .exited(0), "\(listed.errors)")
        for line in listed.output.split(separator: "\n") { lines.append(try Self.essence(of: line)) }
      }
      try Snapshots(folder: Self.folder, recording: Recording.isOn)
        .check(lines.joined(separator: "\n") + "\n", against: name + Self.ending)
    }
  }

  @Test func everyExpectationHasItsFile() throws {
    for name in try Files.list(under: Self.folder, endingIn: Self.ending) {
      #expect(Files.exists("\(Self.folder)/\(name.dropLast(Self.ending.count))"), "\(name)")
    }
  }

  /// What a record says that does not depend on when and in which order it was written.
  private static func essence(of line: Substring) throws -> String {
    let record = try #require(JSONParser.parse(Array(line.utf8)).object)
    return JSON.object(essence(of: record)).text
  }

  private static func essence(of object: JSONObject) -> JSONObject {
    var essence = JSONObject()
    for (key, value) in object {
      let isIncidental =
        key == "id" || key.hasSuffix("_id") && key != "external_id"
        || ["created_at", "updated_at", "last_activity_at", "stage_entered_at", "days_quiet"].contains(key)
      if isIncidental { continue }
      switch value {
      case .null: continue
      case .object(let inner):
        if !inner.isEmpty { essence[key] = .object(self.essence(of: inner)) }
      case .array(let elements):
        if elements.isEmpty { continue }
        essence[key] = .array(elements.map { $0.object.map { .object(self.essence(of: $0)) } ?? $0 })
      default: essence[key] = value
      }
    }
    return essence
  }
}
