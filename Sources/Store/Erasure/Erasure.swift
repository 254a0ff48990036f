package import Bytes

/// What erasing a person did, or would do.
package struct Erasure: Sendable {
  /// The id that the record had; nil when an erasure that had been stopped was brought to its end.
  package internal(set) var contact: Int64?
  /// The entry of the journal; nil before it is done.
  package internal(set) var entry: Int64?
  /// How much was found, place by place.
  package internal(set) var found: [(name: String, count: Int)] = []
  /// Other records with a sign of the person that is their own, too; they were left alone.
  package internal(set) var shared: [Holder] = []
  /// The copies of the database beside it.
  package internal(set) var copies: [Copy] = []
  /// What is left, place by place: a file by its path, a column by its name. Nil where it was not looked for.
  package internal(set) var remaining: [(name: String, count: Int)]?

  package struct Holder: Hashable, Sendable {
    package let type: String
    package let id: Int64
    package let field: String
  }

  package struct Copy: Sendable {
    package let path: String
    package let found: Int
    /// Whether the copy could not be opened or written, and went as a whole.
    package let isDeleted: Bool
  }

  /// Whether anything is left.
  package var isComplete: Bool { remaining?.isEmpty ?? true }

  /// The result as the command prints it.
  package var json: JSONObject {
    func number(_ count: Int) -> JSON { .number(JSONNumber(Int64(count))) }
    func object(_ counts: [(name: String, count: Int)]) -> JSON {
      .object(JSONObject(counts.map { ($0.name, number($0.count)) }))
    }
    let shared = self.shared.map { holder -> JSON in
      [
        "type": .string(holder.type), "id": .number(JSONNumber(holder.id)), "field": .string(holder.field),
      ]
    }
    let copies = self.copies.map { copy -> JSON in
      ["path": .string(copy.path), "found": number(copy.found), "deleted": .bool(copy.isDeleted)]
    }
    return [
      "type": "erasure",
      "contact_id": contact.map { .number(JSONNumber($0)) } ?? .null,
      "found": object(found),
      "copies": .array(copies),
      "shared": .array(shared),
      "remaining": remaining.map { number($0.reduce(0) { $0 + $1.count }) } ?? .null,
      "remaining_in": object(remaining ?? []),
      "action_id": entry.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }
}
