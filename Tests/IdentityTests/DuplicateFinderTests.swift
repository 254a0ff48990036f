import Bytes
import Models
import Testing

@testable import Identity

/// Who is taken for whom, in small files.
@Suite struct DuplicateFinderTests {
  /// The records that are found to be one, with the probability of each pair.
  private func find(
    _ records: [JSONObject], _ type: RecordType = .contact, atLeast threshold: Double = 0.5
  ) -> Duplicates {
    var finder = DuplicateFinder(type)
    for record in records { finder.add(record) }
    return finder.find(atLeast: threshold) {}
  }

  /// People who have nothing to do with each other.
  private func strangers(_ count: Int) -> [JSONObject] {
    let given = ["Ann", "Bob", "Cy", "Dora", "Eli", "Fay", "Gus"]
    let family = ["Lee", "Ray", "Stone", "Moss", "Hart", "Vale", "Pike", "Lane", "Frost", "Wolf", "Marsh"]
    return (0..<count).map { index in
      let (first, last) = (given[index % given.count], family[index % family.count])
      return [
        "first_name": .string(first), "last_name": .string(last),
        "emails": [.string("\(first).\(last)\(index * 37)@mail\(index % 5).example")],
        "phones": [.string("+44 20 7\(100_000 + index * 7919)")],
        "birthday": .string("\(1950 + index % 50)-0\(1 + index % 9)-\(10 + index % 18)"),
        "city": .string(["York", "Bath", "Hull"][index % 3]),
      ]
    }
  }

  private let robert: JSONObject = [
    "first_name": "Robert", "last_name": "Allen", "emails": ["rob.allen@acme.example"],
    "phones": ["+44 20 7946 0123"], "birthday": "1971-06-24", "address": "12 High Street", "city": "York",
    "postcode": "YO1 7EP", "company": "Acme",
  ]

  private func robert(_ changes: JSONObject) -> JSONObject {
    var record = robert
    for (key, value) in changes { record[key] = value }
    return record
  }

  @Test(
    arguments: [
      ["first_name": "Bob"], ["first_name": "R."], ["last_name": "Alen"],
      ["first_name": "Allen", "last_name": "Robert"],
      ["first_name": nil], ["emails": ["ROB.ALLEN+news@acme.example"]], ["phones": ["020 7946 0123"]],
      ["birthday": "1971-05-24"], ["address": "12 high st."], ["company": "ACME Ltd."],
      ["emails": ["robert@home.example"], "phones": []],
      ["address": "7 Mill Road", "city": "Hull", "postcode": nil],
      ["last_name": "Baker", "address": nil, "company": "Northwind"],
    ] as [[String: JSON?]])
  func theSamePersonIsFound(changes: [String: JSON?]) throws {
    var other = robert
    for (key, value) in changes { other[key] = value ?? .null }
    let found = find(strangers(50) + [robert, other])
    #expect(found.matches.map { [$0.first, $0.second] } == [[50, 51]])
    #expect(try #require(found.matches.first).probability > 0.9)
    #expect(found.groups == [[50, 51]])
  }

  @Test(
    arguments: [
      // Namesakes.
      [
        "emails": ["allen@other.example"], "phones": ["+1 555 010 2030"], "birthday": nil, "address": nil,
        "city": nil,
        "postcode": nil, "company": nil,
      ],
      // A daughter at the same address.
      ["first_name": "Julia", "emails": ["julia@home.example"], "birthday": "2001-11-30", "company": nil],
      // A wife of whom nothing else is known but the telephone.
      ["first_name": "Mary", "emails": [], "birthday": nil, "company": nil],
      // A colleague with the telephone of the firm.
      [
        "first_name": "Kim", "last_name": "Berg", "emails": ["kim.berg@acme.example"], "birthday": nil,
        "address": nil,
        "postcode": nil,
      ],
      // A colleague with nearly the same name.
      [
        "first_name": "Rose", "last_name": "Ellen", "emails": ["rose.ellen@acme.example"], "phones": [],
        "birthday": nil,
        "address": nil, "postcode": nil,
      ],
      // A colleague born on the same day.
      [
        "first_name": "Kim", "last_name": "Berg", "emails": [], "phones": [], "address": nil, "postcode": nil,
      ],
    ] as [[String: JSON?]])
  func anotherPersonIsNot(changes: [String: JSON?]) {
    var other = robert
    for (key, value) in changes { other[key] = value ?? .null }
    #expect(find(strangers(50) + [robert, other]).matches.isEmpty)
    #expect(find([robert, other]).matches.isEmpty)
  }

  @Test(arguments: [0, 1, 2, 50, 300]) func aCleanFileHasNoDuplicates(count: Int) {
    #expect(find(strangers(count)).matches.isEmpty)
  }

  @Test func anEmptyRecordIsNobody() {
    #expect(find([[:], [:], robert, [:]]).matches.isEmpty)
  }

  @Test func aWholeFileTwiceIsFoundPairByPair() {
    let people = strangers(60)
    let found = find(people + people, atLeast: 0.9)
    #expect(found.matches.count == 60)
    #expect(found.matches.allSatisfy { $0.second == $0.first + 60 })
  }

  @Test func whatIsFoundIsTheSameEachTime() {
    let people = strangers(40) + [robert, robert(["first_name": "Bob"]), robert(["last_name": "Alen"])]
    let (one, other) = (find(people, atLeast: 0.01), find(people, atLeast: 0.01))
    #expect(one.matches.map(\.probability) == other.matches.map(\.probability))
    #expect(one.matches.map { [$0.first, $0.second] } == other.matches.map { [$0.first, $0.second] })
  }

  @Test func threeRecordsOfOnePersonAreOneGroup() throws {
    let bare: JSONObject = ["first_name": "Rob", "phones": ["020 7946 0123"], "birthday": "1971-06-24"]
    let other: JSONObject = ["last_name": "Allen", "emails": ["rob.allen@acme.example"], "city": "York"]
    let found = find(strangers(50) + [bare, robert, other])
    #expect(found.groups == [[50, 51, 52]])
    // The two that have nothing in common are one by way of the third.
    let detour = try #require(found.matches.first { $0.first == 50 && $0.second == 52 })
    #expect(detour.through == 51)
    #expect(found.matches.filter { $0.through == nil }.count == 2)
  }

  @Test func findingsSayWhatAgrees() throws {
    let other = robert([
      "first_name": "Bob", "birthday": "1971-05-24", "phones": ["+1 555 010 2030"],
      "company": .null,
    ])
    let findings = try #require(find(strangers(50) + [robert, other]).matches.first).findings
    let agreements = Dictionary(uniqueKeysWithValues: findings.map { ($0.comparison, $0.agreement) })
    #expect(agreements[.mailbox] == .equal)
    #expect(agreements[.givenName] == .variant)
    #expect(agreements[.familyName] == .equal)
    #expect(agreements[.birthday] == .slip)
    #expect(agreements[.phone] == .different)
    #expect(agreements[.organisation] == nil)
    #expect(findings.first?.comparison == .mailbox)
    #expect(findings.filter { !$0.isFor }.map(\.comparison) == [.phone])
  }

  @Test func namesOfOtherScriptsAreCompared() {
    let people: [JSONObject] = [
      ["first_name": "Иван", "last_name": "Сидоров", "birthday": "1980-01-02", "city": "Казань"],
      ["first_name": "Иван", "last_name": "Сидорв", "birthday": "1980-01-02", "city": "Казань"],
      ["first_name": "Олег", "last_name": "Петров", "birthday": "1980-01-02", "city": "Казань"],
      ["first_name": "伟", "last_name": "王", "birthday": "1985-05-05"],
      ["first_name": "娜", "last_name": "李", "birthday": "1985-05-05"],
    ]
    #expect(find(strangers(50) + people).groups == [[50, 51]])
  }

  @Test func manyRecordsOfOneKeyAreNotComparedEachWithEach() {
    let people = (0..<600).map { index -> JSONObject in
      [
        "first_name": .string("A\(index)"), "last_name": .string("B\(index * 7)"),
        "phones": ["+44 20 7946 0123"],
      ]
    }
    var population = Population()
    for record in people { population.add(record, of: .contact) }
    let candidates = Candidates(among: population)
    #expect(candidates.crowdedKeys == 1)
    #expect(candidates.pairs.count < 600 * 30)
    #expect(candidates.pairs == Array(Set(candidates.pairs)).sorted())
  }
}

/// Which companies are taken for one.
@Suite struct CompanyDuplicateTests {
  private func find(_ records: [JSONObject]) -> [[Int]] {
    var finder = DuplicateFinder(.company)
    for record in records { finder.add(record) }
    return finder.find(atLeast: 0.5) {}.groups
  }

  @Test(
    arguments: [
      [["name": "Fabrikam, Inc"], ["name": "Fabrikam"]],
      [
        ["name": "I.B.M.", "domain": "ibm.example"],
        ["name": "IBM Corp.", "website": "https://www.ibm.example/de"],
      ],
      [
        ["name": "Northwind Traders Inc.", "address": "12 Main St", "city": "Boston"],
        ["name": "North Wind Traders", "address": "12 Main Street", "city": "Boston"],
      ],
      [
        ["name": "Acme GmbH", "phone": "+49 30 123456", "city": "Berlin"],
        ["name": "Acme Systems", "phone": "030 / 123456", "city": "Berlin"],
      ],
    ] as [[JSONObject]])
  func theSameCompanyIsFound(companies: [JSONObject]) {
    #expect(find(companies) == [[0, 1]])
  }

  @Test(
    arguments: [
      [
        ["name": "Contoso", "domain": "contoso.example"],
        ["name": "Contoso Ltd", "domain": "widgets.example"],
      ],
      [["name": "Global Media", "city": "Paris"], ["name": "Global Foods", "city": "Paris"]],
      [
        ["name": "Zota Bank", "domain": "zotabank.example"],
        ["name": "Sota Bank", "domain": "sotabank.example"],
      ],
      [
        ["name": "Acme", "phone": "+49 30 123456", "address": "Hauptstr. 5", "city": "Berlin"],
        ["name": "Northwind", "phone": "+49 30 123456", "address": "Hauptstr. 5", "city": "Berlin"],
      ],
    ] as [[JSONObject]])
  func anotherCompanyIsNot(companies: [JSONObject]) {
    #expect(find(companies) == [])
  }
}
