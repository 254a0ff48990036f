import Testing

@testable import Identity

/// Values that mean the same have one form.
@Suite struct NormalisingTests {
  @Test(arguments: [
    ("Dr. Anna-Maria", "anna maria"), ("O’Brien", "obrien"), ("MÜLLER", "muller"), ("Dr", "dr"),
    ("Jr.", "jr"),
    ("van der Berg", "van der berg"), ("Łukasz", "lukasz"), ("Иван", "иван"),
  ])
  func namesLoseTitlesCaseAndAccents(text: String, name: String) {
    #expect(Normal.name(text) == name)
  }

  @Test(arguments: [
    ("ACME Bros. Holding GmbH & Co. KG", "acme brothers holding"), ("I.B.M. Corp.", "ibm"),
    ("Total S.A.", "total"),
    ("The Limited", "the limited"), ("Société Générale", "societe generale"), ("Acme Sp. z o.o.", "acme"),
  ])
  func organisationsLoseTheirLegalForm(text: String, name: String) {
    #expect(Normal.organisation(text) == name)
  }

  @Test(arguments: [
    ("+44 20 7946 0123", "020 7946 0123"), ("+49 30 123456", "030/123456"),
    ("001 (555) 123-4567", "555.123.4567"),
    ("+1 555 123 4567 ext. 22", "5551234567"), ("+1 555 123 4567;ext=22", "555 1234567 x9"),
  ])
  func aPhoneNumberIsOneInAnyNotation(one: String, other: String) {
    #expect(Normal.phone(one) != nil)
    #expect(Normal.phone(one) == Normal.phone(other))
  }

  @Test func aShortNumberIsNobodys() {
    #expect(Normal.phone("110") == nil)
    #expect(Normal.phone("n/a") == nil)
  }

  @Test(arguments: [
    ("12a High St.", "12A HIGH STREET"), ("Hauptstr. 5", "Hauptstraße 5"),
    ("5, Rue de la Paix", "5 rue de la paix"),
    ("7 Tuthill Place", "7 tuthillplace"), ("3/12 Mill Rd", "3 12 Mill Road"),
  ])
  func anAddressIsOneInAnySpelling(one: String, other: String) throws {
    let (first, second) = (try #require(Normal.address(one)), try #require(Normal.address(other)))
    #expect(first == second)
  }

  @Test(arguments: [
    ("https://www.Acme.example/about?x=1", "acme.example"), ("acme.example:8080", "acme.example"),
    ("www.acme.example", "acme.example"),
  ])
  func aWebAddressIsItsDomain(text: String, domain: String) {
    #expect(Normal.domain(text) == domain)
  }

  @Test(arguments: ["", " ", "—", "..."]) func nothingIsNoValue(text: String) {
    #expect(Normal.name(text) == nil)
    #expect(Normal.organisation(text) == nil)
    #expect(Normal.address(text) == nil)
    #expect(Normal.postcode(text) == nil)
    #expect(Normal.phone(text) == nil)
  }

  @Test(arguments: [
    ("Ann.Lee+crm@Gmail.com", "annlee@gmail.com"), ("ann.lee@googlemail.com", "annlee@gmail.com"),
    ("ann.lee+a@acme.example", "ann.lee@acme.example"), ("+@acme.example", "+@acme.example"),
    ("...@gmail.com", "...@gmail.com"), ("a@b@c.example", "a@b@c.example"),
  ])
  func anAddressIsWhatItsProviderTakesItFor(text: String, address: String) throws {
    let email = try #require(EmailAddress(text))
    #expect(email.address == address)
    #expect(email.isRewritten == (text.lowercased() != address))
  }

  @Test(arguments: ["", "ann", "@acme.example", "ann@"]) func whatIsNoAddressIsNone(text: String) {
    #expect(EmailAddress(text) == nil)
  }
}
