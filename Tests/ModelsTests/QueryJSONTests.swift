import Bytes
import Testing

@testable import Models

struct QueryJSONTests {
  /// Queries in the form in which they are printed.
  @Test(arguments: [
    #"{"from":"contact"}"#,
    #"{"from":"deal","where":"stage = proposal and value >= 10000","sort":["value:desc","title"],"limit":5,"fields":["title","company.name","fields.\"Deal size\""]}"#,
    #"{"from":"deal","group_by":["owner","closed_at by month"],"aggregate":[{"fn":"sum","field":"value","as":"sum_value"},{"fn":"rate","where":"status = won","as":"won"}],"having":"sum_value > 3"}"#,
    #"{"from":"task","aggregate":[{"fn":"count","as":"count"},{"fn":"median","field":"days_overdue","where":"status = todo","as":"late"}]}"#,
  ])
  func whatIsPrintedReadsBack(text: String) throws {
    let query = try Query(json: try JSONParser.parse(text.utf8))
    #expect(query.json.text == text)
    #expect(try Query(json: query.json) == query)
  }

  @Test func oneStandsForAListOfOneAndPluralsForTheType() throws {
    let query = try Query(json: [
      "type": "query", "from": "companies", "group_by": "city", "sort": "city:asc", "fields": "name",
      "where": .null,
      "limit": .null, "aggregate": ["fn": "count"],
    ])
    #expect(query.from == .company)
    #expect(query.groupBy == [Query.Grouping(path: Path(["city"]))])
    #expect(query.sort == [Query.Sort(path: Path(["city"]))])
    #expect(query.fields == [Path(["name"])])
    #expect(query.aggregates == [Query.Aggregate(function: .count)])
    #expect(query.condition == nil && query.limit == nil)
  }

  @Test(arguments: [
    ([Path(["value"])], "sum_value"), ([Path(["company", "size"])], "sum_company_size"), ([], "sum"),
  ])
  func anAggregateHasANameOfItsOwn(paths: [Path], name: String) {
    #expect(Query.Aggregate(function: .sum, path: paths.first).name == name)
    #expect(Query.Aggregate(function: .sum, path: paths.first, name: "total").name == "total")
  }

  private static let wrong: [(JSON, QueryError)] = [
    ([], .notAnObject),
    ([:], .wrongValue(key: "from", expected: "a type of record")),
    (["from": "people"], .unknownType("people")),
    (
      ["from": "deal", "group": "x"],
      .unknownKey(
        "group", among: ["from", "where", "group_by", "aggregate", "having", "sort", "limit", "fields"])
    ),
    (["from": "deal", "where": 1], .wrongValue(key: "where", expected: "a condition as text")),
    (["from": "deal", "limit": -1], .wrongValue(key: "limit", expected: "a whole number, 0 or more")),
    (["from": "deal", "limit": 1.5], .wrongValue(key: "limit", expected: "a whole number, 0 or more")),
    (["from": "deal", "sort": [1]], .wrongValue(key: "sort", expected: "a list of texts")),
    (["from": "deal", "fields": ["a b"]], .badPath("a b")),
    (["from": "deal", "fields": ["x = 1 or y"]], .badPath("x = 1 or y")),
    (["from": "deal", "sort": [":desc"]], .badPath("")),
    (
      ["from": "deal", "group_by": "created_at by hour"],
      .wrongValue(key: "group_by", expected: "a field by day, week, month, quarter or year")
    ),
    (
      ["from": "deal", "aggregate": ["count"]],
      .wrongValue(key: "aggregate", expected: #"a list of {"fn", "field", "where", "as"}"#)
    ),
    (["from": "deal", "aggregate": [["fn": "mode"]]], .unknownFunction("mode")),
    (
      ["from": "deal", "aggregate": [["fn": "sum"]]],
      .wrongValue(key: "field", expected: "what sum is taken of")
    ),
    (
      ["from": "deal", "aggregate": [["fn": "sum", "field": 1]]],
      .wrongValue(key: "field", expected: "a text")
    ),
    (["from": "deal", "aggregate": [["fn": "count", "as": 1]]], .wrongValue(key: "as", expected: "a text")),
    (
      ["from": "deal", "aggregate": [["fn": "rate"]]],
      .wrongValue(key: "where", expected: "what a rate counts")
    ),
    (
      ["from": "deal", "aggregate": [["fn": "count", "of": "x"]]],
      .unknownKey("of", among: ["fn", "field", "where", "as"])
    ),
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsSaid(json: JSON, error: QueryError) {
    #expect(throws: error) { try Query(json: json) }
  }

  @Test func aBadConditionSaysWhereItStands() {
    #expect {
      try Query(json: ["from": "deal", "having": "count >"])
    } throws: { error in
      guard case .badCondition("having", _)? = error as? QueryError else { return false }
      return true
    }
  }
}
