internal import Bytes
internal import SQLite

/// Goes through every value of a database that may mention a person.
struct Sweep {
  let database: Database
  let tables: [StoredTable]
  let redactor: Redactor
  let linked: LinkedRecords
  /// Proposals that wait for a decision and speak of the person: who is erased is not to be written anew.
  var drafts: Set<Int64> = []

  /// A row that mentions the person: its key, and what its columns become.
  struct Finding {
    let key: [SQLValue]
    let id: Int64?
    let columns: [Column]

    struct Column {
      let name: String
      let before: SQLValue
      let after: SQLValue
    }
  }

  func table(named name: String) -> StoredTable? {
    tables.first { $0.name == name }
  }

  // MARK: Rows

  /// Hands every row that mentions the person to `body`, with the columns that do. The rows of the person's own record
  /// are left out; what is somebody else's own only counts when `own` says so, and then nothing else does.
  func forEach(in table: StoredTable, own: Bool = false, _ body: (Finding) throws -> Void) throws {
    let columns = table.columns.filter {
      ErasureRules.isOwn($0, of: table.name) == own && !table.isFolded($0)
    }
    if columns.isEmpty { return }
    let keys = table.key.map { "\"\($0)\"" }
    let names = table.columns.map { "\"\($0)\"" }
    let select = SQL(raw: "SELECT \((keys + names).joined(separator: ", ")) FROM \"\(table.name)\"")
    let places = columns.compactMap { name in
      table.columns.firstIndex(of: name).map {
        (name: name, column: keys.count + $0, isFixed: ErasureRules.isFixed(name, of: table.name))
      }
    }
    let telling = table.tellingColumns
    var values = [SQLValue?](repeating: nil, count: table.columns.count)
    try database.forEach(select) { row in
      for column in telling { values[column] = SQLValue.read(row, at: keys.count + column) }
      if isPersonsOwn(table, { values[$0] }) { return }
      let isLinked = linked.contains(table) { values[$0] }
      var found: [Finding.Column] = []
      for place in places {
        guard let after = redacted(row, place.column, isLinked: isLinked && !place.isFixed) else { continue }
        found.append(Finding.Column(name: place.name, before: try row[place.column], after: after))
        if case .text(let text) = after, let folded = table.foldedIndex(of: place.name) {
          found.append(
            Finding.Column(
              name: table.columns[folded], before: try row[keys.count + folded],
              after: .text(SearchKey.fold(text))))
        }
      }
      guard !found.isEmpty else { return }
      let key = try keys.indices.map { try row[$0] as SQLValue }
      try body(Finding(key: key, id: table.id { values[$0] }, columns: found))
    }
  }

  /// Whether a row goes with the person's record.
  private func isPersonsOwn(_ table: StoredTable, _ values: LinkedRecords.Values) -> Bool {
    if let own = ownRecords(table.name) { return table.id(values).map(own.contains) ?? false }
    return table.references.contains { reference in
      guard let own = ownRecords(reference.table), reference.isPart,
        case .integer(let id)? = values(reference.index)
      else { return false }
      return own.contains(id)
    }
  }

  /// The records of a table that go with the person.
  private func ownRecords(_ table: String) -> Set<Int64>? {
    switch table {
    case "contact": linked.contacts
    case "proposal": drafts.isEmpty ? nil : drafts
    default: nil
    }
  }

  private func redacted(_ row: borrowing Row, _ column: Int, isLinked: Bool) -> SQLValue? {
    switch row.type(column) {
    case .text:
      guard row.withUTF8(column, { redactor.mayMention($0, isLinked: isLinked) }),
        case .text(let text)? = SQLValue.read(row, at: column)
      else { return nil }
      return redactor.redacted(text, isLinked: isLinked).map(SQLValue.text)
    case .blob:
      guard case .blob(let bytes)? = SQLValue.read(row, at: column) else { return nil }
      return redacted(bytes, isLinked: isLinked).map(SQLValue.blob)
    case .integer, .real, .null:
      return nil
    }
  }

  /// Bytes are looked at where they are text.
  private func redacted(_ bytes: [UInt8], isLinked: Bool) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return redactor.redacted(text, isLinked: isLinked).map { Array($0.utf8) }
  }

  // MARK: Changes that the journal keeps

  /// A change without the person: nil when its row goes with the person's record.
  func redacted(_ change: RowChange) -> RowChange? {
    guard let table = table(named: change.table) else { return change }
    func value(_ column: Int) -> SQLValue? { change.value(column) }
    if isPersonsOwn(table, { change.oldValue($0) }) || isPersonsOwn(table, { change.newValue($0) }) {
      return nil
    }
    let isLinked = linked.contains(table, value)
    var redacted = change
    redact(&redacted.old, table, isLinked: isLinked)
    redact(&redacted.new, table, isLinked: isLinked)
    return redacted
  }

  private func redact(_ values: inout [SQLValue?], _ table: StoredTable, isLinked: Bool) {
    for (column, name) in table.columns.enumerated() where column < values.count {
      switch values[column] {
      case .integer(let id)? where linked.contacts.contains(id):
        let refersToContact = table.references.contains { $0.index == column && $0.table == "contact" }
        if refersToContact { values[column] = .some(.null) }
      case .text(let text)? where !ErasureRules.isOwn(name, of: table.name) && !table.isFolded(name):
        let counts = isLinked && !ErasureRules.isFixed(name, of: table.name)
        guard let redacted = redactor.redacted(text, isLinked: counts) else { continue }
        values[column] = .text(redacted)
        // A change of letters' case alone has the text and not its folded form.
        if let folded = table.foldedIndex(of: name), folded < values.count, values[folded] != nil {
          values[folded] = .text(SearchKey.fold(redacted))
        }
      case .blob(let bytes)?:
        if let redacted = redacted(bytes, isLinked: isLinked) { values[column] = .blob(redacted) }
      default:
        continue
      }
    }
  }
}

extension RowChange {
  /// The value of a column before; nil where it is not known.
  func oldValue(_ column: Int) -> SQLValue? { column < old.count ? old[column] : nil }

  /// The value of a column after; nil where it is not known.
  func newValue(_ column: Int) -> SQLValue? { column < new.count ? new[column] : nil }

  /// The value of a column after, else before.
  func value(_ column: Int) -> SQLValue? { newValue(column) ?? oldValue(column) }
}
