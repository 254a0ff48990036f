internal import Bytes
internal import Models

/// Values of one kind in the order in which a card prefers them.
struct Preferred<Value> {
  private var items: [(rank: Int, value: Value)] = []

  var isEmpty: Bool { items.isEmpty }
  var first: Value? { values.first }
  var values: [Value] { items.map(\.value) }

  /// Adds a value behind those of its rank.
  mutating func add(_ value: Value, _ rank: Int) {
    let place = items.firstIndex { $0.rank > rank } ?? items.endIndex
    items.insert((rank, value), at: place)
  }
}

/// The components of N.
struct PersonName {
  var given = ""
  var family = ""
  var prefix = ""
  var suffix = ""

  init() {}

  /// Family name, given name, additional names, prefixes, suffixes (RFC 6350, section 6.2.2).
  init(_ components: [[String]]) {
    func component(_ index: Int, by separator: String = " ") -> String {
      index < components.count ? joined(components[index], by: separator) : ""
    }
    family = component(0)
    given = joined([component(1), component(2)], by: " ")
    prefix = component(3)
    suffix = component(4, by: ", ")
  }

  var isEmpty: Bool { given.isEmpty && family.isEmpty }
  var text: String { joined([given, family], by: " ") }
}

/// The components of ADR.
struct PostalAddress {
  var street = ""
  var city = ""
  var region = ""
  var postcode = ""
  var country = ""

  init(street: String) {
    self.street = street
  }

  /// Post office box, extended address, street, city, region, postal code, country (RFC 6350, section 6.3.1).
  init(_ components: [[String]]) {
    let parts = (0..<7).map { $0 < components.count ? joined(components[$0], by: ", ") : "" }
    street = joined([parts[2], parts[1], parts[0]], by: ", ")
    city = parts[3]
    region = parts[4]
    postcode = parts[5]
    country = parts[6]
  }

  /// In one line.
  var text: String {
    joined([street, joined([postcode, city], by: " "), region, country], by: ", ")
  }
}

/// Custom fields being gathered.
struct CustomFields {
  private(set) var object: JSONObject = [:]

  /// Keeps a text under a name, or under the name and a number when there is another one.
  mutating func keep(_ name: String, _ text: String) {
    if text.isEmpty { return }
    let value = JSON.string(text)
    var candidate = name
    var number = 1
    while let other = object[candidate], other != value {
      number += 1
      candidate = "\(name)_\(number)"
    }
    object[candidate] = value
  }

  mutating func set(_ name: String, _ value: JSON) {
    object[name] = value
  }

  mutating func remove(_ name: String) -> JSON? {
    object.removeValue(forKey: name)
  }
}

/// What a person calls a property.
struct Label {
  /// As the name of a custom field.
  let name: String
  /// Whether it is the person's own word, not one that programs translate (`_$!<Home>!$_`).
  let isOwn: Bool

  init?(_ text: String) {
    isOwn = !text.hasPrefix("_$!<")
    name = (isOwn ? text : String(text.dropFirst(4).prefix { $0 != ">" })).fieldName
    if name.isEmpty { return nil }
  }
}

extension String {
  /// Words as the name of a custom field: `Summer house` as `summer_house`.
  var fieldName: String { Words.split(self).joined(separator: "_") }

  /// The name of a property as that of a field: `SORT-STRING` as `sort_string`.
  var snakeCased: String {
    String(
      decoding: lowercased().utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }
}

/// The texts that are not blank.
func joined(_ texts: [String], by separator: String) -> String {
  texts.map(\.stripped).filter { !$0.isEmpty }.joined(separator: separator)
}
