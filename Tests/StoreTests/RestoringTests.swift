import Bytes
import Foundation
import Models
import Testing

@testable import Store

/// Going back to a copy does not bring back who was erased since.
struct RestoringTests {
  private let fixture: StoreFixture
  private let ann: Int64
  private var store: Store { fixture.store }
  /// A copy that erasing does not find beside the file.
  private var copy: String { fixture.folder + "/away/copy.db" }

  private static let ann: JSONObject = [
    "name": "Ann Lee", "email": "ann@acme.example", "emails": ["ann@acme.example", "ann@home.example"],
  ]

  init() throws {
    fixture = try StoreFixture()
    ann = try fixture.store.create(.contact, Self.ann)
    try fixture.store.create(.contact, ["name": "Bob Ray", "email": "bob@ray.example"])
  }

  @Test func withoutErasuresEverythingIsAsInTheCopy() throws {
    try store.backup(to: copy)
    let before = try store.dump()
    try store.delete(.contact, ann)
    let restored = try store.restore(from: copy, by: author)
    #expect(restored.kept == fixture.path + ".before-restore")
    #expect(restored.erased == 0)
    #expect(try store.dump() == before)
  }

  @Test func whoWasErasedSinceIsErasedInWhatIsRestored() throws {
    try store.backup(to: copy)
    try store.create(.contact, ["name": "Cid Hall"])
    #expect(try store.erase(ann, by: author).remaining?.isEmpty == true)
    #expect(try store.restore(from: copy, by: author).erased == 1)
    try expectNothingOfAnn()
    #expect(try store.ids(.contact, "id > 0") == [2])
    #expect(!FileManager.default.fileExists(atPath: fixture.path + ".restoring"))
  }

  @Test func ofWhoHadBeenDeletedTheJournalOfTheCopyKeepsNothing() throws {
    try store.update(.contact, ann, ["emails": ["ann@acme.example"]])
    try store.delete(.contact, ann)
    try store.backup(to: copy)
    #expect(try store.erase(ann, by: author).remaining?.isEmpty == true)
    #expect(try store.restore(from: copy, by: author).erased == 1)
    try expectNothingOfAnn()
  }

  @Test func inAnotherDatabaseThePersonIsTheSame() throws {
    let other = try Store(path: copy, access: .creates, clock: store.clock)
    try other.create(.contact, ["name": "Dan Fox"])
    try other.create(.contact, ["name": "A. Lee", "email": "ANN@acme.example"])
    #expect(try store.erase(ann, by: author).remaining?.isEmpty == true)
    #expect(try store.restore(from: copy, by: author).erased == 1)
    #expect(try store.ids(.contact, "id > 0") == [1])
    #expect(try Erased(database: store.database).holds(Self.ann))
  }

  @Test func twoMemoriesCannotBecomeOne() throws {
    let other = try Store(path: copy, access: .creates, clock: store.clock)
    let dan = try other.create(.contact, ["name": "Dan Fox", "email": "dan@fox.example"])
    _ = try other.erase(dan, by: author)
    _ = try store.erase(ann, by: author)
    let before = try store.dump()
    #expect(failure { _ = try store.restore(from: copy, by: author) } == .erasedInBoth(copy))
    #expect(try store.dump() == before)
    #expect(!FileManager.default.fileExists(atPath: fixture.path + ".before-restore"))
    #expect(!FileManager.default.fileExists(atPath: fixture.path + ".restoring"))
  }

  private func expectNothingOfAnn(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try store.optimize()
    for sign in ["Ann Lee", "ann lee", "ann@acme.example", "ann@home.example"] {
      let file = try Data(contentsOf: URL(filePath: fixture.path))
      #expect(file.range(of: Data(sign.utf8)) == nil, "\(sign)", sourceLocation: sourceLocation)
    }
    #expect(try Erased(database: store.database).holds(Self.ann), sourceLocation: sourceLocation)
    #expect(try store.problems() == [], sourceLocation: sourceLocation)
  }
}
