internal import Assistant
internal import Bytes
internal import Models
internal import Store

/// A conversation in this run: what was said before, as far as a turn depends on it, and what is remembered of the turn.
final class Dialogue {
  /// Empty for one that nobody named.
  let name: String
  /// What "it" and "them" mean.
  var setting: Setting
  /// A question that the next turn answers.
  private(set) var open: JSON?
  private let session: Session
  private var beginsAnew: Bool

  /// A turn with `-c` goes on with what was said no longer ago than this.
  private static let minutes: Int64 = 15

  /// The conversation of a name; of no name, the last one where it is gone on with, else a new one.
  init(_ session: Session, name: String?, goesOn: Bool = false) throws {
    self.session = session
    let store = try session.store()
    var found = name
    if found == nil, goesOn {
      let since = Timestamp(microseconds: store.clock.now.microseconds - Self.minutes * 60_000_000)
      found = try store.lastConversation(since: since)
    }
    self.name = found ?? ""
    beginsAnew = found == nil
    let state = try found.map { try store.conversation($0) } ?? [:]
    setting = Setting()
    for record in state["recent"]?.array ?? [] { setting.speak(of: StoreError.Candidate(json: record)) }
    setting.query = state["query"].flatMap { try? Query(json: $0) }
    open = state["open"].flatMap { $0.isNull ? nil : $0 }
  }

  /// What was said last, in order, for whoever has to know it word by word.
  func messages(last count: Int) throws -> [KeptMessage] {
    beginsAnew ? [] : try session.store().messages(of: name, last: count)
  }

  /// Remembers a turn: what was said, what came of it, and what the next turn may refer to. Where a command only reads, no
  /// answer is lost over what cannot be remembered.
  func remember(
    _ said: String, reply: String, _ details: JSONObject, open question: JSON? = nil
  ) throws {
    open = question
    if session.isDryRun { return }
    defer { beginsAnew = false }
    let now = try session.clock().now
    let messages = [
      KeptMessage(.user, said, at: now), KeptMessage(.assistant, reply, details, at: now),
    ]
    let state: JSONObject = [
      "recent": .array(setting.recent.map(\.json)),
      "query": setting.query?.json ?? .null, "open": question ?? .null,
    ]
    let store = try session.store()
    if store.access != .reads {
      return try store.remember(name, state, saying: messages, beginsAnew: beginsAnew)
    }
    let side = SideStore(
      session, keeping: "the conversation", patience: name.isEmpty ? .zero : .seconds(5))
    side.using { store in
      guard store.access != .reads else { return }
      try store.remember(name, state, saying: messages, beginsAnew: beginsAnew)
    }
  }
}

extension StoreError.Candidate {
  var json: JSON {
    ["type": .string(type.rawValue), "id": .number(JSONNumber(id)), "name": .string(name)]
  }

  init?(json: JSON) {
    guard let type = json["type"]?.string.flatMap(RecordType.init(rawValue:)), let id = json["id"]?.int64
    else { return nil }
    self.init(type: type, id: id, name: json["name"]?.string ?? "")
  }
}
