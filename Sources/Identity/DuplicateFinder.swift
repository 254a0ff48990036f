package import Bytes
package import Models

/// Finds the records that are probably of one person, or one company.
package struct DuplicateFinder {
  private let type: RecordType
  private var population = Population()

  /// A finder among contacts or companies.
  package init(_ type: RecordType) {
    self.type = type
  }

  /// The fields that a record is compared by.
  package static func fields(of type: RecordType) -> [String] {
    type == .company
      ? ["name", "domain", "website", "phone", "address", "city"]
      : ["first_name", "last_name", "emails", "phones", "birthday", "address", "city", "postcode", "company"]
  }

  /// Adds a record as a list prints it. Records are known by the order in which they were added.
  package mutating func add(_ record: JSONObject) {
    population.add(record, of: type)
  }

  /// Finds all pairs that are one with at least this probability. `advance` is called for each pair that is compared.
  package func find(atLeast threshold: Double, advance: () throws -> Void) rethrows -> Duplicates {
    guard population.count > 1 else { return Duplicates() }
    let candidates = Candidates(among: population)
    let scored = try ScoredPairs(candidates.pairs, of: population, type, advance: advance)
    return Duplicates(scored, atLeast: threshold, crowdedKeys: candidates.crowdedKeys)
  }
}
