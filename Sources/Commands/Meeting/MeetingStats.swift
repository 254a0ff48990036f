internal import Arguments
internal import Bytes
internal import Models
internal import Store

/// `crm meeting stats`: who spoke how much.
enum MeetingStats {
  private static let meetings = RepeatedOperand(
    "meeting", .text("meeting").completed(by: "meeting"), minimum: 1, help: "Which meetings")

  static let command = Command<Action>(
    "stats", "Show who spoke how much, and how lively it was",
    discussion: """
      For each speaker: the part of all talk (talk_share, 0 to 1), turns, words, questions, words a minute, and the \
      longest monologue, which is what somebody says before somebody else speaks. For the whole: how often the speaker \
      changes (turn_changes, and in a minute: interactivity), and the seconds in which nobody spoke. Shares are of time \
      where the transcript tells when turns begin and end (basis times), or when they begin (starts); else of words.
      """,
    arguments: [meetings],
    examples: [
      Example("crm meeting stats 'Pricing call'", "One talk"),
      Example("crm meeting stats 1 | jq '.speakers[] | {name,talk_share}'", "How even it was"),
    ],
    action: .reads { call, session in
      let store = try session.store()
      let ids = try call[meetings].map { try session.find(.meeting, $0) }
      let objects = try ids.map { id in
        let meeting =
          try store.rows(Query(from: .meeting, id: id, fields: ["title", "transcript"])).first ?? [:]
        let turns = (meeting["transcript"]?.array ?? []).compactMap(Transcript.Turn.init(json:))
        return ConversationStatistics(turns).json(of: id, title: meeting["title"] ?? .null)
      }
      return try session.printAll(
        objects,
        lists: [
          (
            "speakers",
            [
              "name", "talk_share", "turns", "words", "questions", "words_per_minute",
              "longest_monologue_seconds", "longest_monologue_words",
            ]
          )
        ])
    })
}

extension ConversationStatistics {
  fileprivate func json(of id: Int64, title: JSON) -> JSONObject {
    [
      "type": "meeting_stats", "meeting_id": .number(JSONNumber(id)), "title": title,
      "basis": .string(basis.word), "seconds": .rounded(seconds, to: 1),
      "turns": .count(speakers.reduce(0) { $0 + $1.turns }),
      "words": .count(speakers.reduce(0) { $0 + $1.words }),
      "questions": .count(speakers.reduce(0) { $0 + $1.questions }), "turn_changes": .count(turnChanges),
      "interactivity": .rounded(turnChangesPerMinute, to: 2),
      "silence_seconds": .rounded(silenceSeconds, to: 1),
      "speakers": .array(speakers.map(\.json)),
    ]
  }
}

extension ConversationStatistics.Speaker {
  fileprivate var json: JSON {
    [
      "name": name.map(JSON.string) ?? .null, "talk_share": .rounded(talkShare, to: 3),
      "talk_seconds": .rounded(talkSeconds, to: 1), "turns": .count(turns), "words": .count(words),
      "questions": .count(questions), "words_per_minute": .rounded(wordsPerMinute, to: 0),
      "longest_monologue_seconds": .rounded(longestMonologueSeconds, to: 1),
      "longest_monologue_words": .count(longestMonologueWords),
    ]
  }
}

extension ConversationStatistics.Basis {
  fileprivate var word: String {
    switch self {
    case .times: "times"
    case .starts: "starts"
    case .words: "words"
    }
  }
}

extension JSON {
  fileprivate static func count(_ number: Int) -> JSON { .number(JSONNumber(Int64(number))) }

  /// A number with so many digits after the point.
  fileprivate static func rounded(_ value: Double?, to digits: Int) -> JSON {
    guard let value else { return .null }
    let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    return JSONNumber((value * scale).rounded() / scale).map(JSON.number) ?? .null
  }
}
