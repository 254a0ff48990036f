/// The columns of a CSV file, from its first row.
public struct CSVHeader: Sendable {
  /// A name for every column, all different: trimmed, "column 3" for a blank one, "Email 2" for the second
  /// "Email".
  public let names: [String]

  private let indices: [String: Int]

  public init(_ row: CSVRow) {
    var names: [String] = []
    var indices: [String: Int] = [:]
    for index in 0..<row.count {
      let label = String(decoding: row[index], as: UTF8.self).trimmed
      let base = label.isEmpty ? "column \(index + 1)" : label
      var name = base
      var copies = 1
      while indices[name.lowercased()] != nil {
        copies += 1
        name = "\(base) \(copies)"
      }
      indices[name.lowercased()] = index
      names.append(name)
    }
    self.names = names
    self.indices = indices
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
