/// What is known of many cases, column by column; every column has a value for every case.
package struct FeatureTable: Sendable {
  package let count: Int
  package let features: [Feature]

  /// A table of features that all have so many values.
  package init(count: Int, features: [Feature]) {
    precondition(features.allSatisfy { $0.values.count == count }, "a feature has a value for every case")
    self.count = count
    self.features = features
  }

  /// The table without some of its features.
  package func without(_ names: Set<String>) -> FeatureTable {
    FeatureTable(count: count, features: features.filter { !names.contains($0.name) })
  }
}

/// A column of a table.
package struct Feature: Sendable {
  package let name: String
  package let values: Values
  /// Whether it was read up to a moment of each case, so that nothing in it came later.
  package let isDated: Bool

  package enum Values: Sendable {
    /// Numbers; not a number where nothing is known.
    case numbers([Float])
    /// Places in the list of values; -1 where nothing is known.
    case categories([Int32], of: [String])

    package var count: Int {
      switch self {
      case .numbers(let numbers): numbers.count
      case .categories(let places, _): places.count
      }
    }
  }

  package init(_ name: String, _ values: Values, isDated: Bool = false) {
    self.name = name
    self.values = values
    self.isDated = isDated
  }

  /// Whether something is known of a case.
  package func isKnown(_ row: Int) -> Bool {
    switch values {
    case .numbers(let numbers): !numbers[row].isNaN
    case .categories(let places, _): places[row] >= 0
    }
  }
}
