internal import Models

extension Layout {
  /// SQL of the one value that a field has in the row `alias`; nil for a field of several values.
  func value(_ storage: Storage, _ alias: String) -> String? {
    switch storage {
    case .column(let column), .exact(let column), .id(let column), .firstAndMore(let column, _):
      return "\(alias).\(column)"
    case .title: return title(alias)
    case .derived(let sql): return sql(alias)
    case .stage: return "(SELECT name FROM stage WHERE id = \(alias).stage_id)"
    case .reference(let column, let type):
      let target = Layout.of(type)
      return "(SELECT \(target.title("r")) FROM \(target.table) r WHERE r.id = \(alias).\(column))"
    case .rows, .objects, .affiliations: return nil
    }
  }

  /// SQL of what records are ordered by for a field: names by their folded form, statuses, stages and
  /// choices by their place; nil for a field of several values.
  func order(_ field: Field, _ storage: Storage, _ alias: String) -> String? {
    switch storage {
    case .title(let key): return "\(alias).\(key)"
    case .stage: return "(SELECT position FROM stage WHERE id = \(alias).stage_id)"
    case .reference(let column, let type):
      let target = Layout.of(type)
      let order = type == .status ? "position" : target.key ?? "id"
      return "(SELECT \(order) FROM \(target.table) WHERE id = \(alias).\(column))"
    case .column, .exact, .id, .firstAndMore, .derived, .rows, .objects, .affiliations:
      guard let value = value(storage, alias) else { return nil }
      switch field.kind {
      case .choice(let choices):
        let places = choices.enumerated().map { "WHEN '\($1)' THEN \($0)" }
        return "CASE \(value) \(places.joined(separator: " ")) END"
      case .text, .prose, .email, .phone, .list: return value + " COLLATE NOCASE"
      default: return value
      }
    }
  }
}
