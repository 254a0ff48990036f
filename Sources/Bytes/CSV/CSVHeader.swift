/// The columns of a CSV file, from its first row.
public struct CSVHeader: Sendable {
  /// A name for every column, all different: trimmed, "column 3" for a blank one, "Email 2" for the second
  /// "Email".
  public let names: [String]

  private let indices: [String: Int]

  /// What is not valid UTF-8 in a name is replaced; the row's irregularities tell of it.
  public init(_ row: CSVRow) {
    let labels = (0..<row.count).map { index in
      let label = String(decoding: row[index], as: UTF8.self).trimmed
      return label.isEmpty ? "column \(index + 1)" : label
    }
    // A copy gets a number that makes it no other column's name: "Email", "Email 3", "Email 2".
    let known = Set(labels.map { $0.lowercased() })
    var copies: [String: Int] = [:]
    var names: [String] = []
    for label in labels {
      let key = label.lowercased()
      var copy = copies[key, default: 0] + 1
      while copy > 1, known.contains("\(key) \(copy)") { copy += 1 }
      copies[key] = copy
      names.append(copy == 1 ? label : "\(label) \(copy)")
    }
    self.names = names
    indices = Dictionary(
      zip(names.map { $0.lowercased() }, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The column of a name, in whatever case it is written.
  public func index(of name: String) -> Int? {
    indices[name.lowercased()]
  }

  /// The first field of the row that has content but no column.
  ///
  /// A row with fewer fields than columns is in order (its last cells are missing), and so is one with more
  /// when they are blank.
  public func irregularity(of row: CSVRow) -> CSVIrregularity? {
    guard row.count > names.count else { return nil }
    let surplus = (names.count..<row.count).first { !row.isBlank($0) }
    return surplus.map { .surplusField(field: $0) }
  }
}

extension String {
  fileprivate var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
