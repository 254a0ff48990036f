internal import Bytes
internal import Embedding
internal import Models
internal import Search
internal import Store

/// What was said: the facts of conversations, and the sentences of notes and transcripts that have the words.
extension Answerer {
  /// Below that share of the words asked for, a passage is about something else.
  private static let coverage = 0.5

  func said(_ asked: Remembrance) throws -> Answer {
    var quotes = try facts(asked)
    if quotes.isEmpty { quotes = try passages(asked) }
    guard let best = quotes.map(\.score).max() else {
      var answer = Answer(
        .unsupported, "Nothing that was said with \(asked.record.name) answers that.", .none, confidence: 0)
      answer.subject = asked.record
      return answer
    }
    let lines = quotes.map {
      "- \($0.day) \($0.source.title): \"\($0.source.quote ?? "")\"" + ($0.who.map { " (\($0))" } ?? "")
    }
    var answer = Answer(
      .search, (["\(asked.record.name):"] + lines).joined(separator: "\n"), .text, confidence: best)
    answer.sources = quotes.map(\.source)
    answer.subject = asked.record
    return answer
  }

  private struct Quote {
    let source: Answer.Source
    let day: String
    let who: String?
    let score: Double
  }

  /// Facts that were found in meetings and messages, and that nobody rejected.
  private func facts(_ asked: Remembrance) throws -> [Quote] {
    let isIt = Condition.compare(Path(["id"]), .equal, .number(String(asked.record.id)))
    let places = [RecordType.meeting, .activity].compactMap { type in
      isIt.seen(from: type, to: asked.record.type)?.seen(from: .insight, to: type)
    }
    var all: [Condition] = [.any(places), .compare(Path(["status"]), .notEqual, .word("rejected"))]
    if !asked.kinds.isEmpty { all.append(.isOneOf(Path(["kind"]), asked.kinds.sorted().map { .text($0) })) }
    if asked.isBySubject, let name = asked.record.name.split(separator: " ").first {
      all.append(.compare(Path(["speaker"]), .contains, .text(String(name))))
    }
    let query = Query(
      from: .insight, condition: all.reduce(.all([]), Condition.and),
      sort: [Query.Sort(path: Path(["id"]), descending: true)], limit: 200)
    let topic = asked.topic.map(Self.stem)
    var quotes: [Quote] = []
    for row in try store.rows(query) {
      let text = SearchKey.fold("\(row["text"]?.string ?? "") \(row["quote"]?.string ?? "")")
      let share = topic.isEmpty ? 1 : Double(topic.count { text.contains($0) }) / Double(topic.count)
      guard share > Self.coverage || share == 1 else { continue }
      let meeting = try origin(of: row)
      let source = Answer.Source(
        type: meeting.type, id: meeting.id, title: meeting.title,
        quote: row["quote"]?.string ?? row["text"]?.string,
        score: share)
      quotes.append(Quote(source: source, day: meeting.day, who: row["speaker"]?.string, score: share))
    }
    return Array(quotes.sorted { $0.score > $1.score }.prefix(8))
  }

  private func origin(of row: JSONObject) throws -> (type: RecordType, id: Int64, title: String, day: String)
  {
    let type: RecordType = row["meeting_id"]?.int64 != nil ? .meeting : .activity
    let id = row["meeting_id"]?.int64 ?? row["activity_id"]?.int64 ?? 0
    let record = try store.recordReader(type).read(id) ?? [:]
    return (type, id, title(of: record, type), String((record["occurred_at"]?.string ?? "").prefix(10)))
  }

  /// The word without what it ends in: "pricing" and "price" are about the same.
  private static func stem(_ word: String) -> String {
    let key = SearchKey.fold(word)
    for ending in ["ing", "es", "s", "ed", "e"] where key.hasSuffix(ending) && key.count - ending.count >= 4 {
      return String(key.dropLast(ending.count))
    }
    return key
  }

  /// Sentences of notes and transcripts that have the words.
  private func passages(_ asked: Remembrance) throws -> [Quote] {
    let isIt = Condition.compare(Path(["id"]), .equal, .number(String(asked.record.id)))
    let words = asked.topic.isEmpty ? asked.signs : asked.topic
    var request = SearchRequest(words.joined(separator: " ") + " ", types: [.activity, .meeting])
    request.mode = .keyword
    for type in request.types {
      guard let about = isIt.seen(from: type, to: asked.record.type) else { continue }
      request.ids[type] = try store.ids(of: type, where: about)
    }
    request.limit = 8
    let searcher = try Searcher(store, space: .builtin, vectors: .table)
    var quotes: [Quote] = []
    for hit in try searcher.findings(request).hits {
      // One sign of a kind is enough, of a topic half of its words.
      let share = asked.topic.isEmpty ? 0.6 : Double(hit.reason.words.count) / Double(words.count)
      guard share >= Self.coverage, !hit.reason.words.isEmpty else { continue }
      let record = try store.recordReader(hit.type).read(hit.id) ?? [:]
      let source = Answer.Source(
        type: hit.type, id: hit.id, title: hit.title, quote: hit.snippet, score: share)
      let who = (record["contacts"]?.array ?? []).compactMap { $0["name"]?.string }.joined(separator: ", ")
      quotes.append(
        Quote(
          source: source, day: String((record["occurred_at"]?.string ?? "").prefix(10)),
          who: who.isEmpty ? nil : who,
          score: min(0.9, share)))
    }
    return quotes
  }
}
