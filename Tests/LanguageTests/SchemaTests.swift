import Bytes
import Language
import Testing

/// Whether an answer is of the shape that was asked for, and what is said when not.
struct SchemaTests {
  private func schema(_ text: String) throws -> Schema {
    Schema(name: "test", try #require(try JSONParser.parse(Array(text.utf8)).object))
  }

  @Test(arguments: [
    (#"{"type":"object"}"#, "{}"),
    (#"{"type":["string","null"]}"#, "null"),
    (#"{"type":"integer"}"#, "3.0"),
    (#"{"type":"array","items":{"type":"number"},"maxItems":2}"#, "[1,2.5]"),
    (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "null"),
    (#"{"enum":["a","b"]}"#, #""b""#),
    (#"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"#, #"{"a":"x","b":1}"#),
    (#"{"type":"number","minimum":0,"maximum":1}"#, "0.5"),
  ])
  func isOfIt(_ text: String, _ value: String) throws {
    #expect(try schema(text).problem(in: JSONParser.parse(Array(value.utf8))) == nil)
  }

  @Test(arguments: [
    (#"{"type":"object"}"#, "[]", "/ should be object, not []"),
    (#"{"type":"integer"}"#, "3.5", "/ should be integer, not 3.5"),
    (#"{"type":"array","items":{"type":"number"}}"#, #"[1,"2"]"#, #"/1 should be number, not "2""#),
    (#"{"type":"array","maxItems":1}"#, "[1,2]", "/ should be at most 1 items, not [1,2]"),
    (
      #"{"properties":{"a":{"properties":{"b":{"enum":["x","y"]}}}}}"#, #"{"a":{"b":"z"}}"#,
      #"/a/b should be one of "x", "y", not "z""#
    ),
    (#"{"required":["a"]}"#, "{}", "/a should be a value, not nothing"),
    (#"{"properties":{},"additionalProperties":false}"#, #"{"x":1}"#, "/x should be no such member, not 1"),
    (#"{"type":"string","maxLength":2}"#, #""abc""#, #"/ should be at most 2 characters, not "abc""#),
    (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1", "/ should be string, not 1"),
    (#"{"minimum":1}"#, "0", "/ should be at least 1.0, not 0"),
  ])
  func isNot(_ text: String, _ value: String, _ problem: String) throws {
    #expect(try schema(text).problem(in: JSONParser.parse(Array(value.utf8)))?.description == problem)
  }

  @Test(arguments: [
    #"{"a":1}"#, "```json\n{\"a\":1}\n```", "Here it is: {\"a\":1} as asked.", "{ not this } {\"a\":1}",
    "<think>{</think>{\"a\":1}", #"\#u{20}{"a":1}"#,
  ])
  func theObjectIsFoundInWhatAModelWrites(_ text: String) throws {
    var answer = ChatAnswer()
    answer.text = text
    #expect(try schema(#"{"type":"object"}"#).object(in: answer) == ["a": 1])
  }
}
