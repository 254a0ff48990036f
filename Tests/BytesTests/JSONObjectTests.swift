import TestSupport
import Testing

@testable import Bytes

@Suite struct JSONObjectTests {
  /// Sizes on both sides of the one from which names are indexed.
  @Test(arguments: [0, 1, 5, 32, 33, 34, 100]) func behavesAsADictionaryThatKeepsOrder(_ size: Int) {
    var generator = SeededGenerator(seed: UInt64(size))
    var object = JSONObject()
    var values: [String: JSON] = [:]
    var order: [String] = []
    for step in 0..<size * 6 {
      let key = "key \(Int.random(in: 0..<size, using: &generator))"
      let value = JSON.number(JSONNumber(Int64(step)))
      if Int.random(in: 0..<4, using: &generator) == 0 {
        #expect(object.removeValue(forKey: key) == values.removeValue(forKey: key))
        order.removeAll { $0 == key }
      } else {
        if values[key] == nil { order.append(key) }
        object[key] = value
        values[key] = value
      }
      #expect(object[key] == values[key])
    }
    #expect(object.keys == order)
    #expect(object.map(\.value) == order.map { values[$0] })
  }

  @Test func orderDoesNotMatterToEquality() {
    let left: JSONObject = ["a": 1, "b": [true, .null]]
    let right: JSONObject = ["b": [true, .null], "a": 1.0]
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(left != ["a": 1])
    #expect(left != ["a": 1, "b": [true, false]])
    #expect(left != ["a": 1, "c": [true, .null]])
  }

  @Test func settingNilRemovesAndNullStays() {
    var object: JSONObject = ["a": 1, "b": .null]
    #expect(object["b"] == .some(.null))
    object["a"] = nil
    #expect(object.keys == ["b"])
    object["b"] = .null
    #expect(object.keys == ["b"])
  }

  @Test func manyMembersAreReadInLinearTime() throws {
    let members = (0..<50_000).map { "\"\($0)\":\($0)" }.joined(separator: ",")
    let object = try #require(try JSONParser.parse("{\(members)}".utf8).object)
    #expect(object.count == 50_000)
    #expect(object["49999"] == 49999)
  }

  @Test func valuesAreReached() {
    let value: JSON = ["text": "é", "count": 12, "ratio": 0.5, "flags": [true, .null]]
    #expect(value["text"]?.string == "é")
    #expect(value["count"]?.int64 == 12)
    #expect(value["ratio"]?.double == 0.5)
    #expect(value["ratio"]?.int64 == nil)
    #expect(value["flags"]?.array == [true, .null])
    #expect(value["flags"]?.array?.first?.bool == true)
    #expect(value["flags"]?.array?.last?.isNull == true)
    #expect(value["missing"] == nil)
    #expect(value["text"]?["deeper"] == nil)
    #expect(value.object?.count == 4)
  }
}
