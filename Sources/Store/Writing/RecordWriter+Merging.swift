internal import Bytes
internal import Models
internal import SQLite

extension RecordWriter {
  /// Takes one record into another: what the kept one lacks, all of both lists, and everything that refers to it.
  func merge(_ type: RecordType, _ id: Int64, _ kept: JSONObject, _ other: Int64, _ taken: JSONObject) throws
  {
    guard type == .contact || type == .company else {
      throw StoreError.invalid(type, field: nil, .sentence("only contacts and companies can be merged"))
    }
    try moveReferences(from: other, to: id, type)
    try database.execute("DELETE FROM \(raw: Layout.of(type).table) WHERE id = \(other)")
    _ = try update(type, id, combined(type, kept, taken), before: kept)
  }

  /// The fields of the kept record that change because of the other one.
  private func combined(_ type: RecordType, _ kept: JSONObject, _ taken: JSONObject) throws -> JSONObject {
    var changes: JSONObject = [:]
    for field in Catalog.of(type).fields where field.access == .written {
      guard let old = kept[field.name], let new = taken[field.name] else { continue }
      switch field.kind {
      case .time: continue
      case .list, .tags:
        changes[field.name] = .array((old.array ?? []) + (new.array ?? []))
      case .custom:
        var fields = new.object ?? [:]
        for (name, value) in old.object ?? [:] { fields[name] = value }
        changes[field.name] = .object(fields)
      case .prose:
        guard let text = new.string, old != new else { continue }
        changes[field.name] = .string(old.string.map { $0 + "\n\n" + text } ?? text)
      // The stricter wish counts: who asked one of the two not to be contacted asked both.
      case .flag:
        changes[field.name] = .bool(old.bool == true || new.bool == true)
      case .objects:
        changes[field.name] = .array(affiliations(old.array ?? [], new.array ?? [], kept["position"]))
      default:
        if old.isNull, !new.isNull { changes[field.name] = new }
      }
    }
    // These follow from the lists.
    for name in ["name", "email", "phone", "company", "company_id"] where type == .contact {
      changes[name] = nil
    }
    return changes
  }

  /// The companies of both contacts: the main one of the kept contact stays so, and it keeps its position.
  private func affiliations(_ old: [JSON], _ new: [JSON], _ position: JSON?) -> [JSON] {
    var all = old
    for item in new where !old.contains(where: { $0["company_id"] == item["company_id"] }) {
      guard var affiliation = item.object else { continue }
      affiliation["primary"] = .bool(all.isEmpty)
      if all.isEmpty, let position, !position.isNull { affiliation["position"] = position }
      all.append(.object(affiliation))
    }
    return all
  }

  /// Lets everything that refers to one record refer to another.
  private func moveReferences(from other: Int64, to id: Int64, _ type: RecordType) throws {
    switch type {
    case .contact:
      // In a deal that both are in, the kept contact takes over what the other one was there.
      try database.execute(
        """
        UPDATE deal_contact AS kept
        SET role = coalesce(kept.role, taken.role), is_primary = max(kept.is_primary, taken.is_primary)
        FROM deal_contact AS taken
        WHERE kept.contact_id = \(id) AND taken.contact_id = \(other) AND taken.deal_id = kept.deal_id
        """)
      for table in ["deal_contact", "activity_contact"] {
        try database.execute(
          "UPDATE OR IGNORE \(raw: table) SET contact_id = \(id) WHERE contact_id = \(other)")
      }
      for table in ["task", "meeting_participant"] {
        try database.execute("UPDATE \(raw: table) SET contact_id = \(id) WHERE contact_id = \(other)")
      }
    case .company:
      for table in ["contact", "deal", "task", "activity", "meeting"] {
        try database.execute("UPDATE \(raw: table) SET company_id = \(id) WHERE company_id = \(other)")
      }
      try database.execute(
        "UPDATE OR IGNORE affiliation SET company_id = \(id) WHERE company_id = \(other)")
      // A main company is not a further one as well.
      try database.execute(
        """
        DELETE FROM affiliation WHERE company_id = \(id)
        AND EXISTS (SELECT 1 FROM contact WHERE contact.id = contact_id AND contact.company_id = \(id))
        """)
    default: break
    }
  }
}
