/// The verbs and phrases by which people promise, ask, agree and refuse.
enum ActWords {
  /// Acts that can be handed in: somebody does them after the conversation, and it can be seen whether it was done.
  static let acts: Set<String> = NameWords.words(
    """
    send email e-mail mail write text call ring phone ask check find prepare share draft arrange schedule book run pull
    follow forward update change order export upload submit dig confirm look talk speak wire pay deliver bring visit
    meet test register introduce fix review sign return measure collect create build organise organize provide give
    reach ping loop add invite investigate escalate chase finish complete install roll log file raise print post ship
    put set nail figure work get make drop copy resend courier transfer circulate compile document verify validate
    measure coordinate contact notify inform approve release apply cancel remove replace reserve hire recruit present
    propose quote clarify connect sort push move migrate configure enable grant host record summarise summarize publish
    do walk sit come go join promised
    """)

  /// Of these a promise is one only with a day or somebody to whom it is made.
  static let vague: Set<String> = NameWords.words(
    "promised get give make put set work go come do join walk sit move run look talk speak change add meet drop push bring find test call ask pull order"
  )

  /// What is done while people talk, or is no act at all.
  static let idle: Set<String> = NameWords.words(
    """
    be have think see know want need guess admit say tell take keep stop disappear wait hold hear love like hope live let
    leave lose die survive pass show click start begin continue remember forget understand believe explain mention
    honest sign-off wonder bet feel try remain read listen
    """)

  static let adverbs: Set<String> = NameWords.words(
    """
    also then just definitely certainly happily personally still probably now quickly simply try to actually
    absolutely surely gladly immediately directly first again either even always first back sure please go-ahead
    """)

  static let conditions: Set<String> = ["if", "unless", "whether", "provided", "assuming", "in-case", "once"]

  static let negations: Set<String> = [
    "not", "never", "don't", "won't", "can't", "cannot", "didn't", "doesn't", "isn't", "no", "nobody",
    "without", "dont",
    "cant", "wont", "needn't", "shouldn't", "wouldn't", "nothing", "none", "neither", "nor",
  ]

  /// What an answer begins with that takes up a request.
  static let accepting: Set<String> = NameWords.words(
    "yes yeah yep yup sure ok okay absolutely definitely certainly noted done great perfect fine will-do of-course no-problem happy-to right-away course alright aye ta gladly"
  )

  static let refusing: Set<String> = NameWords.words(
    "no nope nah can't cannot sorry unfortunately afraid won't not impossible embargoed")
}

/// Sentences as text with a space around each word, to look for phrases in.
extension ReadTurn {
  func spaced(_ range: Range<Int>) -> String {
    var text = " "
    for place in range {
      text += tokens[place].word
      text += " "
    }
    return text
  }
}

extension String {
  func holds(anyOf phrases: [String]) -> Bool { phrases.contains(where: holds) }

  /// Whether the bytes of a phrase are in it: `contains` compares characters, which takes fifty times as long.
  func holds(_ phrase: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { text in
      phrase.utf8.withContiguousStorageIfAvailable { phrase in
        guard phrase.count > 1 else { return phrase.isEmpty || text.contains(phrase[0]) }
        guard phrase.count <= text.count else { return false }
        // Most phrases begin with a space, which is in every sixth place: the letter behind it is rarer.
        let second = phrase[1]
        for start in 0...(text.count - phrase.count)
        where text[start + 1] == second && text[start] == phrase[0] {
          var length = 2
          while length < phrase.count, text[start + length] == phrase[length] { length += 1 }
          if length == phrase.count { return true }
        }
        return false
      } ?? contains(phrase)
    } ?? contains(phrase)
  }
}
