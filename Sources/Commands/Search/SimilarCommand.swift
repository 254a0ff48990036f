internal import Arguments
internal import Bytes
internal import Models
internal import Search
internal import Store

/// `crm similar`: records that mean something similar to one.
enum SimilarCommand {
  private static let reference = Operand(
    "record", .text("ref"), help: "A record by its name or e-mail, or by kind and id, as deal:12")

  static let command = Command<Action>(
    "similar", "Find records that are like one",
    discussion: """
      Prints the records that are nearest in meaning to a record: other deals about the same, notes of the same trouble. \
      What they are compared by is what crm search looks through.
      """,
    group: "Data",
    arguments: [reference] + SearchScope.options + [ListOptions.excelSafe],
    examples: [
      Example("crm similar deal:12", "Whatever is like a deal"),
      Example("crm similar activity:40 --type deal", "Deals that a note may be about"),
    ],
    action: .reads { call, session in
      let (type, id) = try session.findAny(call[reference])
      let scope = try SearchScope(call, session)
      let engine = try SearchEngine(session, mode: .semantic)
      guard let text = try session.store().texts(of: type, [id]).first else {
        throw StoreError.notFound(type, call[reference])
      }
      let found = try engine.searcher.similar(
        to: text, types: scope.types, ids: scope.ids, limit: scope.limit)
      let printer = try HitPrinter(session, isExcelSafe: call[ListOptions.excelSafe])
      try printer.print(found, of: call[reference], id: .null)
      try printer.finish()
      return .ok
    })
}

extension Session {
  /// The record that an operand names, of whatever kind. Fails when records of several kinds are called so.
  func findAny(_ reference: String) throws -> (type: RecordType, id: Int64) {
    if let colon = reference.firstIndex(of: ":"), let type = RecordType(rawValue: String(reference[..<colon]))
    {
      return (type, try find(type, reference))
    }
    var found: [StoreError.Candidate] = []
    for type in Store.searchedTypes {
      do {
        let id = try find(type, reference)
        let title = try store().texts(of: type, [id]).first?.title ?? ""
        found.append(StoreError.Candidate(type: type, id: id, name: title))
      } catch StoreError.notFound {}
    }
    switch found.count {
    case 0:
      throw Failure(
        .notFound, "there is no record '\(reference.excerpt)'",
        hint: .command("search \(reference.shellQuoted)"))
    case 1: return (found[0].type, found[0].id)
    default:
      throw Failure(
        .conflict, "'\(reference.excerpt)' names records of several kinds",
        hint: .command("similar \(found[0].type.rawValue):\(found[0].id)"), candidates: found)
    }
  }
}
