internal import Models
internal import SQLite

/// A table whose changes the journal keeps.
struct JournaledTable: Sendable {
  let name: String
  /// The field that its rows make up; nil for the rows of records themselves.
  let field: String?
  /// The records a row belongs to: the column with the id, counted from 0, of each.
  let owners: [Owner]

  struct Owner: Sendable {
    let type: RecordType
    let column: Int
  }

  private init(_ name: String, of field: String? = nil, _ owners: (RecordType, Int)...) {
    self.name = name
    self.field = field
    self.owners = owners.map { Owner(type: $0.0, column: $0.1) }
  }

  /// Children before parents: a changeset is applied in this order, and the change of a child has to come before
  /// ON DELETE of its parent acts on it.
  static let all = [
    JournaledTable("contact_email", of: "emails", (.contact, 0)),
    JournaledTable("contact_phone", of: "phones", (.contact, 0)),
    JournaledTable("contact_tag", of: "tags", (.contact, 0)),
    JournaledTable("affiliation", of: "affiliations", (.contact, 0)),
    JournaledTable("company_tag", of: "tags", (.company, 0)),
    JournaledTable("deal_contact", of: "contacts", (.deal, 0), (.contact, 1)),
    JournaledTable("deal_product", of: "products", (.deal, 0)),
    JournaledTable("deal_tag", of: "tags", (.deal, 0)),
    JournaledTable("deal_stage", of: "history", (.deal, 1)),
    JournaledTable("activity_contact", of: "contacts", (.activity, 0), (.contact, 1)),
    JournaledTable("meeting_participant", of: "participants", (.meeting, 0)),
    JournaledTable("meeting_turn", of: "transcript", (.meeting, 0)),
    JournaledTable("proposal_evidence", of: "evidence", (.proposal, 0)),
    JournaledTable("proposal", (.proposal, 0)),
    JournaledTable("insight", (.insight, 0)),
    JournaledTable("meeting", (.meeting, 0)),
    JournaledTable("task", (.task, 0)),
    JournaledTable("activity", (.activity, 0)),
    JournaledTable("deal", (.deal, 0)),
    JournaledTable("stage", of: "stages", (.pipeline, 1)),
    JournaledTable("pipeline", (.pipeline, 0)),
    JournaledTable("contact", (.contact, 0)),
    JournaledTable("company", (.company, 0)),
    JournaledTable("lead_status", (.status, 0)),
    JournaledTable("setting", (.setting, 0)),
  ]

  /// Whether its rows belong to records of a kind before all others, and go with them.
  func isPart(of type: RecordType) -> Bool {
    field != nil && owners.first?.type == type
  }

  static func named(_ name: String) -> JournaledTable? {
    all.first { $0.name == name }
  }
}

/// A record, by what the journal knows of it.
struct RecordKey: Hashable, Sendable {
  let type: RecordType
  let id: Int64
}

extension Change {
  /// The records that the changed row belongs to.
  var owners: [RecordKey] {
    guard let table = JournaledTable.named(table) else { return [] }
    var keys: [RecordKey] = []
    for owner in table.owners {
      // An update leaves the key alone, which is old and new.
      for case .integer(let id)? in [old(owner.column), new(owner.column)] {
        let key = RecordKey(type: owner.type, id: id)
        if !keys.contains(key) { keys.append(key) }
      }
    }
    return keys
  }
}
