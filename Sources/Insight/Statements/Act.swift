/// What a sentence does: it promises, asks, or says that somebody promised.
struct Act {
  enum Kind {
    /// Somebody undertakes something.
    case promise
    /// Somebody is asked for something.
    case request
  }

  let kind: Kind
  let turn: Int
  let sentence: Range<Int>
  /// Who undertakes it, or is asked; nil when the words do not say.
  var person: String?
  /// Where the verb is.
  let verb: Int
  var confidence: Double
}

/// Finds the acts of a sentence.
struct ActReader {
  let turn: ReadTurn
  let names: Names
  /// Whom "you" means: the speaker before, or the only other one.
  let addressee: String?
  let hasDay: (Range<Int>) -> Bool

  func acts(in sentence: Range<Int>) -> [Act] {
    if isConditional(sentence) { return [] }
    if let promise = promise(in: sentence) { return [promise] }
    if let request = request(in: sentence) { return [request] }
    return []
  }

  private func word(_ place: Int) -> String { turn.word(place) }

  /// Whether a condition governs the sentence; "if you like" is none.
  private func isConditional(_ sentence: Range<Int>) -> Bool {
    let text = turn.spaced(sentence.lowerBound..<min(sentence.lowerBound + 4, sentence.upperBound))
    guard text.holds(anyOf: [" if ", " unless ", " provided ", " assuming ", " worst case "]) else {
      return false
    }
    return !text.holds(anyOf: [" if you like ", " if you want ", " if that's ", " if you don't mind "])
  }

  // MARK: Promises

  private func promise(in sentence: Range<Int>) -> Act? {
    for place in sentence {
      if let (verb, owner, strength) = undertaking(at: place, sentence),
        let act = judged(verb, owner, strength, sentence)
      {
        return act
      }
    }
    return nil
  }

  /// An auxiliary with its verb: "I'll send", "Kelsey is going to send", "she promised she'd send".
  private func undertaking(at place: Int, _ sentence: Range<Int>) -> (
    verb: Int, owner: String?, strength: Double
  )? {
    switch word(place) {
    case "i'll", "we'll":
      return verb(after: place + 1, turn.speaker ?? names.mail?.sender, 1)
    case "i", "we":
      let owner = turn.speaker ?? names.mail?.sender
      if word(place + 1) == "will" || word(place + 1) == "shall" {
        return word(place - 1) == "shall" ? nil : verb(after: place + 2, owner, 1)
      }
      if word(place + 1) == "am" || word(place + 1) == "are", word(place + 2) == "going",
        word(place + 3) == "to"
      {
        return verb(after: place + 4, owner, 0.9)
      }
      if word(place + 1) == "can", word(place - 1) != "shall" { return verb(after: place + 2, owner, 0.45) }
      if ["must", "need", "have"].contains(word(place + 1)) {
        return verb(after: word(place + 2) == "to" ? place + 3 : place + 2, owner, 0.3)
      }
      // "Then I change the plan and send it before Thursday": the present, of what is to come.
      if ActWords.acts.contains(word(place + 1)), word(place) == "i",
        !["did", "do", "would"].contains(word(place - 1))
      {
        return (place + 1, owner, 0.4)
      }
      return nil
    case "i'm", "im", "we're":
      guard word(place + 1) == "gonna" || word(place + 1) == "going" && word(place + 2) == "to" else {
        return nil
      }
      return verb(
        after: word(place + 1) == "gonna" ? place + 2 : place + 3, turn.speaker ?? names.mail?.sender, 0.9)
    case "let" where word(place + 1) == "me":
      return verb(after: place + 2, turn.speaker ?? names.mail?.sender, 0.5)
    case "will", "gonna":
      guard let owner = thirdPerson(before: place, sentence) else { return nil }
      return verb(after: place + 1, owner, 0.8)
    case "going" where word(place + 1) == "to":
      guard let owner = thirdPerson(before: place, sentence) else { return nil }
      return verb(after: place + 2, owner, 0.7)
    case "she'd", "he'd", "she'll", "he'll":
      let isReported = ["said", "promised", "me", "us", "that"].contains(word(place - 1))
      guard isReported || word(place).hasSuffix("'ll"), let owner = lastPerson(before: place) else {
        return nil
      }
      return verb(after: place + 1, owner, isReported ? 0.9 : 0.6)
    case "promised" where hasDay(sentence):
      // "She promised it for the twentieth."
      let owner =
        names.people.isKnown(word(place - 1))
        ? names.people.named(word(place - 1)) : lastPerson(before: place)
      guard let owner, owner != turn.speaker, word(place - 1) != "i" else { return nil }
      return (place, owner, 0.7)
    default: return nil
    }
  }

  private func verb(after place: Int, _ owner: String?, _ strength: Double) -> (
    verb: Int, owner: String?, strength: Double
  )? {
    var place = place
    while ActWords.adverbs.contains(word(place))
      || word(place) == "go" && ActWords.acts.contains(word(place + 1))
      || word(place) == "go" && word(place + 1) == "ahead" || word(place) == "ahead" || word(place) == "and"
      || word(place) == "make" && word(place + 1) == "sure"
    {
      place += 1
    }
    if ActWords.negations.contains(word(place)) { return nil }
    // "I'll have Kelsey pull the numbers": it is Kelsey's.
    if ["have", "get", "ask"].contains(word(place)), turn.tokens.indices.contains(place + 1),
      turn.tokens[place + 1].isCapitalised,
      let other = names.people.named(turn.text(place + 1..<place + 2)),
      ActWords.acts.contains(word(place + 2)) || word(place + 2) == "to"
    {
      return (word(place + 2) == "to" ? place + 3 : place + 2, other, 1)
    }
    return turn.tokens.indices.contains(place) ? (place, owner, strength) : nil
  }

  /// The named person who is the subject of an auxiliary: "Martin, our manager, will", "Mel's gonna".
  private func thirdPerson(before place: Int, _ sentence: Range<Int>) -> String? {
    var subject = place - 1
    if ["is", "'s"].contains(word(subject)) { subject -= 1 }
    if ["she", "he"].contains(word(subject)) { return lastPerson(before: subject) }
    let direct = word(subject).hasSuffix("'s") ? String(word(subject).dropLast(2)) : word(subject)
    if names.people.isKnown(direct) { return names.people.named(direct) }
    // An apposition between commas.
    guard word(subject) == "," else { return nil }
    for before in stride(from: subject - 1, through: max(sentence.lowerBound + 1, subject - 6), by: -1)
    where word(before) == "," {
      return names.people.isKnown(word(before - 1)) ? names.people.named(word(before - 1)) : nil
    }
    return nil
  }

  /// The person who was named last before a place of the turn, the speaker not counted.
  private func lastPerson(before place: Int) -> String? {
    let spans = names.spans[turn.index].last { span in
      span.range.upperBound <= place && People.words(span.name).contains(where: names.people.isKnown)
    }
    guard let span = spans, let name = names.people.named(span.name), name != turn.speaker else { return nil }
    return name
  }

  /// The act if the verb is one that can be promised.
  private func judged(_ verb: Int, _ owner: String?, _ strength: Double, _ sentence: Range<Int>) -> Act? {
    let word = word(verb)
    let rest = verb..<sentence.upperBound
    let isDated = hasDay(rest) || hasDay(sentence)
    let text = turn.spaced(rest)
    let opening = turn.spaced(verb..<min(verb + 6, sentence.upperBound))
    if opening.holds(anyOf: Self.empty) || turn.spaced(sentence).holds(anyOf: Self.hypothetical) {
      return nil
    }
    var confidence = strength
    if ActWords.acts.contains(word) {
      let isAddressed = text.holds(anyOf: Self.recipients)
      if ActWords.vague.contains(word), !isDated, !isAddressed { confidence *= strength >= 0.9 ? 0.5 : 0.3 }
      if isDated { confidence += 0.3 }
      if isAddressed { confidence += 0.15 }
      if strength < 0.6, !isDated, !isAddressed { confidence -= 0.15 }
    } else if word == "have" || word == "be", isDated,
      text.holds(anyOf: [" for you ", " to you ", " in touch "])
    {
      confidence *= 0.8
    } else if word == "let", self.word(verb + 1) == "you", self.word(verb + 2) == "know" {
      confidence *= 0.8
    } else if word == "take", text.holds(anyOf: [" take care ", " take that on ", " take the action "]) {
      confidence *= 0.8
    } else if !ActWords.idle.contains(word), isDated, word.utf8.count > 2 || word == "do",
      turn.tokens[verb].kind == .word
    {
      confidence *= 0.75
    } else {
      return nil
    }
    if turn.tokens[sentence.upperBound - 1].word == "?" { confidence -= 0.35 }
    guard confidence >= 0.5 else { return nil }
    return Act(
      kind: .promise, turn: turn.index, sentence: sentence, person: owner, verb: verb,
      confidence: min(confidence, 1))
  }

  private static let recipients = [
    " to you ", " you ", " him ", " her ", " them ", " over ", " back ", " me ", " us ", " your ", " with ",
    " from the ", " myself ", " our ", " it to ", " their ",
  ]

  /// What sounds like a promise and is done at once, or never.
  private static let empty = [
    " call you back in a minute ", " ask you ", " ask myself ", " ask a ", " tell you ", " give you that ",
    " get it right ", " come to that ",
    " go first ", " get started ", " share my screen ", " share the screen ", " show you ", " get to that ",
    " get back to that ", " give it ",
    " go ahead ", " go through ", " get out ", " make it worse ", " look back ", " put it this way ",
    " do my best ",
    " let you go ", " give you an idea ", " give you a sense ", " get off ", " put you on hold ",
    " go back in ",
  ]

  private static let hypothetical = [
    " could maybe ", " might ", " maybe one day ", " one day ", " would have ", " should've ", " would've ",
    " in that case ",
    " i guess ", " kidding ", " if i were ", " used to ", " one second ", " one moment ", " hang on ",
    " hold on ", " always ",
  ]

  // MARK: Requests

  private func request(in sentence: Range<Int>) -> Act? {
    for place in sentence {
      guard let (verb, person, strength) = asking(at: place, sentence) else { continue }
      let word = word(verb)
      let text = turn.spaced(verb..<min(verb + 5, max(verb, sentence.upperBound)))
      guard
        strength > 0.75 || ActWords.acts.contains(word)
          || word == "let" && self.word(verb + 1) == "me" && self.word(verb + 2) == "know" || word == "take",
        !text.holds(anyOf: Self.notAsked), !turn.spaced(sentence).holds(anyOf: Self.hypothetical)
      else { continue }
      if ActWords.negations.contains(self.word(verb - 1)) { continue }
      return Act(
        kind: .request, turn: turn.index, sentence: sentence, person: person, verb: verb, confidence: strength
      )
    }
    return nil
  }

  /// "Can you send", "please send", "from Ann I would need", or a bare "Send …".
  private func asking(at place: Int, _ sentence: Range<Int>) -> (
    verb: Int, person: String?, strength: Double
  )? {
    let you = addressee
    switch word(place) {
    case "can", "could", "would", "will":
      if ["you", "u", "ya"].contains(word(place + 1)) {
        var next = place + 2
        while ["please", "also", "just", "then", "maybe", "perhaps", "kindly"].contains(word(next)) {
          next += 1
        }
        if word(next) == "mind" { return nil }
        return (next, vocative(sentence) ?? you, 0.75)
      }
      if names.people.isKnown(word(place + 1)), turn.tokens[place + 1].isCapitalised {
        return (place + 2, names.people.named(word(place + 1)), 0.7)
      }
      return nil
    case "please", "kindly", "pls", "plz":
      if ActWords.negations.contains(word(place + 1)) || ActWords.negations.contains(word(place - 1)) {
        return nil
      }
      return (place + 1, vocative(sentence) ?? you, 0.75)
    case "need", "want", "like":
      // "I need you to send", "we'd like you to send".
      guard ["i", "we", "i'd", "we'd", "would"].contains(word(place - 1)), word(place + 1) == "you",
        word(place + 2) == "to"
      else {
        // "From Aaron I would need the list."
        guard word(place) == "need", word(place - 1) == "would", turn.spaced(sentence).holds(" from ")
        else { return nil }
        for from in sentence where word(from) == "from" && names.people.isKnown(word(from + 1)) {
          return names.people.named(word(from + 1)).map { (place + 1, $0, 0.8) }
        }
        return nil
      }
      return (place + 3, you, 0.7)
    default:
      guard isImperative(place, sentence) else { return nil }
      return (place, vocative(sentence) ?? you, 0.55)
    }
  }

  /// Whether a verb stands where a command begins, after what people put in front of it.
  private func isImperative(_ place: Int, _ sentence: Range<Int>) -> Bool {
    guard
      ActWords.acts.contains(word(place))
        || word(place) == "take" && !["care", "your", "it"].contains(word(place + 1)),
      !FunctionWords.all.contains(word(place + 1)) || Self.objects.contains(word(place + 1))
    else { return false }
    var first = sentence.lowerBound
    while first < place,
      ["and", "also", "so", "then", "-", "*", "•", ",", "oh", "just", "ok", "okay"].contains(word(first))
        || turn.tokens[first].kind == .number || word(first) == "." || names.people.isKnown(word(first))
    {
      first += 1
    }
    return first == place
      && !["work", "go", "come", "look", "call", "get", "run", "sit", "walk"].contains(word(place))
  }

  private static let objects: Set<String> = [
    "me", "us", "the", "a", "an", "your", "our", "my", "this", "that", "him", "her", "them", "it", "out",
    "up", "in", "with", "to", "all",
  ]

  private static let notAsked = [
    " ask you ", " give me a second ", " give me a minute ", " come back later ", " tell me ",
    " look at that ", " do that again ", " do me a favour ",
    " find it ", " call it ", " make it worse ", " go on ", " come on ", " call me ", " ring me ", " get it ",
    " tell him ", " tell her ",
    " say hi ", " add me ", " consider the environment ", " click ", " unsubscribe ", " give it ",
  ]

  /// The person whom the sentence calls by name: "…, Piotr?", "Martin, could you".
  private func vocative(_ sentence: Range<Int>) -> String? {
    for span in names.spans[turn.index] where sentence.contains(span.range.lowerBound) {
      guard let name = names.people.named(span.name), name != turn.speaker else { continue }
      let (before, after) = (word(span.range.lowerBound - 1), word(span.range.upperBound))
      let isFirst = span.range.lowerBound == sentence.lowerBound
      if isFirst && after == "," || before == "," && (after == "?" || after == "." || after == ",") {
        return name
      }
    }
    return nil
  }
}
