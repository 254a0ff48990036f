import Bytes
import Models
import SQLite
import Testing

@testable import Store

/// Whom an import is not to bring back.
struct ErasedTests {
  private func fixture(erasing contact: JSONObject, beside others: [JSONObject] = []) throws -> StoreFixture {
    let fixture = try StoreFixture()
    let id = try fixture.store.create(.contact, contact)
    for other in others { try fixture.store.create(.contact, other) }
    #expect(try fixture.store.erase(id, by: author).remaining?.isEmpty == true)
    return fixture
  }

  private static let ann: JSONObject = [
    "name": "Ann Lee", "emails": ["ann@lee.example", "ann@home.example"], "phone": "+49 171 1234567",
    "birthday": "1980-05-17", "company": "Acme",
  ]

  @Test(
    arguments: [
      (["email": "ANN@lee.example"], true),
      (["name": "X", "emails": ["x@x.example", " ann@home.example"]], true),
      (["phone": "0171 / 123 45 67"], true),
      (["name": "X", "phones": ["0049-171-1234567"]], true),
      (["name": "LEE Ann", "birthday": "1980-05-17", "email": "new@x.example"], true),
      (["first_name": "Ann", "last_name": "Lee", "company": "ACME"], true),
      (["name": "Ann Lee", "company": "Acme", "email": "new@x.example"], false),
      (["name": "Ann Lee"], false),
      (["name": "Ann Lee", "birthday": "1981-05-17"], false),
      (["name": "Ann Lee", "company": "Beta"], false),
      (["email": "joann@lee.example", "phone": "+49 171 1234568"], false),
      ([:], false),
    ] as [(JSONObject, Bool)]) func isKnownAgain(contact: JSONObject, isKnown: Bool) throws
  {
    let fixture = try fixture(erasing: Self.ann)
    #expect(try Erased(database: fixture.store.database).holds(contact) == isKnown)
  }

  @Test func withoutAddressAndNumberANameIsEnough() throws {
    let erased = try Erased(database: fixture(erasing: ["name": "Ann Lee"]).store.database)
    #expect(try erased.holds(["name": "ann lee"]))
    #expect(try erased.holds(["name": "Ann Lee", "email": "new@x.example"]))
    #expect(try !erased.holds(["name": "Ann Lee", "company": "Acme"]))
    #expect(try !erased.holds(["name": "Ann"]))
  }

  @Test func whatOthersHaveInCommonDoesNotCountAgainstThem() throws {
    let bob: JSONObject = ["name": "Bob Ray", "phone": "0171 1234567", "email": "bob@lee.example"]
    let erased = try Erased(database: fixture(erasing: Self.ann, beside: [bob]).store.database)
    #expect(try !erased.holds(bob))
    #expect(try erased.holds(["email": "ann@lee.example"]))
  }

  @Test func nobodyIsKnownWhereNobodyWasErased() throws {
    #expect(try !Erased(database: StoreFixture().store.database).holds(Self.ann))
  }

  @Test func hashesOfTwoDatabasesCannotBeCompared() throws {
    func hashes() throws -> Set<[UInt8]> {
      let fixture = try fixture(erasing: Self.ann)
      return Set(try fixture.store.database.all("SELECT hash FROM erased") { try $0[0] as [UInt8] })
    }
    let (one, other) = (try hashes(), try hashes())
    #expect(one.count == 5)
    #expect(one.isDisjoint(with: other))
  }
}
