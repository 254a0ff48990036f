internal import Bytes
internal import Models
internal import Store

/// Puts the record that was last spoken of in the place of "it", "her" and "that deal".
enum Pronouns {
  private static let plain: Set<String> = ["it", "him", "them"]
  private static let possessive: Set<String> = ["its", "his", "their"]
  private static let people: Set<String> = ["he", "she", "her", "they", "them", "him", "his", "hers"]

  /// The record of those spoken of that a question means by its pronouns: "she" is the last person, "that deal" the last
  /// deal, all else what was spoken of last.
  static func meant(by tokens: [Token], among recent: [StoreError.Candidate]) -> StoreError.Candidate? {
    for (token, next) in zip(tokens, tokens.dropFirst().map(\.key) + [""]) where !token.isQuoted {
      if ["he", "she", "her", "him", "his", "hers"].contains(token.key) {
        return recent.last { $0.type == .contact } ?? recent.last
      }
      if ["that", "this"].contains(token.key),
        let type = next == "person" ? .contact : RecordType(rawValue: next),
        let record = recent.last(where: { $0.type == type })
      {
        return record
      }
    }
    return recent.last
  }

  static func resolved(_ tokens: [Token], as subject: StoreError.Candidate, _ finder: ValueFinder) -> [Token]
  {
    let name = Token(subject.name, isQuoted: true)
    let possession = [name, Token("'s")]
    var words: [Token] = []
    var place = 0
    var isSaid = false
    while place < tokens.count {
      let key = tokens[place].key
      let next = place + 1 < tokens.count ? tokens[place + 1].key : ""
      // Of several the records before are meant, of one a company or a deal may be "they" as well.
      let isPerson = subject.type == .contact
      if tokens[place].isQuoted {
        words.append(tokens[place])
      } else if ["that", "this", "the"].contains(key),
        next == subject.type.rawValue || subject.type == .contact && next == "person"
      {
        words.append(name)
        (isSaid, place) = (true, place + 1)
      } else if key == "her", !next.isEmpty, Attributes.find([next][...], of: subject.type) != nil {
        words += possession
        isSaid = true
      } else if possessive.contains(key), isPerson || key != "his" {
        words += possession
        isSaid = true
      } else if plain.contains(key) && (key == "it" ? !isPerson : true) || isPerson && people.contains(key)
        || key == "they" && !isPerson
      {
        // "how long does it take" speaks of nothing.
        if key == "it", next == "take" { return tokens }
        words.append(name)
        isSaid = true
      } else {
        words.append(tokens[place])
      }
      place += 1
    }
    guard isSaid else { return tokens }
    finder.know(subject)
    return words
  }
}
