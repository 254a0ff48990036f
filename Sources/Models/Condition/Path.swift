/// Which field of a record, or of one it is related to: `value`, `company.name`, `fields."Deal size"`.
package struct Path: Sendable {
  /// At least one name; all but the last name a relation or `fields`.
  package let names: [String]

  /// Where the path begins in the text it was read from, in Unicode scalars; for pointing at it in an
  /// error. Two paths are equal wherever they were written.
  package let place: Int

  package init(_ names: [String], place: Int = 0) {
    self.names = names
    self.place = place
  }
}

extension Path: Hashable {
  package static func == (one: Path, other: Path) -> Bool {
    one.names == other.names
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(names)
  }
}

extension Path: CustomStringConvertible {
  /// The path as it is written in a condition.
  package var description: String {
    names.map { isPlain($0) ? $0 : $0.quoted }.joined(separator: ".")
  }

  private func isPlain(_ name: String) -> Bool {
    !name.isEmpty && Keyword(name) == nil && name.unicodeScalars.allSatisfy(\.standsInName)
  }
}
