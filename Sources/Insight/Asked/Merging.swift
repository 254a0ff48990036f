internal import Models

/// Puts together what several parts of a conversation tell.
enum Merging {
  /// The items in the order in which they were said. Of those that rest on the same words the surer one stays, of equally
  /// sure ones the first.
  static func merged<Item>(_ items: [Item], _ finding: (Item) -> Finding) -> [Item] {
    var unique: [Item] = []
    for item in items {
      guard let known = unique.firstIndex(where: { isSame(finding($0), finding(item)) }) else {
        unique.append(item)
        continue
      }
      if finding(item).confidence > finding(unique[known]).confidence { unique[known] = item }
    }
    let places = unique.indices.sorted { (finding(unique[$0]).turn, $0) < (finding(unique[$1]).turn, $1) }
    return places.map { unique[$0] }
  }

  /// Whether one quote is a part of the other.
  static func isSame(_ one: Finding, _ other: Finding) -> Bool {
    one.turn == other.turn && (one.quote.holds(other.quote) || other.quote.holds(one.quote))
  }

  /// Each name once, where it is first said.
  static func once(_ names: [Finding]) -> [Finding] {
    var known: Set<String> = []
    return names.filter { known.insert($0.text.lowercased()).inserted }
  }
}
