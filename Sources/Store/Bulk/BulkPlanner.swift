internal import Bytes
internal import Models
internal import SQLite

/// Turns the changes that a dry run makes into the steps of a Plan that makes them.
///
/// A record that the dry run itself has made has no id by which a Plan could name it: links to it go by what people
/// call it, and a change of it is bound to its name besides, so that none of another record's happens.
struct BulkPlanner {
  private let database: Database
  private let emit: (Plan.Step) throws -> Void
  /// The highest id of each kind before.
  private let highest: [RecordType: Int64]

  init(database: Database, emit: @escaping (Plan.Step) throws -> Void) throws {
    self.database = database
    self.emit = emit
    var highest: [RecordType: Int64] = [:]
    for type in RecordType.allCases {
      highest[type] = try database.value(
        "SELECT coalesce(max(id), 0) FROM \(raw: Layout.of(type).table)", as: Int64.self)
    }
    self.highest = highest
  }

  func create(_ type: RecordType, _ changes: JSONObject) throws {
    try emit(Plan.Step(.create, type, changes: try named(changes, type)))
  }

  /// `before` is the record as it was.
  func update(_ type: RecordType, _ id: Int64, _ changes: JSONObject, _ before: JSONObject) throws {
    var step = Plan.Step(.update, type)
    for (name, value) in changes where before[name] != value {
      step.changes[name] = value
      step.expect[name] = before[name]
    }
    step.changes = try named(step.changes, type)
    if isNew(type, id) {
      step.match["id"] = .number(JSONNumber(id))
      let title = Catalog.of(type).title
      step.match[title] = before[title]
      // What it links to may be known by another id then.
      step.expect = [:]
    } else {
      step.id = id
    }
    try emit(step)
  }

  private func isNew(_ type: RecordType, _ id: Int64) -> Bool { id > highest[type] ?? 0 }

  // MARK: Names for ids

  private func named(_ changes: JSONObject, _ type: RecordType) throws -> JSONObject {
    var changes = changes
    changes["type"] = nil
    for field in Catalog.of(type).fields {
      switch field.kind {
      case .reference(let target, let idName?):
        guard let id = changes[idName]?.int64, isNew(target, id) else { continue }
        changes[idName] = nil
        changes[field.name] = .string(try name(target, id))
      // Nothing else names it, and by then another record may have the id.
      case .referenceID(let target):
        if let id = changes[field.name]?.int64, isNew(target, id) { changes[field.name] = nil }
      case .objects(let members):
        guard let list = changes[field.name]?.array else { continue }
        changes[field.name] = .array(try list.map { try named($0, members) })
      default: break
      }
    }
    return changes
  }

  /// An item of a list, which names a contact by id or else by e-mail address or name.
  private func named(_ item: JSON, _ members: [Field]) throws -> JSON {
    guard var object = item.object, members.contains(where: { $0.name == "id" }),
      let id = object["id"]?.int64, isNew(.contact, id)
    else { return item }
    object["id"] = nil
    let name = try name(.contact, id)
    object[name.hasASCII("@") ? "email" : "name"] = .string(name)
    return .object(object)
  }

  /// What the writer finds a record by: an address or a domain before a name, which others may have.
  private func name(_ type: RecordType, _ id: Int64) throws -> String {
    let layout = Layout.of(type)
    let title = layout.title("r")
    let key =
      switch type {
      case .contact: "coalesce(r.email, \(title))"
      // A name means a company before a domain does.
      case .company: "iif((SELECT count(*) FROM company WHERE name_key = r.name_key) = 1, r.name, r.domain)"
      default: title
      }
    let name = try database.value(
      "SELECT coalesce(\(raw: key), \(raw: title)) FROM \(raw: layout.table) r WHERE r.id = \(id)",
      as: String?.self)
    return (name ?? nil) ?? String(id)
  }
}
