internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm field`: the custom fields that records have.
enum FieldCommand {
  static let command = Command<Action>(
    "field", "Custom fields",
    discussion: """
      A custom field is there as soon as a record has it: --field NAME=VALUE of add and edit, or a member of "fields" in \
      JSON. Conditions, --sort and --fields name it by fields.NAME.
      """,
    group: "Data",
    children: { [list] })

  private static let types = RecordType.allCases.filter { Catalog.of($0).field("fields") != nil }
  private static let kind = OptionalOperand(
    "kind", .choice("kind", types.map(\.rawValue)), help: "Only the fields of these records")

  private static let list = Command<Action>(
    "list", "List the custom fields that records have",
    discussion: """
      For each kind of record and each field: the types of its values (boolean, number, text), how many records have \
      one, and what part of all records that is, from 0 to 1.
      """,
    arguments: [kind],
    examples: [
      Example("crm field list", "All"),
      Example("crm field list contact", "Those of contacts"),
    ],
    action: .reads { call, session in
      let store = try session.store()
      let printer = try RowPrinter(
        session, columns: ["type", "of", "name", "types", "filled", "fill_rate"],
        preferred: ["of", "name", "types", "filled", "fill_rate"])
      for type in call[kind].flatMap(RecordType.init(rawValue:)).map({ [$0] }) ?? types {
        for field in try store.customFields(of: type) { try printer.row(row(field, of: type)) }
      }
      try printer.finish()
      if printer.leavesScreenEmpty { session.note("nothing found") }
      return .ok
    })

  private static func row(_ field: CustomField, of type: RecordType) -> JSONObject {
    let rate = (Double(field.filled) / Double(field.records) * 1000).rounded() / 1000
    return [
      "type": "field", "of": .string(type.rawValue), "name": .string(field.name),
      "types": .array(field.types.map(JSON.string)), "filled": .number(JSONNumber(Int64(field.filled))),
      "fill_rate": JSONNumber(rate).map(JSON.number) ?? .null,
    ]
  }
}
