internal import Bytes
internal import Models
internal import SQLite

/// Deals, tasks, activities and meetings: whom they are about, and by what they are recognised.
extension Matcher {
  // MARK: Whom it is about

  /// The record with the ids of ours in place of the names by which it says what it is about.
  ///
  /// A company that is not known yet keeps its name: the writer creates it. Fails when nothing else that is named is
  /// known here.
  func related(_ record: JSONObject, _ type: RecordType) throws -> JSONObject {
    var local = record
    let finder = RelationFinder(database, for: type, isExact: true)
    let company = local["company_id"]?.int64
    // Two people may have one name, but hardly one address.
    if let email = local.removeValue(forKey: "contact_email"), !email.isNull { local["contact"] = email }
    for field in Catalog.of(type).fields {
      switch field.kind {
      case .reference(let target, let idName?) where target != .company:
        if local[idName] != nil {
          local[field.name] = nil
        } else if let text = local[field.name]?.string?.trimmed, !text.isEmpty {
          local.refer(
            field.name, to: try finder.record(target, text, company: company, field: field.name))
        }
      case .objects(let members) where local[field.name]?.array != nil:
        guard let member = members.first(where: \.isContact) else { continue }
        guard let list = try canonical(field.name, of: local, type).array else { continue }
        local[field.name] = .array(
          try list.map { item in
            let id = try contact(in: item, member.name, company, finder, field.name)
            return item.naming(id, as: member.name)
          })
      default: break
      }
    }
    return local
  }

  /// Who an item of a list means; nil for somebody who took part in a meeting, and need not be known.
  private func contact(
    in item: JSON, _ member: String, _ company: Int64?, _ finder: RelationFinder, _ field: String
  ) throws -> Int64? {
    if let foreign = item[member]?.int64, let id = try known(.contact, foreign: foreign) { return id }
    return member == "id"
      ? try finder.person(item.naming(nil, as: member), company: company, field: field) : nil
  }

  // MARK: Natural keys

  // Each gives the SELECT of the records that are meant, the likeliest first; nil when there can be none.

  /// A deal is its title and company. An open row is never a closed deal; a closed row is the deal that was closed
  /// like it, else one that is open and was there by then.
  func deals(_ record: JSONObject) throws -> SQL? {
    // A company by name is one that is not known.
    guard let title = record["title"]?.string, record["company"]?.string == nil else { return nil }
    let kind = try kind(of: record)
    let closed = try stored("closed_at", of: record, .deal)
    let isSame: SQL =
      kind == "open"
      ? "kind = 'open'"
      : """
      ((kind = \(kind) AND (\(closed) IS NULL OR closed_at = \(closed)))
      OR (kind = 'open' AND (\(closed) IS NULL OR created_at <= \(closed))))
      """
    return """
      SELECT deal.id FROM deal JOIN stage ON stage.id = stage_id
      WHERE title_key = \(SearchKey.fold(title.trimmed)) AND company_id IS \(record["company_id"]?.int64)
      AND \(isSame) AND \(isFree(record)) ORDER BY kind = 'open', deal.id
      """
  }

  /// Whether a row speaks of an open, a won or a lost deal: as it says, or by its stage.
  private func kind(of record: JSONObject) throws -> String {
    if let status = record["status"]?.string { return status.lowercased() }
    guard let stage = record["stage"]?.string else { return "open" }
    let pipeline: SQL = record["pipeline_id"]?.int64.map { "\($0)" } ?? "(SELECT min(id) FROM pipeline)"
    return try database.value(
      "SELECT kind FROM stage WHERE pipeline_id = \(pipeline) AND name_key = \(SearchKey.fold(stage.trimmed))"
    ) ?? "open"
  }

  /// A task is its title, contact and day.
  func tasks(_ record: JSONObject) throws -> SQL? {
    guard let title = record["title"]?.string else { return nil }
    return """
      SELECT id FROM task WHERE title_key = \(SearchKey.fold(title.trimmed))
      AND contact_id IS \(record["contact_id"]?.int64) AND due_date IS \(try stored("due_date", of: record, .task))
      AND \(isFree(record)) ORDER BY id
      """
  }

  /// An activity is its kind, subject, text, time and people. Without a time it is a new one.
  func activities(_ record: JSONObject) throws -> SQL? {
    func value(_ field: String) throws -> SQLValue { try stored(field, of: record, .activity) }
    let occurred = try value("occurred_at")
    if occurred == .null { return nil }
    let people = Set((record["contacts"]?.array ?? []).compactMap { $0["id"]?.int64 }).sorted()
    let isSame: SQL = """
      occurred_at = \(occurred) AND kind = \(try value("kind")) AND subject IS \(try value("subject"))
      AND body IS \(try value("body")) AND \(isFree(record))
      """
    guard let first = people.first else {
      return """
        SELECT id FROM activity WHERE \(isSame)
        AND NOT EXISTS (SELECT 1 FROM activity_contact WHERE activity_id = activity.id) ORDER BY id
        """
    }
    // By the person first, who has fewer of them than a day has where times are days.
    return """
      SELECT id FROM activity_contact AS pair CROSS JOIN activity ON id = activity_id
      WHERE contact_id = \(first) AND \(isSame) AND \(people.map(String.init).joined(separator: ",")) = (
        SELECT group_concat(contact_id) FROM (
          SELECT contact_id FROM activity_contact WHERE activity_id = activity.id ORDER BY contact_id))
      ORDER BY id
      """
  }

  /// A meeting is its content.
  func meetings(_ record: JSONObject) throws -> SQL? {
    guard let hash = record["content_hash"]?.string else { return nil }
    return "SELECT id FROM meeting WHERE content_hash = \(hash.trimmed) AND \(isFree(record)) ORDER BY id"
  }

  /// Whether a record may be the row's as far as ids of another system go: two ids are two records.
  private func isFree(_ record: JSONObject) -> SQL {
    record["external_id"]?.string == nil ? "1" : "external_id IS NULL"
  }

  // MARK: Values

  /// A field of a row in the form in which it is shown; fails as writing it would.
  private func canonical(_ name: String, of record: JSONObject, _ type: RecordType) throws(StoreError) -> JSON
  {
    guard let value = record[name], let field = Catalog.of(type).field(name) else { return .null }
    do throws(InputProblem) {
      return try reader.canonical(value, field.kind)
    } catch {
      throw .invalid(type, field: name, error)
    }
  }

  /// A field of a row in the form in which its column holds it.
  private func stored(_ name: String, of record: JSONObject, _ type: RecordType) throws(StoreError)
    -> SQLValue
  {
    guard let field = Catalog.of(type).field(name) else { return .null }
    return InputReader.sqlValue(try canonical(name, of: record, type), field.kind)
  }
}

extension Field {
  /// Whether it holds the id of a contact.
  fileprivate var isContact: Bool {
    if case .referenceID(.contact) = kind { true } else { false }
  }
}

extension JSON {
  /// The object with an id of ours, or none, in place of a foreign one.
  fileprivate func naming(_ id: Int64?, as member: String) -> JSON {
    guard var object else { return self }
    object[member] = id.map { .number(JSONNumber($0)) }
    return .object(object)
  }
}

extension JSONObject {
  /// Names another record by its id instead of by what it is called.
  mutating func refer(_ name: String, to id: Int64) {
    self[name + "_id"] = .number(JSONNumber(id))
    self[name] = nil
  }
}
