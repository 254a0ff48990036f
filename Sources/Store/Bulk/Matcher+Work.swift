internal import Bytes
internal import Models
internal import SQLite

/// By what deals, tasks, activities and meetings are recognised.
extension Matcher {
  // MARK: Natural keys

  // Each gives the SELECT of the records that are meant, the likeliest first; nil when there can be none.

  /// A deal is its title and company. An open row is never a closed deal; a closed row is the deal that was closed
  /// like it, else one that is open and was there by then.
  func deals(_ record: JSONObject) throws -> SQL? {
    // A company by name is one that is not known.
    guard let title = record["title"]?.string, record["company"]?.string == nil else { return nil }
    let kind = try NameLists(database: database).kind(ofDeal: record)
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

  /// A fact is its kind and words, at one place of the conversation it is from.
  func insights(_ record: JSONObject) throws -> SQL? {
    let source: SQL
    if let meeting = record["meeting_id"]?.int64 {
      source = "meeting_id = \(meeting)"
    } else if let activity = record["activity_id"]?.int64 {
      source = "activity_id = \(activity)"
    } else {
      return nil
    }
    func value(_ field: String) throws -> SQLValue { try stored(field, of: record, .insight) }
    return """
      SELECT id FROM insight WHERE \(source) AND kind = \(try value("kind")) AND text = \(try value("text"))
      AND quote IS \(try value("quote")) AND turn IS \(try value("turn")) AND \(isFree(record)) ORDER BY id
      """
  }

  /// Whether a record may be the row's as far as ids of another system go: two ids are two records.
  private func isFree(_ record: JSONObject) -> SQL {
    record["external_id"]?.string == nil ? "1" : "external_id IS NULL"
  }

  // MARK: Values

  /// A field of a row in the form in which it is shown; fails as writing it would.
  func canonical(_ name: String, of record: JSONObject, _ type: RecordType) throws(StoreError) -> JSON {
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
