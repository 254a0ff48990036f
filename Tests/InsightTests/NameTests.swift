import Models
import Testing

/// People, their addresses and positions, and companies.
@Suite struct NameTests {
  @Test func whoSaysWhatTheyAreIsAContact() throws {
    let found = try extraction(
      """
      Ida Moreau: Good morning, I'm Ida Moreau, head of purchasing at Vantelle Foods.
      Sven Lind: Sven here, account manager at Norrsken Systems. My mail is sven.lind@norrsken.example.
      Ida Moreau: Our CFO, Greta Osei, will join later. Her number is +47 555 01 234.
      """)
    #expect(found.contacts.map(\.firstName) == ["Ida", "Sven", "Greta"])
    #expect(found.contacts.map(\.position) == ["head of purchasing", "account manager", "CFO"])
    #expect(found.contacts[0].company == "Vantelle Foods")
    #expect(found.contacts[1].email == "sven.lind@norrsken.example")
    #expect(found.contacts[2].phone == "+47 555 01 234")
    #expect(found.companies.map(\.name) == ["Vantelle Foods", "Norrsken Systems"])
    #expect(found.participants.map(\.name) == ["Ida Moreau", "Sven Lind"])
  }

  @Test func aSpokenAddressIsWrittenOut() throws {
    let found = try extraction(
      "Ida Moreau: It's ida dot moreau at vantelle dot example.\nSven: Thanks.\nIda Moreau: Bye.")
    #expect(found.contacts.map(\.email) == ["ida.moreau@vantelle.example"])
  }

  @Test func aMailTellsOfItsPeople() throws {
    let found = try extraction(
      """
      From: Ida Moreau <ida@vantelle.example>
      To: Sven Lind <sven@norrsken.example>
      Subject: Offer

      Hello Sven,
      thank you for the offer.
      Kind regards
      Ida Moreau
      Head of Purchasing, Vantelle Foods
      Tel: +33 5 55 01 02 03
      """)
    #expect(found.kind == .email)
    #expect(found.participants.map(\.email) == ["ida@vantelle.example", "sven@norrsken.example"])
    let ida = try #require(found.contacts.first)
    #expect(ida.position == "Head of Purchasing")
    #expect(ida.company == "Vantelle Foods")
    #expect(ida.phone == "+33 5 55 01 02 03")
  }

  @Test func aRivalIsNamed() throws {
    let found = try extraction(
      "Ida: To be open, Kestrel Automation quoted us ninety thousand euros.\nSven: I see.\nIda: They are cheaper."
    )
    #expect(found.competitors.map(\.text) == ["Kestrel Automation"])
    #expect(found.objections.map(\.category) == [.competitor])
  }
}
