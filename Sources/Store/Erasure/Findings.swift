/// How often a person was found, place by place.
struct Findings {
  private var counts: [(name: String, count: Int)] = []

  mutating func add(_ count: Int, to name: String) {
    if let index = counts.firstIndex(where: { $0.name == name }) {
      counts[index].count += count
    } else {
      counts.append((name, count))
    }
  }

  var total: Int { counts.reduce(0) { $0 + $1.count } }

  /// The places in the order in which they were met; those that are no tables last.
  var places: [(name: String, count: Int)] {
    counts.filter { !Self.last.contains($0.name) }
      + Self.last.compactMap { name in counts.first { $0.name == name } }
  }

  private static let last = ["custom_fields", "journal_entries", "search", "vectors", "copies"]
}
