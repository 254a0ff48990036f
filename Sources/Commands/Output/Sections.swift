internal import Bytes
internal import Store

extension Session {
  /// Prints objects with lists in them: for a person as sections, else as they are.
  func printAll(_ objects: [JSONObject], lists: [(name: String, columns: [String])]) throws -> ExitStatus {
    if try format() == .table {
      for (index, object) in objects.enumerated() {
        if index > 0 { try output.write("\n") }
        try printSections(object, lists: lists)
      }
      return .ok
    }
    let printer = try RowPrinter(
      self, shape: objects.count == 1 ? .single : .list, columns: objects.first?.keys ?? [])
    for object in objects { try printer.row(object) }
    try printer.finish()
    return .ok
  }

  /// Prints an object for a person: what is said in a word or two, then a table for each list that has something.
  func printSections(_ object: JSONObject, lists: [(name: String, columns: [String])]) throws {
    func table(_ columns: [String]) throws -> Table {
      Table(
        columns: columns, isDefault: true, width: world.output.isTerminal ? world.output.width : nil,
        isStyled: usesColor, zone: try clock().zone)
    }
    var facts = object
    for list in lists { facts[list.name] = nil }
    try table([]).printSingle(facts, to: output)
    for list in lists {
      guard let rows = object[list.name]?.array, !rows.isEmpty else { continue }
      try output.write("\n\(list.name)\n")
      var table = try table(list.columns)
      for row in rows { try table.print(row.object ?? [:], to: output) }
      try table.finish(to: output)
    }
  }
}
