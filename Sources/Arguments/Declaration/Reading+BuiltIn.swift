extension Reading where Value == String {
  /// Any word, as it stands.
  package static func text(_ placeholder: String) -> Reading {
    Reading(placeholder) { word throws(ReadingFailure) in word }
  }

  /// The name of a file, or `-`; whether it exists is found when it is opened.
  package static func file(_ placeholder: String) -> Reading {
    Reading(placeholder, completion: .files) { word throws(ReadingFailure) in word }
  }

  /// One of some words; fails with the good ones.
  package static func choice(_ placeholder: String, _ choices: [String]) -> Reading {
    Reading(placeholder, choices: choices) { word throws(ReadingFailure) in
      guard choices.contains(word) else { throw .notAmong(choices) }
      return word
    }
  }
}

extension Reading where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One case of an enumeration by its raw value; fails with the good ones.
  package static func choice(_ placeholder: String, _: Value.Type = Value.self) -> Reading {
    let choices = Value.allCases.map(\.rawValue)
    return Reading(placeholder, choices: choices) { word throws(ReadingFailure) in
      guard let value = Value(rawValue: word) else { throw .notAmong(choices) }
      return value
    }
  }
}

extension Reading where Value == Int {
  /// A whole number that is not negative.
  package static func count(_ placeholder: String) -> Reading {
    Reading(placeholder) { word throws(ReadingFailure) in
      guard let value = Int(word), value >= 0 else { throw .expected("a whole number, 0 or more") }
      return value
    }
  }

  /// A whole number.
  package static func integer(_ placeholder: String) -> Reading {
    Reading(placeholder) { word throws(ReadingFailure) in
      guard let value = Int(word) else { throw .expected("a whole number") }
      return value
    }
  }
}

extension Reading where Value == Double {
  /// A finite number.
  package static func number(_ placeholder: String) -> Reading {
    Reading(placeholder) { word throws(ReadingFailure) in
      guard let value = Double(word), value.isFinite else { throw .expected("a number") }
      return value
    }
  }

  /// A number from 0 to 1.
  package static func probability(_ placeholder: String) -> Reading {
    Reading(placeholder) { word throws(ReadingFailure) in
      guard let value = Double(word), 0...1 ~= value else { throw .expected("a number from 0 to 1") }
      return value
    }
  }
}
