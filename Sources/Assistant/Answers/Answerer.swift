internal import Bytes
internal import Models
package import Store

/// Answers questions from the data, without a model: what is understood whole is asked as a Query, the rest is declined.
package struct Answerer {
  let store: Store
  /// Whom "my" means: the owner of that name, when records have one.
  let user: String?
  /// What a sum of nothing is in.
  let currency: String

  package init(_ store: Store, user: String?) throws {
    self.store = store
    let isCurrency = Condition.compare(Path(["name"]), .equal, .text("currency"))
    currency = try store.rows(Query(from: .setting, condition: isCurrency)).first?["value"]?.string ?? "USD"
    var owner: String?
    if let user, !user.isEmpty {
      for type in [RecordType.deal, .contact, .company] where owner == nil {
        owner = try store.value(user, of: "owner", type)
      }
    }
    self.user = owner
  }

  /// Fails when the database does; a question that is not understood has an answer, which says so.
  ///
  /// A question that does not stand alone refines what was asked before it.
  package func answer(_ question: String, _ setting: Setting = Setting()) throws -> Answer {
    if let reply = Self.smallTalk(question) { return reply }
    let tokens = QuestionWords.tokens(question)
    do {
      // Custom fields and names that are written otherwise are looked for only where nothing else is understood.
      let finder = ValueFinder(store)
      var words = tokens
      if let meant = Pronouns.meant(by: tokens, among: setting.recent) {
        words = Pronouns.resolved(tokens, as: meant, finder)
      }
      var ambiguity: Ambiguity?
      for depth in [ValueFinder.Depth.plain, .custom, .near] {
        finder.depth = depth
        let reader = QuestionReader(words, store, finder, user: user)
        func refined() throws -> Answer? {
          let query = try setting.query.flatMap { try FollowUp(tokens, of: $0, reader).query() }
          return try query.map { noting(finder, try answer(to: .query($0))) }
        }
        if FollowUp.narrows(tokens), let answer = try refined() { return answer }
        if let intent = try intent(of: reader, &ambiguity) { return noting(finder, try answer(to: intent)) }
        if let answer = try refined() { return answer }
      }
      if let ambiguity { throw ambiguity }
      return Answer(.unsupported, Self.declined, .none, confidence: 0)
    } catch let error as Ambiguity {
      return Answer(asking: "Which one is meant?", among: error.candidates)
    }
  }

  /// What a question asks for; a name that several records have may be one that is written otherwise.
  private func intent(of reader: QuestionReader, _ ambiguity: inout Ambiguity?) throws -> Intent? {
    do {
      return try reader.intent()
    } catch let error as Ambiguity {
      ambiguity = ambiguity ?? error
      return nil
    }
  }

  /// Says which names were read otherwise than they are written.
  private func noting(_ finder: ValueFinder, _ answer: Answer) -> Answer {
    guard !finder.taken.isEmpty, answer.confidence > 0 else { return answer }
    var answer = answer
    let notes = finder.taken.sorted { $0.key < $1.key }.map { "\"\($0.key)\" taken for \($0.value.name)" }
    answer.text += "\n(\(notes.joined(separator: ", ")).)"
    answer.confidence *= 0.8
    return answer
  }

  /// A greeting, thanks, or a question about the program gets a word back.
  private static func smallTalk(_ question: String) -> Answer? {
    switch Tokens(question).all.map(\.key).filter({ $0 != "," }).joined(separator: " ") {
    case "hello", "hi", "hey", "hello there", "hi there", "good morning", "good afternoon", "good evening":
      return Answer(.smalltalk, "Hello. \(abilities)", .text)
    case "thanks", "thank you", "thank you very much", "thx", "thanks a lot":
      return Answer(.smalltalk, "You are welcome.", .text)
    case "help", "what can you do", "what can i ask", "who are you", "what are you", "what can i ask you",
      "what questions can i ask", "how can you help", "how can you help me":
      return Answer(.smalltalk, abilities, .text)
    default: return nil
    }
  }

  private static let abilities =
    "I can count, sum, rank and list contacts, companies, deals, tasks and activities, and tell what is known of one of them."
  static let declined =
    "I did not understand that. \(abilities)"

  private func answer(to intent: Intent) throws -> Answer {
    switch intent {
    case .query(let query, let isYesNo): try answer(to: query, isYesNo: isYesNo)
    case .distinct(let query): try distinct(query)
    case .attribute(let paths, let record, let isYesNo): try attribute(paths, of: record, isYesNo: isYesNo)
    case .predicate(let condition, let record): try verdict(condition, of: record)
    case .role(let role, let deals, let record): try people(role, in: deals, record)
    case .loss(let record): try loss(record)
    case .lastTalk(let record, let condition): try lastTalk(record, condition)
    case .story(let record, let condition): try story(record, condition)
    case .said(let asked): try said(asked)
    }
  }
}
