internal import Bytes
internal import Models
internal import Store

/// Reads which records some words mean: "open deals over 50k with healthcare companies closing next month".
///
/// A noun with what stands before it and clauses behind it; a clause may hold records of another kind, with clauses of
/// their own.
struct SelectionReader {
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let time: TimeReader
  /// Whom "my" means; nil where that is everybody.
  let user: String?

  /// The records named from a word on, and the first word behind them; nil where there is no noun. Of them something may
  /// have been said already: that they were won.
  /// Records that others are described by are "inner": what is said behind them of a time or an owner is said of the others.
  func selection(
    from start: Int, saying words: [String] = [], isInner: Bool = false
  ) throws -> (selection: Selection, end: Int)? {
    guard var (selection, place) = try phrase(from: start) else { return nil }
    selection.isInner = isInner
    for word in words where try !say(word, of: &selection) { return nil }
    place = try clauses(from: place, into: &selection)
    // Employees are those of a company, and we are none of them.
    if selection.isOfCompany,
      !selection.conditions.contains(where: { $0.paths.contains { $0.names[0] == "company" } })
    {
      return nil
    }
    // What is new is so since a time, which somebody has to say.
    if selection.isNew, !selection.saysWhenMade { return nil }
    return (selection, place)
  }

  /// A noun with what stands before it.
  func phrase(from start: Int) throws -> (selection: Selection, end: Int)? {
    var place = start
    var front = Front()
    var selection: Selection?
    // "CTOs", "product demos": what people are and activities are called stands for them.
    var noun: (front: Front, end: Int)?
    while place < tokens.count, selection == nil {
      if let (noun, length) = try self.noun(at: place) {
        selection = Selection(noun)
        if let kind = noun.leadKind {
          selection?.conditions.append(try leads(kind))
          selection?.saysStatus = true
        }
        if let word = noun.word { front.words.append(word) }
        place += length
        if front.isSuperlative, front.limit == nil {
          front.limit = keys[place - 1].hasSuffix("s") && !keys[place - 1].hasSuffix("ss") ? 10 : 1
        }
      } else if let end = try read(&front, at: place) {
        place = end
        if front.isNoun { noun = (front, end) }
        // "CEOs at retail companies": the people are meant, and where they are follows.
        if front.isNoun, end >= keys.count || Self.behind.contains(keys[end]) { break }
      } else if FillerWords.all.contains(keys[place]), keys[place] != "who", keys[place] != "whom",
        !["with", "by", "both"].contains(keys[place])
      {
        place += 1
      } else if keys[place] == "who" || keys[place] == "whom" {
        selection = Selection(.contact)
        place += 1
      } else {
        break
      }
    }
    if selection == nil, let noun, let meaning = noun.front.meanings.last?.first {
      selection = Selection(meaning.type)
      (front, place) = noun
    }
    guard var selection else { return nil }
    guard try settle(front, into: &selection) else { return nil }
    return (selection, place)
  }

  private static let behind: Set<String> = [
    "at", "in", "from", "of", "with", "for", "who", "that", "are", "is", "tagged", "we", "i", "or", "and",
    "by", "without",
    "not", "owned", "added", "created", "do", "whose",
  ]

  private func noun(at place: Int) throws -> (noun: Noun, length: Int)? {
    guard !tokens[place].isQuoted, let found = Noun.find(keys[place...]) else { return nil }
    // "email addresses": a word before another noun belongs to that.
    let end = place + found.length
    if let next = Noun.find(keys[min(end, keys.count)...]), next.noun.type != .activity,
      found.noun.type == .company
    {
      return nil
    }
    // "sales directors", "lead stage deals": the beginning of a value is no noun.
    if let (meanings, length) = try values(at: place), length > found.length,
      meanings.contains(where: { $0.field != "company" })
    {
      return nil
    }
    return found
  }

}
