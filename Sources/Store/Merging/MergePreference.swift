package import Models

/// Whose value counts where records that become one differ.
package struct MergePreference: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// That of the kept record.
    case kept
    /// That of the record that was changed last.
    case recent
    /// The longest text.
    case complete
    /// That of one of the records.
    case record(Int64)
  }

  /// What counts for all fields that are not named.
  package var source: Source
  /// What counts for single fields, custom ones by `fields.NAME`.
  package var fields: [String: Source]

  package init(_ source: Source = .kept, fields: [String: Source] = [:]) {
    self.source = source
    self.fields = fields
  }

  /// The fields of a kind of record of which one value has to be chosen, or the first of a list.
  package static func fields(of type: RecordType) -> [String] {
    Catalog.of(type).fields.filter { field in
      guard field.access == .written, !isRepeated(field.name, type) else { return false }
      switch field.kind {
      // All words are kept, the stricter wish counts, and the kept record is as old as it is.
      case .tags, .flag, .time, .custom: return false
      default: return true
      }
    }.map(\.name)
  }

  /// Whether a field says again what others say.
  static func isRepeated(_ name: String, _ type: RecordType) -> Bool {
    type == .contact && ["name", "email", "phone", "company", "company_id"].contains(name)
  }

  func source(of field: String) -> Source { fields[field] ?? source }
}
