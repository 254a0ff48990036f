internal import Bytes
internal import Models
internal import SQLite

/// Turns a condition into SQL that is true or not, never NULL where it matters.
struct ConditionCompiler {
  let clock: Clock
  let lists: NameLists

  /// The condition on the rows of `scope`, which gains the joins it needs.
  func compile(_ condition: Condition, in scope: inout Scope) throws -> SQL {
    switch condition {
    case .all(let parts): return try join(parts, by: " AND ", or: "1", in: &scope)
    case .any(let parts): return try join(parts, by: " OR ", or: "0", in: &scope)
    case .not(let inner): return "(\(try compile(inner, in: &scope))) IS NOT TRUE"
    case .compare(let path, let comparison, let operand):
      return try atEnd(of: path, condition, in: &scope) { place in
        try compare(place, path, comparison, operand)
      }
    case .isOneOf(let path, let operands):
      return try compile(.any(operands.map { .compare(path, .equal, $0) }), in: &scope)
    case .within(let path, let words):
      return try atEnd(of: path, condition, in: &scope) { place in try within(place, path, words) }
    case .isNull(let path):
      return try atEnd(of: path, condition, in: &scope) { place in try isNull(place) }
    case .count(let path, let inner, let comparison, let count):
      return try self.count(path, inner, comparison, count, in: &scope)
    }
  }

  private func join(
    _ parts: [Condition], by separator: SQL, or empty: SQL, in scope: inout Scope
  ) throws -> SQL {
    var pieces: [SQL] = []
    for part in parts { pieces.append(try compile(part, in: &scope)) }
    return pieces.isEmpty ? empty : "(" + pieces.joined(separator: separator) + ")"
  }

  /// Compiles a condition on a path; one that leads through a relation to many holds when it holds for any
  /// of the related records.
  private func atEnd(
    of path: Path, _ condition: Condition, in scope: inout Scope,
    _ compile: (Scope.Place) throws -> SQL
  ) throws -> SQL {
    let place = try scope.resolve(path)
    guard case .many(let relation, let link, let alias, let rest) = place, !rest.isEmpty else {
      return try compile(place)
    }
    return try any(relation, link, alias: alias, condition.moved(to: Path(rest, place: path.place)))
  }

  // MARK: Related records

  /// Whether a condition holds for any related record. Where an index leads back from those, they are looked up
  /// first: few activities are one person's, and there may be millions.
  private func any(
    _ relation: Catalog.Relation, _ link: Layout.Link, alias: String, _ condition: Condition
  ) throws -> SQL {
    guard let owner = link.owner else { return try exists(relation, link, alias: alias, condition) }
    var scope = Scope(Layout.of(relation.target), alias: "\(alias)\(relation.name)_")
    let target = scope.alias
    let rows = try compile(condition, in: &scope)
    return """
      \(raw: alias).id IN (SELECT \(raw: owner(target)) FROM \(raw: link.from(target))\(raw: scope.joins) \
      WHERE \(rows))
      """
  }

  private func count(
    _ path: Path, _ inner: Condition?, _ comparison: Comparison, _ count: Int, in scope: inout Scope
  ) throws -> SQL {
    guard case .many(let relation, let link, let alias, let rest) = try scope.resolve(path, counted: true)
    else {
      throw StoreError.notComparable(
        field: path.description, operation: "()", allowed: Comparison.all.map(\.rawValue))
    }
    if !rest.isEmpty {
      return try exists(
        relation, link, alias: alias, .count(Path(rest, place: path.place), inner, comparison, count))
    }
    // Whether there is any needs no counting.
    switch (comparison, count) {
    case (.greater, 0), (.greaterOrEqual, 1), (.notEqual, 0):
      return try exists(relation, link, alias: alias, inner)
    case (.equal, 0), (.less, 1), (.lessOrEqual, 0):
      return "NOT \(try exists(relation, link, alias: alias, inner))"
    default:
      let rows = try related(relation, link, alias: alias, inner)
      return "(SELECT count(*) FROM \(rows)) \(raw: comparison.rawValue) \(count)"
    }
  }

  private func exists(
    _ relation: Catalog.Relation, _ link: Layout.Link, alias: String, _ condition: Condition?
  ) throws -> SQL {
    "EXISTS (SELECT 1 FROM \(try related(relation, link, alias: alias, condition)))"
  }

  /// FROM and WHERE of the related records that satisfy a condition.
  private func related(
    _ relation: Catalog.Relation, _ link: Layout.Link, alias: String, _ condition: Condition?
  ) throws -> SQL {
    let target = "\(alias)\(relation.name)_"
    var scope = Scope(Layout.of(relation.target), alias: target)
    var rows: SQL = "\(raw: link.condition(alias, target))"
    if let condition { rows += " AND \(try compile(condition, in: &scope))" }
    return "\(raw: link.from(target))\(raw: scope.joins) WHERE \(rows)"
  }

  // MARK: Nothing there

  private func isNull(_ place: Scope.Place) throws -> SQL {
    switch place {
    case .custom(let custom): return "\(raw: custom.value) IS NULL"
    case .many(let relation, let link, let alias, _):
      return "NOT \(try exists(relation, link, alias: alias, nil))"
    case .field(_, let storage, let layout, let alias):
      switch storage {
      case .column(let column), .exact(let column), .reference(let column, _), .id(let column),
        .firstAndMore(let column, _):
        return "\(raw: alias).\(raw: column) IS NULL"
      case .title: return "\(raw: layout.title(alias)) IS NULL"
      case .derived(let sql): return "\(raw: sql(alias)) IS NULL"
      case .stage: return "\(raw: alias).stage_id IS NULL"
      case .rows(let table, _):
        return "NOT EXISTS (SELECT 1 FROM \(raw: table) WHERE \(raw: layout.ownerColumn) = \(raw: alias).id)"
      case .affiliations: return "\(raw: alias).company_id IS NULL"
      case .objects(let sql): return "\(raw: sql(alias)) = '[]'"
      }
    }
  }
}

extension Comparison {
  static let all: [Comparison] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains,
  ]

  /// How SQL writes it; `!=` holds for what is absent too.
  var sql: String { self == .notEqual ? "IS NOT" : rawValue }

  /// The comparison of which this one may be the opposite.
  var positive: Comparison { self == .notEqual ? .equal : self }

  /// Turns SQL of the positive comparison into that of this one.
  func negated(_ sql: SQL) -> SQL { self == .notEqual ? "(\(sql)) IS NOT TRUE" : sql }
}

extension Condition {
  /// The same condition on another path, for one that speaks of one path only.
  fileprivate func moved(to path: Path) -> Condition {
    switch self {
    case .compare(_, let comparison, let operand): .compare(path, comparison, operand)
    case .within(_, let words): .within(path, words)
    case .isNull: .isNull(path)
    case .isOneOf(_, let operands): .isOneOf(path, operands)
    case .count(_, let inner, let comparison, let count): .count(path, inner, comparison, count)
    case .all, .any, .not: self
    }
  }
}
