internal import Bytes
internal import Models
internal import SQLite

/// A change to one record on its way into the tables: checked, and without what the record has already.
struct Draft {
  let type: RecordType
  /// The record as it is; nil for one to be created.
  let before: JSONObject?
  /// What is new, in canonical form, by the names of fields.
  var values: JSONObject = [:]
  /// What goes into the record's own row.
  var columns: [(name: String, value: SQLValue)] = []

  /// Checks input against the catalogue; fails with the field that is wrong.
  init(_ type: RecordType, _ input: JSONObject, before: JSONObject?, _ reader: InputReader) throws(StoreError)
  {
    self.type = type
    self.before = before
    let catalog = Catalog.of(type)
    for (name, value) in input where name != "type" && name != "id" {
      guard let field = catalog.field(name), field.access != .computed else {
        throw .invalid(type, field: name, .unknownField(among: catalog.fields.map(\.name)))
      }
      let value = try canonical(value, field, reader)
      let old = before?[name]
      if old == value { continue }
      if field.access == .shown {
        // A new record has none of what the program derives; a listing may bring it along.
        guard before == nil || value.isNull else { throw .invalid(type, field: name, .notWritable) }
        continue
      }
      // The time of the last change is the time of this one.
      if name == "updated_at", before != nil { continue }
      values[name] = value
    }
    preferIDs(catalog)
  }

  private func canonical(
    _ value: JSON, _ field: Field, _ reader: InputReader
  ) throws(StoreError) -> JSON {
    do throws(InputProblem) {
      let value = try reader.canonical(value, field.kind)
      guard case .custom = field.kind else { return value }
      return .object(merged(value.object ?? [:]))
    } catch {
      throw .invalid(type, field: field.name, error)
    }
  }

  /// Custom fields that are not named stay, and null takes one away.
  private func merged(_ changes: JSONObject) -> JSONObject {
    var fields = before?["fields"]?.object ?? [:]
    for (name, value) in changes { fields[name] = value.isNull ? nil : value }
    return fields
  }

  /// Of a record's name and its id, the one that differs from what is stored wins; when both do, the id.
  private mutating func preferIDs(_ catalog: Catalog) {
    for field in catalog.fields {
      if case .reference(_, let id?) = field.kind, let given = values[id], !given.isNull {
        values[field.name] = nil
      }
    }
  }

  var isCreation: Bool { before == nil }
  var isEmpty: Bool { values.isEmpty }

  /// The value a field will have: the new one, or the one it keeps.
  subscript(name: String) -> JSON? { values[name] ?? before?[name] }

  mutating func set(_ column: String, _ value: SQLValue) {
    columns.append((column, value))
  }
}
