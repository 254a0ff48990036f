internal import Arguments
internal import Bytes
internal import Models
internal import Store

extension Failure {
  /// Words an error of the store.
  init(store error: StoreError) {
    let message = "\(error)"
    switch error {
    case .unknownField(let name, _, let good), .unknownResultColumn(let name, let good):
      self.init(.usage, message, hint: .nearest(to: name, among: good))
    case .notComparable(let field, _, let allowed) where allowed.contains("(…)"):
      self.init(.usage, message, hint: .correction(of: field, by: field + "()"))
    case .notComparable, .badOperand, .notAnAggregate, .badSQL:
      self.init(.usage, message)
    case .notFound(let type, _):
      self.init(.notFound, message, hint: .list(type))
    case .noSuchEntry:
      self.init(.notFound, message, hint: .command("log"))
    case .nothingToUndo, .nothingToRedo:
      self.init(.notFound, message)
    case .noDatabase:
      self.init(
        .notFound, message + "; the first command that writes makes it", hint: .line("crm contact add --help")
      )
    case .ambiguous(let type, _, let candidates):
      self.init(
        .conflict, message, hint: candidates.first.map { .command("\(type.rawValue) show \($0.id)") },
        candidates: candidates)
    case .duplicate(let type, _, _, let other):
      let wayOut = type == .contact ? "; --allow-duplicate lets both have it" : ""
      self.init(
        .conflict, message + wayOut, hint: .command("\(type.rawValue) show \(other.id)"), candidates: [other])
    case .present(let record):
      self.init(
        .conflict, message, hint: .command("\(record.type.rawValue) show \(record.id)"), candidates: [record])
    case .merged(let type, _, let survivor):
      self.init(.conflict, message, hint: .command("\(type.rawValue) show \(survivor)"))
    case .inUse(let record, .deal, _) where record.type == .company:
      self.init(
        .conflict, message + "; --move-to gives them to another company, --cascade deletes them too",
        hint: .command("deal list --where 'company_id = \(record.id)'"),
        candidates: [record])
    case .inUse(let record, .deal, _):
      self.init(.conflict, message + "; --move-to of delete gives them another place", candidates: [record])
    case .inUse(let record, _, _):
      self.init(.conflict, message, candidates: [record])
    case .undoOvertaken(_, let later, _):
      self.init(.conflict, message, hint: later.map { .command("log \($0)") })
    case .overtaken, .alreadyUndone, .readOnly, .copyInUse, .otherVectors:
      self.init(.conflict, message)
    case .erasedInBoth(let path):
      self.init(
        .conflict, message + "; an export of it can be imported, and brings nobody back who was erased",
        hint: .line("crm --db \(path.shellQuoted) export --all copy"))
    case .erasureUnfinished:
      self.init(.conflict, message + "; do this when that has ended", hint: .command("db optimize"))
    case .invalid(let type, let field?, .unknownField(let good)):
      self.init(.invalid, Self.unknownKey(field, type, among: good))
    case .invalid(_, _, .notAmong(let good, let found)):
      self.init(.invalid, message, hint: .nearest(to: found, among: good))
    case .invalid, .untyped:
      self.init(.invalid, message)
    case .olderSchema:
      self.init(.failure, message, hint: .command("db migrate"))
    case .cutOff:
      self.init(.conflict, message, hint: .command("db check"))
    case .damaged:
      self.init(.failure, message, hint: .command("db check"))
    case .notADatabase, .newerSchema, .brokenMigration, .cannotOpen:
      self.init(.failure, message)
    }
  }

  private static func unknownKey(_ key: String, _ type: RecordType, among good: [String]) -> String {
    let nearest = Suggestion.nearest(to: key, among: good).first
    return "\(type.plural) have no field '\(key.excerpt)'; "
      + (nearest.map { "did you mean \($0)?" } ?? "a field of your own goes under \"fields\"")
  }
}

extension Hint {
  /// The command that shows what records of a kind there are: a noun's own, or a query for kinds without one.
  fileprivate static func list(_ type: RecordType) -> Hint {
    if type == .proposal { return .command("review list --status all") }
    let hasNoun = AllCommands.tree.command(at: ["crm", type.rawValue, "list"]) != nil
    return .command(hasNoun ? "\(type.rawValue) list" : "query '{\"from\":\"\(type.rawValue)\"}'")
  }
}
