import Bytes
import Foundation
import Models
import SQLite
import Testing

@testable import Store

struct OpeningTests {
  @Test func aNewFileIsForItsOwnerAlone() throws {
    let fixture = try StoreFixture()
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(fixture.path) == 0o600)
    #expect(try mode(fixture.folder) == 0o700)
    #expect(try fixture.store.database.value("PRAGMA journal_mode", as: String.self) == "wal")
    #expect(try fixture.store.problems() == [])
  }

  @Test func foldersOnTheWayAreMade() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/a/b/new.db"
    _ = try Store(path: path, access: .creates, clock: Clock(now: StoreFixture.now, zone: .utc))
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func aMissingFileIsOnlyMadeWhereThatIsAsked() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/none.db"
    for access in [Store.Access.reads, .writes] {
      #expect(failure { _ = try open(path, access) } == .noDatabase(path))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func whatIsNoDatabaseIsRefused() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/notes.txt"
    try Data(repeating: UInt8(ascii: "x"), count: 4096).write(to: URL(filePath: path))
    for access in [Store.Access.reads, .writes, .creates] {
      #expect(failure { _ = try open(path, access) } == .notADatabase(path))
    }
  }

  @Test func theDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/other.db"
    try Database(path: path, access: .create).run(script: "CREATE TABLE contact (id INTEGER)")
    let before = try Data(contentsOf: URL(filePath: path))
    for access in [Store.Access.reads, .writes, .creates] {
      #expect(failure { _ = try open(path, access) } == .notADatabase(path))
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func anEmptyFileIsNoDatabaseYet() throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/empty.db"
    try Data().write(to: URL(filePath: path))
    #expect(failure { _ = try open(path, .reads) } == .noDatabase(path))
    #expect(try open(path, .writes).problems() == [])
  }

  @Test func aNewerSchemaIsRefused() throws {
    let fixture = try StoreFixture()
    try fixture.store.database.execute("INSERT INTO schema_migration VALUES ('9999 later', 0)")
    #expect(failure { _ = try fixture.reopened() } == .newerSchema(path: fixture.path, unknown: "9999 later"))
  }

  @Test(arguments: 1..<Migration.all.count)
  func anOlderSchemaIsCopiedAndBroughtUpToDate(steps: Int) throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/old.db"
    let old = try Database(path: path, access: .create)
    try Migration.run(Array(Migration.all.prefix(steps)), on: old, now: StoreFixture.now)
    try old.execute(
      "INSERT INTO company (name, name_key, created_at, updated_at) VALUES ('Acme', 'acme', 0, 0)")

    #expect(failure { _ = try open(path, .reads) } == .olderSchema(path: path))
    let store = try open(path, .writes)
    #expect(try Migration.applied(in: store.database) == Migration.all.map(\.name))
    #expect(try store.value(.company, 1, "name") == "Acme")

    let copy = try Database(
      path: "\(path).before-\(Migration.all[steps].name.prefix(4))", access: .readOnly)
    #expect(try Migration.applied(in: copy) == Migration.all.prefix(steps).map(\.name))
    #expect(try copy.value("SELECT name FROM company", as: String.self) == "Acme")
  }

  @Test func severalProcessesMayMakeTheSameFile() async throws {
    let fixture = try StoreFixture()
    let path = fixture.folder + "/shared.db"
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          let clock = Clock(now: StoreFixture.now, zone: .utc)
          _ = try Store(path: path, access: .creates, clock: clock)
        }
      }
      try await group.waitForAll()
    }
    #expect(try open(path, .reads).problems() == [])
  }

  @Test func whatIsOpenedToBeReadIsNotWritten() throws {
    let fixture = try StoreFixture()
    let reader = try fixture.reopened(.reads)
    #expect(failure { try reader.create(.company, ["name": "Acme"]) } == .readOnly(fixture.path))
    #expect(failure { try reader.undo() } == .readOnly(fixture.path))
    #expect(failure { try reader.redo() } == .readOnly(fixture.path))
  }

  @Test func aFileWhoseMakerWasKilledIsBroughtToRightsByWhoReads() throws {
    let fixture = try StoreFixture()
    let path = try fixture.cutOffFile()
    #expect(failure { _ = try open(path, .reads, heals: false) } == .cutOff(path))
    #expect(FileManager.default.fileExists(atPath: path + "-journal"))

    #expect(failure { _ = try open(path, .reads) } == .noDatabase(path))
    #expect(!FileManager.default.fileExists(atPath: path + "-journal"))
    #expect(failure { _ = try open(path, .reads, heals: false) } == .noDatabase(path))
    #expect(try open(path, .creates).problems() == [])
  }

  @Test func stockSQLiteReadsAndChecksTheFile() throws {
    let fixture = try StoreFixture.sample()
    let output = try sqlite3(fixture.path, "PRAGMA integrity_check; PRAGMA foreign_key_check;")
    #expect(output == "ok\n")
    #expect(try sqlite3(fixture.path, ".schema").contains("CREATE TABLE contact"))
    #expect(try sqlite3(fixture.path, ".dump").contains("'jose nunez'"))
    #expect(try sqlite3(fixture.path, "SELECT title FROM search WHERE search MATCH 'jose'") == "José Núñez\n")
  }

  private func open(_ path: String, _ access: Store.Access, heals: Bool = true) throws -> Store {
    try Store(path: path, access: access, clock: Clock(now: StoreFixture.now, zone: .utc), heals: heals)
  }

  /// What the command-line tool of SQLite prints.
  private func sqlite3(_ path: String, _ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-bail", path, command]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}

extension StoreFixture {
  /// The file of a database whose maker was killed in the middle of the first transaction, with the journal of that.
  fileprivate func cutOffFile() throws -> String {
    let (working, path) = (folder + "/working.db", folder + "/cut.db")
    let database = try Database(path: working, access: .create)
    // A cache of few pages is written to the file before the end of the transaction.
    try database.run(
      script: """
        PRAGMA cache_size = 1; BEGIN; CREATE TABLE t (a);
        INSERT INTO t SELECT randomblob(1000) FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')
        """)
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(atPath: working + suffix, toPath: path + suffix)
    }
    return path
  }
}
