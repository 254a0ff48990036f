internal import Bytes
internal import Models
internal import Store

/// What somebody wants to know of conversations: what was said of something, promised, decided, objected.
struct Remembrance {
  /// With whom, or about what record.
  let record: StoreError.Candidate
  /// The sorts of facts that are asked for; none where whatever was said counts.
  var kinds: Set<String> = []
  /// The words that such facts are put in.
  var signs: [String] = []
  /// What it was about.
  var topic: [String] = []
  /// Whether the record itself has to have said it.
  var isBySubject = false
}

extension QuestionReader {
  private static let promising: Set<String> = [
    "promise", "promised", "promises", "commit", "committed", "commitment", "commitments", "owe",
  ]
  private static let deciding: Set<String> = [
    "decide", "decided", "decision", "decisions", "agree", "agreed", "agreement", "agreements", "conclude",
    "concluded",
  ]
  private static let objecting: Set<String> = [
    "object", "objected", "objection", "objections", "concern", "concerns", "concerned", "worry", "worried",
    "worries",
    "complain", "complained", "complaint", "complaints", "issues", "doubts", "reservations",
  ]
  private static let asking: Set<String> = [
    "ask", "asked", "asks", "request", "requested", "requests", "want", "wants", "wanted", "need", "needs",
    "needed",
    "require", "requires", "requirements", "requirement",
  ]
  private static let saying: Set<String> = [
    "say", "said", "says", "mention", "mentioned", "mentions", "tell", "told", "think", "thinks", "thought",
    "write",
    "wrote", "written", "discuss", "discussed", "talk", "talked", "comment", "commented", "report",
    "reported", "note",
    "noted", "hear", "heard", "spoken", "speak", "spoke",
  ]

  /// "what did Ann say about pricing?", "what was decided with Acme?", "what are the objections of Acme?".
  func said() throws -> Intent? {
    let verbs = [Self.promising, Self.deciding, Self.objecting, Self.asking, Self.saying]
    guard let verb = keys.firstIndex(where: { word in verbs.contains { $0.contains(word) } }),
      [
        "what", "did", "has", "have", "which", "any", "are", "were", "was", "list", "show", "does", "do",
        "why",
      ].contains(key(0))
        || verb == 0,
      let (record, range) = try anyRecord([.contact, .company, .deal])
    else { return nil }
    var asked = Remembrance(record: record)
    asked.isBySubject = record.type == .contact && range.upperBound <= verb
    switch keys[verb] {
    case let word where Self.promising.contains(word):
      (asked.kinds, asked.signs) = (["action_item", "next_step"], ["promised", "will"])
    case let word where Self.deciding.contains(word):
      (asked.kinds, asked.signs) = (["decision"], ["decided", "agreed"])
    case let word where Self.objecting.contains(word):
      (asked.kinds, asked.signs) = (["objection"], ["objection", "concern", "worried"])
    case let word where Self.asking.contains(word):
      (asked.kinds, asked.signs) = (["request", "question"], ["asked", "wants", "needs"])
    default: break
    }
    // What it was about stands at the end, or between the verb and the name.
    let marks: Set<String> = ["about", "regarding", "concerning", "on", "of", "for"]
    let rest = tokens.indices.filter { !range.contains($0) && $0 > verb }
    if let mark = rest.first(where: {
      marks.contains(keys[$0]) && $0 + 1 < keys.count && !range.contains($0 + 1)
    })
      ?? (Self.saying.contains(keys[verb]) ? rest.first.map { $0 - 1 } : nil)
    {
      asked.topic = rest.filter { $0 > mark && !FillerWords.all.contains(keys[$0]) && keys[$0] != "deal" }.map
      { tokens[$0].text }
    }
    guard !asked.kinds.isEmpty || !asked.topic.isEmpty else { return nil }
    let topics = Set(asked.topic.map { SearchKey.fold($0) })
    let others: Set<String> = [
      "ever", "deal", "company", "during", "last", "meeting", "call", "raise", "raised", "main", "us", "he",
      "she",
    ]
    guard
      keys.indices.allSatisfy({ place in
        range.contains(place) || place == verb || FillerWords.all.contains(keys[place])
          || others.contains(keys[place])
          || topics.contains(SearchKey.fold(tokens[place].text)) && place > verb
      })
    else { return nil }
    return .said(asked)
  }
}
