internal import Bytes
internal import Models

/// The name of a column taken apart: the kind of record it says it is of, and the rest.
struct ColumnName {
  /// The kind that stands before the rest: `company.domain`, `Person - Email - Work`.
  let type: RecordType?
  /// Whether the rest is the name of a custom field: `fields.region`.
  let isCustom: Bool
  let rest: String
  /// The currency that follows in brackets: `Amount (EUR)`.
  let currency: Currency?

  init(_ name: String) {
    var rest = Substring(name)
    type = rest.removePrefix(Self.types)
    isCustom = rest.removePrefix(["fields": true], separators: ["."]) ?? false
    currency = isCustom ? nil : rest.removeCurrency()
    self.rest = String(rest)
  }

  private static let types: KeyValuePairs<String, RecordType> = [
    "contact": .contact, "person": .contact,
    "company": .company, "organization": .company, "organisation": .company, "account": .company,
    "deal": .deal, "opportunity": .deal,
  ]

  /// The form in which names are compared: without case, accents, spaces and punctuation.
  static func key(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in SearchKey.fold(name).unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      key.append(scalar)
    }
    return String(key)
  }

  /// A key with `#` for each number in it: `E-mail 2 Address` is `email#address`.
  static func numbered(_ key: String) -> String {
    var numbered = ""
    for character in key {
      if !character.isNumber {
        numbered.append(character)
      } else if numbered.last != "#" {
        numbered.append("#")
      }
    }
    return numbered
  }
}

extension Substring {
  /// Removes one of the words and a separator from the start, in whatever case they are, and gives the word's value.
  fileprivate mutating func removePrefix<Value>(
    _ words: KeyValuePairs<String, Value>, separators: [String] = [".", " - "]
  ) -> Value? {
    for (word, value) in words {
      guard prefix(word.count).lowercased() == word else { continue }
      let after = dropFirst(word.count)
      for separator in separators where after.hasPrefix(separator) {
        self = after.dropFirst(separator.count)
        return value
      }
    }
    return nil
  }

  /// Removes the code of a currency in brackets from the end.
  fileprivate mutating func removeCurrency() -> Currency? {
    guard last == ")", let bracket = lastIndex(of: "("),
      let currency = Currency(code: String(self[bracket...].dropFirst().dropLast()))
    else { return nil }
    self = self[..<bracket]
    return currency
  }
}
