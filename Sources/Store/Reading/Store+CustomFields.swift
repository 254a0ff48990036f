package import Models
internal import SQLite

/// A custom field, as the records of a kind have it.
package struct CustomField: Sendable {
  package let name: String
  /// The JSON types of its values, in alphabetical order: boolean, number, text.
  package let types: [String]
  /// How many records have a value in it.
  package let filled: Int
  /// How many records there are.
  package let records: Int
}

extension Store {
  /// The custom fields that records of a kind have, by name; reads all of those records.
  package func customFields(of type: RecordType) throws -> [CustomField] {
    let layout = Layout.of(type)
    guard layout.storage["fields"] != nil else { return [] }
    let table = layout.table
    let records = try database.value("SELECT count(*) FROM \(raw: table)", as: Int.self) ?? 0
    return try database.all(
      """
      SELECT key, group_concat(DISTINCT CASE type WHEN 'text' THEN type WHEN 'integer' THEN 'number'
      WHEN 'real' THEN 'number' ELSE 'boolean' END), count(*)
      FROM \(raw: table) r, json_each(r.fields) AS f
      WHERE r.fields IS NOT NULL AND f.type <> 'null' GROUP BY key ORDER BY key
      """
    ) { row in
      let types: String = try row[1]
      return CustomField(
        name: try row[0], types: types.split(separator: ",").map(String.init).sorted(), filled: try row[2],
        records: records)
    }
  }
}

/// Texts that records have in a custom field.
package struct CustomValues: Sendable {
  package let name: String
  /// Each once, as far as there are few.
  package let values: [String]
}

extension Store {
  /// The custom fields of the newest records of a kind, so many of them, with the texts in them.
  package func customValues(of type: RecordType, among newest: Int) throws -> [CustomValues] {
    let layout = Layout.of(type)
    guard layout.storage["fields"] != nil else { return [] }
    let rows = try database.all(
      """
      SELECT key, iif(type = 'text', value, '') FROM
      (SELECT fields FROM \(raw: layout.table) ORDER BY id DESC LIMIT \(newest)) r, json_each(r.fields)
      WHERE r.fields IS NOT NULL AND type <> 'null' GROUP BY 1, 2 ORDER BY 1, 2
      """
    ) { (try $0[0] as String, try $0[1] as String) }
    return Dictionary(grouping: rows, by: \.0).sorted { $0.key < $1.key }.map { name, rows in
      CustomValues(name: name, values: rows.count > 500 ? [] : rows.map(\.1).filter { !$0.isEmpty })
    }
  }
}
