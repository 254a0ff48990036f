internal import Bytes
internal import Models

/// Makes entries of the rows of a file.
struct RowReader {
  let names: [String]
  let isOurs: Bool
  let options: CSVOptions
  /// How the cells of each column are written, as far as the first rows tell.
  var habits: [ColumnHabits]
  /// What of each column a remark is to say.
  var notes: [ColumnNotes]

  /// The field that the map has for a column.
  private let targets: [Int: String]
  /// Where each row says what it is.
  private let typeColumn: Int?
  private var plan: RowPlan
  /// The word by which the last row said so.
  private var typeWord: [UInt8] = []

  /// Fails when the map does not fit the columns, or when none of them is known.
  init(_ names: [String], _ options: CSVOptions) throws(CSVHeaderError) {
    self.names = names
    self.options = options
    typeColumn = names.firstIndex(of: "type")
    isOurs =
      names.contains("id")
      && (typeColumn != nil || names.contains("created_at") || names.contains("updated_at"))
    habits = names.map { _ in ColumnHabits() }
    notes = names.map { _ in ColumnNotes() }
    targets = try Self.mapped(names, options)
    plan = RowPlan()
    // Where each row says what it is, the columns mean something only then; and a file may be empty.
    let isTyped = isOurs && typeColumn != nil && options.type == nil
    if !isTyped, !names.isEmpty { plan = try makePlan(options.type) }
  }

  /// The field that the map has for each column that it names.
  private static func mapped(_ names: [String], _ options: CSVOptions) throws(CSVHeaderError)
    -> [Int: String]
  {
    var targets: [Int: String] = [:]
    let fields = FieldNames(options.type)
    for (column, field) in options.map {
      let index = names.firstIndex(of: column) ?? names.firstIndex { $0.lowercased() == column.lowercased() }
      guard let index else { throw .unknownColumn(column, among: names) }
      guard HeaderColumn(column, target: field, isOurs: false, in: fields).meanings != nil else {
        throw .unknownField(field, among: fields.all)
      }
      targets[index] = field
    }
    return targets
  }

  private mutating func makePlan(_ type: RecordType?) throws(CSVHeaderError) -> RowPlan {
    let fields = FieldNames(type)
    var columns: [HeaderColumn] = []
    for (index, name) in names.enumerated() {
      columns.append(HeaderColumn(name, target: targets[index], isOurs: isOurs, in: fields))
    }
    let reading = try HeaderReading(columns, type: type)
    if !isOurs { for index in names.indices { notes[index].uses = reading.uses[index] } }
    return reading.plan
  }

  // MARK: Rows

  /// The records of a row; none for a row without content.
  ///
  /// Fails with the reason for which the row cannot be taken.
  mutating func records(_ row: CSVRow) throws(BadRow) -> [JSONObject] {
    for irregularity in row.irregularities {
      if case .invalidUTF8(let field) = irregularity {
        throw BadRow(
          field < names.count ? "column '\(names[field].excerpt)' is not valid UTF-8" : "\(irregularity)")
      }
    }
    if isOurs, let typeColumn { try follow(typeColumn, row) }
    var objects: [JSONObject] = []
    objects.reserveCapacity(plan.parts.count)
    for part in plan.parts { objects.append(try object(part, row)) }
    if objects.count > 1 { return join(objects, row) }
    return objects[0].hasContent ? objects : []
  }

  /// Turns to the plan for what the row says that it is.
  private mutating func follow(_ column: Int, _ row: CSVRow) throws(BadRow) {
    guard let cell = row.trimmed(column) else {
      if options.type == nil { throw BadRow("the row does not say its type") }
      return
    }
    if cell.elementsEqual(typeWord) { return }
    let word = String(decoding: cell, as: UTF8.self)
    guard let type = RecordType(word: word.lowercased()) else {
      let all = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
      throw BadRow("'\(word.excerpt)' is no type of record; there are \(all)")
    }
    if let wanted = options.type {
      guard type == wanted else { throw BadRow("the row is a \(type.rawValue), not a \(wanted.rawValue)") }
    } else {
      do throws(CSVHeaderError) {
        plan = try makePlan(type)
      } catch {
        throw BadRow("\(error)")
      }
    }
    typeWord = Array(cell)
  }

  private mutating func object(_ part: RowPlan.Part, _ row: CSVRow) throws(BadRow) -> JSONObject {
    var object: JSONObject = ["type": part.typeName]
    for slot in part.slots { try fill(slot, row, &object) }
    if part.customs.isEmpty { return object }
    var fields = object["fields"]?.object ?? JSONObject()
    for custom in part.customs {
      guard
        let value = isOurs
          ? CustomCell.ownValue(custom.column, of: row) : CustomCell.value(custom.column, of: row)
      else { continue }
      notes[custom.column].isFilled = true
      fields[custom.name] = value
    }
    if !fields.isEmpty { object["fields"] = .object(fields) }
    return object
  }

  /// The records of a row of several: a part that says of nobody what it is about stays with another as custom fields.
  private mutating func join(_ objects: [JSONObject], _ row: CSVRow) -> [JSONObject] {
    func isNamed(_ index: Int) -> Bool {
      objects[index].contains { plan.parts[index].identifies($0.key) }
    }
    let isFilled = objects.contains(where: \.hasContent)
    var named = objects.indices.filter(isNamed)
    if named.isEmpty, isFilled { named = [plan.main] }
    guard let carrier = named.contains(plan.main) ? plan.main : named.last else { return [] }
    var fields = objects[carrier]["fields"]?.object ?? JSONObject()
    for index in objects.indices where !named.contains(index) {
      for column in plan.parts[index].columns {
        guard let value = CustomCell.value(column, of: row) else { continue }
        // What a named part has too, such as the company of a person and a deal, has found its place.
        if named.contains(where: { plan.parts[$0].columns.contains(column) }) { continue }
        notes[column].isStray = true
        fields[names[column]] = value
      }
    }
    return named.map { index in
      var object = objects[index]
      if index == carrier, !fields.isEmpty { object["fields"] = .object(fields) }
      return object
    }
  }
}

/// Why a row cannot be taken.
struct BadRow: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension RowPlan.Part {
  /// All columns of the part.
  fileprivate var columns: [Int] { slots.flatMap(\.columns) + customs.map(\.column) }
}

extension JSONObject {
  /// Whether there is more in it than its type.
  fileprivate var hasContent: Bool { count > 1 }
}
