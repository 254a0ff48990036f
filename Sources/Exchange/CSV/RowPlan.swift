internal import Bytes
internal import Models

/// Which column of a file goes into which field of which record, settled once for all rows.
struct RowPlan {
  /// The records that a row may hold, in the order in which they are written.
  var parts: [Part] = []
  /// The one that rows are about, to which columns belong that say nothing else.
  var main = 0

  struct Part {
    let type: RecordType
    /// The type as each record says it.
    let typeName: JSON
    var slots: [Slot] = []
    var customs: [Custom] = []

    init(_ type: RecordType) {
      self.type = type
      typeName = .string(type.rawValue)
    }

    /// Whether a record can be told from others by a field.
    func identifies(_ field: String) -> Bool {
      switch type {
      case .contact:
        ["first_name", "last_name", "name", "email", "emails", "phone", "phones"].contains(field)
      case .company: field == "name" || field == "domain"
      default: field == Catalog.of(type).title
      }
    }
  }

  /// A field and the columns that fill it: one, or several for a list.
  struct Slot {
    let field: String
    var columns: [Int]
    let conversion: Conversion
    /// The currency that the column's name tells.
    var currency: Currency?
  }

  /// A custom field and its column.
  struct Custom {
    let name: String
    let column: Int
  }
}

/// How cells become the value of a field.
enum Conversion {
  case text
  case prose
  /// All values under one name, a single one under another: `emails` and `email`.
  case list(single: String)
  case phones(single: String)
  case tags
  case number
  case money
  case probability
  case date
  case flag
  /// Objects in JSON, or words that stand for them.
  case objects
  /// Custom fields as an object in JSON.
  case customObject
}

extension Conversion {
  init(_ field: Field) {
    switch field.kind {
    case .text, .email, .phone, .currency, .choice, .reference: self = .text
    case .prose: self = .prose
    case .integer, .number, .referenceID: self = .number
    case .probability: self = .probability
    case .money: self = .money
    case .day, .time: self = .date
    case .flag: self = .flag
    case .list(.phone): self = .phones(single: "phone")
    case .list: self = .list(single: "email")
    case .tags: self = .tags
    case .objects: self = .objects
    case .custom: self = .customObject
    // A proposal, which alone has one, is not in tables.
    case .document: self = .text
    }
  }
}
