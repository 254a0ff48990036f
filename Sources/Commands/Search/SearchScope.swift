internal import Arguments
internal import Bytes
internal import Models
internal import Search
internal import Store

/// Among which records a search looks, and how many it gives.
struct SearchScope {
  private static let type = RepeatedOption(
    "type", .choice("type", Store.searchedTypes.map(\.rawValue)),
    help: "Only records of this kind; all unless given")
  private static let since = Option(
    "since", .text("time"), help: "Only what took place, or was made, at this time or later")
  private static let limit = DefaultedOption(
    "limit", short: "n", .count("n"), default: "10", help: "Stop after so many")

  static let options: [any Declaration] = [type, ListOptions.condition, since, limit]

  let types: [RecordType]
  /// The records of kinds of which not all count.
  let ids: [RecordType: [Int64]]
  let limit: Int

  init(_ call: Invocation, _ session: Session) throws {
    let named = call[Self.type].compactMap { RecordType(rawValue: $0) }
    types = named.isEmpty ? Store.searchedTypes : Store.searchedTypes.filter(named.contains)
    limit = call[Self.limit]
    let condition = try ListOptions.condition(call, filters: [])
    if condition != nil, types.count != 1 { throw call.refusal("--where needs --type: one kind of record") }
    var ids: [RecordType: [Int64]] = [:]
    for type in types {
      var conditions = condition.map { [$0] } ?? []
      if let since = call[Self.since] { conditions.append(ListFilter.since(since, type)) }
      if conditions.isEmpty { continue }
      ids[type] = try session.store().ids(of: type, where: conditions.reduce(.all([]), Condition.and))
    }
    self.ids = ids
  }

  func request(_ text: String) -> SearchRequest {
    var request = SearchRequest(text, types: types)
    request.ids = ids
    request.limit = limit
    return request
  }
}
