internal import Bytes
internal import Models
internal import SQLite

/// A change to one record on its way into the tables: checked, and without what the record has already.
struct Draft {
  let layout: Layout
  /// The record as it is; nil for one to be created.
  let before: JSONObject?
  /// What is new, in canonical form.
  private(set) var values = FieldValues()
  /// What goes into the record's own row.
  private(set) var columns: [(name: String, value: SQLValue)] = []

  /// Checks input against the catalogue; fails with the field that is wrong.
  init(_ type: RecordType, _ input: JSONObject, before: JSONObject?, _ reader: InputReader) throws(StoreError)
  {
    layout = Layout.of(type)
    self.before = before
    values.reserveCapacity(input.count)
    // Two more are of the time, and names bring their keys.
    columns.reserveCapacity(input.count + 4)
    for (name, value) in input where name != "type" && name != "id" {
      guard let field = layout.places[name], field.access != .computed else {
        throw .invalid(type, field: name, .unknownField(among: layout.catalog.written))
      }
      if field.access == .told { continue }
      let value = try canonical(value, field, reader)
      let old = before?[name] ?? InputReader.empty(field.kind)
      if Self.isSame(old, value, field.kind) { continue }
      if field.access == .shown {
        // A new record has none of what the program derives; a listing may bring it along.
        guard before == nil || value.isNull else { throw .invalid(type, field: name, .notWritable) }
        continue
      }
      // The time of the last change is the time of this one.
      if name == "updated_at", before != nil { continue }
      // What a record has been through here counts, not what a copy of it says.
      if field.access == .archived, before != nil { continue }
      values.append(value, for: field)
    }
    preferIDs()
  }

  private func canonical(
    _ value: JSON, _ field: Layout.Place, _ reader: InputReader
  ) throws(StoreError) -> JSON {
    do throws(InputProblem) {
      let canonical = try reader.canonical(value, field.kind)
      guard case .custom = field.kind, let changes = value.object else { return canonical }
      return .object(merged(changes))
    } catch {
      throw .invalid(type, field: field.name, error)
    }
  }

  /// Custom fields that are not named stay, null takes one away, and null for all of them takes all.
  private func merged(_ changes: JSONObject) -> JSONObject {
    var fields = before?["fields"]?.object ?? [:]
    for (name, value) in changes {
      if value.isNull { fields.removeValue(forKey: name) } else { fields[name] = value }
    }
    return fields
  }

  /// Another record is the same by whatever case its name is written in.
  private static func isSame(_ old: JSON, _ new: JSON, _ kind: FieldKind) -> Bool {
    if old == new { return true }
    guard case .reference = kind, let old = old.string, let new = new.string else { return false }
    return SearchKey.fold(old) == SearchKey.fold(new)
  }

  /// Of a record's name and its id, the one that differs from what is stored wins; when both do, the id.
  private mutating func preferIDs() {
    for reference in layout.references {
      guard let name = reference.name, let given = values[reference.id], values[name] != nil else { continue }
      values.remove(given.isNull ? reference.id : name)
    }
  }

  var type: RecordType { layout.type }
  var isCreation: Bool { before == nil }
  var isEmpty: Bool { values.isEmpty && columns.isEmpty }

  /// The value a field will have: the new one, or the one it keeps. Setting what it has already is no change.
  subscript(name: String) -> JSON {
    get { values[name] ?? before?[name] ?? .null }
    set {
      if newValue == before?[name] ?? .null { values.remove(name) } else { replace(name, with: newValue) }
    }
  }

  /// Sets a value in the form in which its rows hold it, which is not that in which it is shown.
  mutating func replace(_ name: String, with value: JSON) {
    values.set(value, for: layout.places[name]!)  // the rules name fields of the catalogue
  }

  /// Whether a column of the record's own row gets a value.
  func sets(_ column: String) -> Bool {
    columns.contains { $0.name == column }
  }

  /// Takes a new value out, for a rule that stores it elsewhere.
  mutating func take(_ name: String) -> JSON? {
    values.remove(name)
  }

  mutating func set(_ column: String, _ value: SQLValue) {
    columns.append((column, value))
  }
}

/// Values by their fields, in the order in which they came; each stands with its field, so that nobody has to look
/// for it again.
struct FieldValues: Sequence {
  typealias Element = (field: Layout.Place, value: JSON)

  private var elements: [Element] = []

  var isEmpty: Bool { elements.isEmpty }

  subscript(name: String) -> JSON? { position(of: name).map { elements[$0].value } }

  func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }

  mutating func reserveCapacity(_ count: Int) {
    elements.reserveCapacity(count)
  }

  /// Adds a value for a field that has none yet.
  mutating func append(_ value: JSON, for field: Layout.Place) {
    elements.append((field, value))
  }

  mutating func set(_ value: JSON, for field: Layout.Place) {
    if let position = position(of: field.name) {
      elements[position].value = value
    } else {
      append(value, for: field)
    }
  }

  @discardableResult
  mutating func remove(_ name: String) -> JSON? {
    position(of: name).map { elements.remove(at: $0).value }
  }

  private func position(of name: String) -> Int? {
    elements.firstIndex { $0.field.name == name }
  }
}

extension Catalog {
  /// What people may set.
  fileprivate var written: [String] {
    fields.filter { $0.access == .written }.map(\.name)
  }
}
