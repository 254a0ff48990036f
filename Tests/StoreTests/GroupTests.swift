import Bytes
import Models
import Testing

@testable import Store

/// Grouped Queries over the sample data, each with the rows it gives.
struct GroupTests {
  private static let groups: [(JSON, [String])] = [
    (
      ["from": "contact", "group_by": "owner"],
      [#"{"owner":"ann","count":1}"#, #"{"owner":"Bob","count":1}"#, #"{"owner":null,"count":3}"#]
    ),
    (
      ["from": "contact", "group_by": "tags"],
      [#"{"tags":"Newsletter","count":1}"#, #"{"tags":"vip","count":2}"#, #"{"tags":null,"count":3}"#]
    ),
    (
      ["from": "contact", "group_by": "company.industry"],
      [#"{"company.industry":"Retail","count":3}"#, #"{"company.industry":null,"count":2}"#]
    ),
    (
      ["from": "contact", "group_by": "company"],
      [
        #"{"company":"Acme GmbH","count":2}"#, #"{"company":"Müller & Söhne","count":1}"#,
        #"{"company":null,"count":2}"#,
      ]
    ),
    (
      ["from": "contact", "group_by": "company.tags"],
      [#"{"company.tags":"key","count":2}"#, #"{"company.tags":null,"count":3}"#]
    ),
    (
      ["from": "contact", "group_by": "status", "sort": "count:desc"],
      [#"{"status":"new","count":3}"#, #"{"status":"customer","count":1}"#, #"{"status":"lost","count":1}"#]
    ),
    (
      ["from": "contact", "group_by": "fields.region"],
      [
        #"{"fields.region":"APAC","count":1}"#, #"{"fields.region":"EMEA","count":1}"#,
        #"{"fields.region":null,"count":3}"#,
      ]
    ),
    (
      ["from": "contact", "group_by": "fields.prime"],
      [#"{"fields.prime":true,"count":1}"#, #"{"fields.prime":null,"count":4}"#]
    ),
    (
      ["from": "contact", "group_by": "fields.renewal by quarter", "where": "fields.renewal is not null"],
      [#"{"fields.renewal":"2026-Q2","count":1}"#]
    ),
    (
      ["from": "contact", "group_by": "created_at by month"],
      [
        #"{"created_at":"2025-12","count":1}"#, #"{"created_at":"2026-01","count":1}"#,
        #"{"created_at":"2026-05","count":3}"#,
      ]
    ),
    (
      ["from": "contact", "group_by": "created_at by year", "sort": "created_at:desc"],
      [#"{"created_at":"2026","count":4}"#, #"{"created_at":"2025","count":1}"#]
    ),
    (
      ["from": "task", "group_by": "due_date by week"],
      [
        #"{"due_date":"2026-W19","count":1}"#, #"{"due_date":"2026-W22","count":1}"#,
        #"{"due_date":null,"count":1}"#,
      ]
    ),
    (
      ["from": "task", "group_by": ["status", "priority"]],
      [
        #"{"status":"todo","priority":"high","count":1}"#,
        #"{"status":"in_progress","priority":"low","count":1}"#,
        #"{"status":"completed","priority":"urgent","count":1}"#,
      ]
    ),
    (
      ["from": "deal", "group_by": "stage", "where": "status = open"],
      [#"{"stage":"lead","count":1}"#, #"{"stage":"proposal","count":1}"#]
    ),
    (
      ["from": "contact", "group_by": "emails", "where": "id = 1"],
      [#"{"emails":"ann@acme.example","count":1}"#]
    ),
    (["from": "setting", "group_by": "name"], []),
    (["from": "setting", "aggregate": [["fn": "count"]]], [#"{"count":0}"#]),
  ]

  @Test func recordsAreGrouped() throws { try check(Self.groups) }

  private static let aggregates: [(JSON, [String])] = [
    (
      [
        "from": "company",
        "aggregate": [
          ["fn": "sum", "field": "size"], ["fn": "avg", "field": "size"], ["fn": "min", "field": "size"],
          ["fn": "max", "field": "size"], ["fn": "median", "field": "size", "as": "middle"],
          ["fn": "count", "field": "size"],
        ],
      ],
      [#"{"sum_size":59,"avg_size":29.5,"min_size":9,"max_size":50,"middle":29.5,"count_size":2}"#]
    ),
    (
      [
        "from": "deal",
        "aggregate": [
          ["fn": "rate", "where": "status = won", "as": "won"],
          ["fn": "count", "where": "owner = ann", "as": "anns"],
        ],
      ],
      [#"{"won":25,"anns":2}"#]
    ),
    (
      ["from": "deal", "aggregate": [["fn": "rate", "where": "status = won"]], "where": "id > 100"],
      [#"{"rate":null}"#]
    ),
    (
      [
        "from": "deal",
        "aggregate": [
          ["fn": "min", "field": "closed_at"], ["fn": "max", "field": "expected_close"],
          ["fn": "avg", "field": "cycle_days"],
        ],
      ],
      [#"{"min_closed_at":"2026-03-15T00:00:00Z","max_expected_close":"2026-06-30","avg_cycle_days":22}"#]
    ),
    (
      [
        "from": "contact",
        "aggregate": [
          ["fn": "sum", "field": "fields.seats"], ["fn": "max", "field": "fields.seats"],
          ["fn": "count", "field": "fields.seats"],
        ],
      ],
      [#"{"sum_fields_seats":19.5,"max_fields_seats":12.5,"count_fields_seats":2}"#]
    ),
    // Amounts: never across currencies, in the currency's digits.
    (
      [
        "from": "deal",
        "aggregate": [
          ["fn": "sum", "field": "value"], ["fn": "median", "field": "value"], ["fn": "count"],
        ],
      ],
      [
        #"{"currency":"EUR","sum_value":0.29,"median_value":0.29,"count":1}"#,
        #"{"currency":"JPY","sum_value":5000,"median_value":5000,"count":1}"#,
        #"{"currency":"USD","sum_value":10000.00,"median_value":10000.00,"count":2}"#,
      ]
    ),
    (
      [
        "from": "deal", "group_by": ["owner", "currency"], "aggregate": [["fn": "sum", "field": "value"]],
        "having": "sum_value >= 0.29", "sort": "sum_value:desc",
      ],
      [
        #"{"owner":"ann","currency":"USD","sum_value":10000.00}"#,
        #"{"owner":"bob","currency":"JPY","sum_value":5000}"#,
        #"{"owner":"ann","currency":"EUR","sum_value":0.29}"#,
      ]
    ),
    (
      ["from": "task", "aggregate": [["fn": "sum", "field": "deal.value"]], "where": "deal is not null"],
      [#"{"currency":"USD","sum_deal_value":10000.00}"#]
    ),
    (
      [
        "from": "deal", "group_by": "owner",
        "aggregate": [["fn": "sum", "field": "value", "where": "stage = won", "as": "won"]],
        "where": "currency = EUR",
      ],
      [#"{"owner":"ann","currency":"EUR","won":0.29}"#]
    ),
  ]

  @Test func aggregatesAreTaken() throws { try check(Self.aggregates) }

  private static let filtered: [(JSON, [String])] = [
    (["from": "contact", "group_by": "status", "having": "count > 1"], [#"{"status":"new","count":3}"#]),
    (
      ["from": "contact", "group_by": "status", "having": "status = LOST or count = 3"],
      [#"{"status":"lost","count":1}"#, #"{"status":"new","count":3}"#]
    ),
    (["from": "contact", "group_by": "owner", "having": "owner is null"], [#"{"owner":null,"count":3}"#]),
    (
      ["from": "contact", "group_by": "owner", "having": "not owner = ann", "limit": 1],
      [#"{"owner":"Bob","count":1}"#]
    ),
    (
      ["from": "contact", "group_by": "owner", "having": "owner in (ann, carl)"],
      [#"{"owner":"ann","count":1}"#]
    ),
    (
      ["from": "contact", "group_by": "fields.seats", "having": "fields.seats > 7"],
      [#"{"fields.seats":12.5,"count":1}"#]
    ),
    (
      [
        "from": "deal", "group_by": "owner", "aggregate": [["fn": "max", "field": "closed_at"]],
        "having": "max_closed_at in this_month",
      ], [#"{"owner":"ann","max_closed_at":"2026-05-10T10:00:00Z"}"#]
    ),
    (
      ["from": "contact", "group_by": "status", "having": "count != 1", "sort": ["count", "status"]],
      [#"{"status":"new","count":3}"#]
    ),
  ]

  @Test func groupsAreFilteredAndSorted() throws { try check(Self.filtered) }

  @Test func errorsNameWhatThereIs() throws {
    let fixture = try StoreFixture()
    func error(_ query: JSON) -> StoreError? { failure { _ = try fixture.store.lines(query) } }
    #expect(
      error(["from": "deal", "group_by": "owner", "sort": "size"])
        == .unknownResultColumn("size", among: ["owner", "count"]))
    #expect(
      error(["from": "deal", "group_by": "owner", "having": "size > 1"])
        == .unknownResultColumn("size", among: ["owner", "count"]))
    #expect(
      error(["from": "deal", "aggregate": [["fn": "sum", "field": "title"]]])
        == .notAnAggregate(field: "title", function: "sum"))
    #expect(
      error(["from": "deal", "aggregate": [["fn": "avg", "field": "closed_at"]]])
        == .notAnAggregate(field: "closed_at", function: "avg"))
    #expect(
      error(["from": "contact", "group_by": "deals"])
        == .notComparable(field: "deals", operation: "group_by deals", allowed: ["count"]))
    #expect(
      error(["from": "contact", "group_by": "owner by month"])
        == .notComparable(field: "owner", operation: "group_by owner by month", allowed: ["count"]))
  }

  private func check(_ cases: [(JSON, [String])]) throws {
    let fixture = try StoreFixture.sample()
    for (query, expected) in cases {
      #expect(try fixture.store.lines(query) == expected, "\(query.text)")
    }
  }
}
