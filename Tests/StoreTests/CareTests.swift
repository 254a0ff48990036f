import Bytes
import Foundation
import Models
import Testing

@testable import Store

struct CareTests {
  @Test func aBackupIsTheSameAndForItsOwnerAlone() throws {
    let fixture = try StoreFixture.sample()
    let path = fixture.folder + "/copy.db"
    var steps: [Int] = []
    try fixture.store.backup(to: path) { done, total in steps.append(total - done) }
    #expect(steps.last == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let copy = try Store(path: path, access: .reads, clock: fixture.store.clock)
    #expect(try copy.dump() == fixture.store.dump())
    #expect(!FileManager.default.fileExists(atPath: path + ".unfinished"))
  }

  @Test func aBackupReplacesWhatWasThere() throws {
    let fixture = try StoreFixture.sample()
    let path = fixture.folder + "/copy.db"
    try Data("old".utf8).write(to: URL(filePath: path))
    try fixture.store.backup(to: path)
    #expect(try Store(path: path, access: .reads, clock: fixture.store.clock).problems() == [])
  }

  @Test func aBackupThatCannotBeLeavesNothing() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/folder"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: StoreError.self) { try fixture.store.backup(to: path) }
    #expect(!FileManager.default.fileExists(atPath: path + ".unfinished"))
  }

  @Test func infoTellsWhatThereIs() throws {
    let fixture = try StoreFixture.sample()
    let info = try fixture.store.info()
    #expect(info["path"] == .string(fixture.path))
    #expect(info["records"]?["contact"] == 5)
    #expect(info["records"]?["status"] == 8)
    #expect(info["schema"] == .string(Migration.all.last?.name ?? ""))
    #expect(info["journal_entries"] == 8)
    #expect((info["bytes"]?.int64 ?? 0) > 8192)
    #expect((info["journal_bytes"]?.int64 ?? 0) > 100)
  }

  @Test func theJournalTellsWhatTouchedARecord() throws {
    let fixture = try StoreFixture()
    let store = fixture.store
    let ann = try store.create(.contact, ["name": "Ann", "company": "Acme"])
    try store.create(.contact, ["name": "Bob"])
    try store.update(.contact, ann, ["tags": ["x"]])
    #expect(try store.journal(limit: nil).map(\.id) == [3, 2, 1])
    #expect(try store.journal(limit: 2).map(\.id) == [3, 2])
    #expect(try store.journal(limit: nil, touching: (.contact, ann)).map(\.id) == [3, 1])
    #expect(try store.journal(limit: nil, touching: (.company, 1)).map(\.id) == [1])
    #expect(
      try store.journalEntry(3).json.text
        == #"{"type":"entry","id":3,"at":"2026-05-20T12:00:00Z","actor":"tester","command":"crm test","#
        + #""summary":"update 1 contact","kind":"plan","state":"done","target_id":null,"undone":false,"records":1}"#
    )
    #expect(failure { _ = try store.journalEntry(9) } == .noSuchEntry(9))
  }
}
