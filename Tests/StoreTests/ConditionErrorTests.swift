import Models
import Testing

@testable import Store

/// Conditions that cannot be, each with the error that says what can.
struct ConditionErrorTests {
  @Test func errorsSayWhatWouldBeRight() throws {
    let fixture = try StoreFixture.sample()
    func error(_ type: RecordType, _ condition: String) -> StoreError? {
      failure { _ = try fixture.store.ids(type, condition) }
    }
    let statuses = "one of new, contacted, engaged, meeting booked, qualified, customer, lost, unqualified"
    let ordering = ["=", "!=", "<", "<=", ">", ">="]

    #expect(
      error(.contact, "status = cold") == .badOperand(field: "status", operand: "cold", expected: statuses))
    #expect(
      error(.contact, "status > new")
        == .notComparable(field: "status", operation: ">", allowed: ["=", "!=", "in"]))
    #expect(
      error(.deal, "stage = nowhere")
        == .badOperand(
          field: "stage", operand: "nowhere",
          expected: "one of lead, qualified, proposal, negotiation, won, lost"))
    #expect(
      error(.deal, "stage ~ pro")
        == .notComparable(field: "stage", operation: "~", allowed: ["=", "!=", "in"]))
    #expect(
      error(.deal, "value >= much") == .badOperand(field: "value", operand: "much", expected: "a number"))
    #expect(error(.deal, "value ~ 1") == .notComparable(field: "value", operation: "~", allowed: ordering))
    #expect(
      error(.task, "priority = huge")
        == .badOperand(field: "priority", operand: "huge", expected: "one of low, medium, high, urgent"))
    #expect(
      error(.contact, "do_not_contact = maybe")
        == .badOperand(field: "do_not_contact", operand: "maybe", expected: "true or false"))
    #expect(
      error(.contact, "do_not_contact > true")
        == .notComparable(field: "do_not_contact", operation: ">", allowed: ["=", "!=", "in"]))
    #expect(
      error(.deal, "products = x")
        == .notComparable(field: "products", operation: "=", allowed: ["is null", "is not null"]))
    #expect(
      error(.contact, "deals = x")
        == .notComparable(field: "deals", operation: "=", allowed: ["(…)", "is null"]))
    #expect(
      error(.contact, "owner in this_month")
        == .notComparable(field: "owner", operation: "in this_month", allowed: ["in (…, …)"]))
    #expect(
      error(.contact, "fields = x")
        == .notComparable(field: "fields", operation: "=", allowed: ["is null", "is not null"]))
    guard case .badOperand("created_at", "someday", _)? = error(.contact, "created_at > someday") else {
      Issue.record("a time that is none is accepted")
      return
    }
  }

  @Test func anUnknownFieldListsTheOnesThereAre() throws {
    let fixture = try StoreFixture()
    for (condition, name, type) in [
      ("nmae = x", "nmae", RecordType.contact), ("company.nmae = x", "company.nmae", .company),
      ("deals(nmae = x) > 0", "nmae", .deal), ("company = x and name.first = y", "name.first", .contact),
    ] {
      guard
        case .unknownField(name, type, let among)? = failure({
          _ = try fixture.store.ids(.contact, condition)
        })
      else {
        Issue.record("no error for \(condition)")
        continue
      }
      #expect(among.contains(Catalog.of(type).title), "\(condition)")
      #expect(among.first == "id")
    }
  }
}
