internal import Bytes
internal import Models
internal import Store

/// Reads what is said of a record that is to be made: "from TechCorp, e-mail …, owned by bo, tagged vip".
struct DetailReader {
  let reader: InstructionReader
  let type: RecordType
  var phrase: Phrase { reader.phrase }

  init(_ reader: InstructionReader, _ type: RecordType) {
    self.reader = reader
    self.type = type
  }

  struct Details {
    var name: String?
    var changes: JSONObject
  }

  func start(_ changes: JSONObject) -> Details { Details(name: nil, changes: changes) }

  static let fillers: Set<String> = [
    "with", "and", ",", "whose", "who", "has", "have", "an", "a", "the", "is", "its", "his", "her", "their",
    "having",
    "of", "that", "new", "set", "",
  ]
  /// Words with which a detail begins.
  static let openers: Set<String> = [
    "with", "at", "from", "for", "worth", "called", "named", "titled", "owned", "assigned", "in", "as",
    "tagged",
    "closing", "whose", "valued", "works", "working", ",", "who", "based", "located", "expected", "managed",
    "via",
    "having", "labelled", "through", "on", "due", "to", "by", "sourced",
  ]

  /// Whether a word begins a detail of the record rather than its name.
  func isDetail(_ place: Int) -> Bool {
    guard place < phrase.count, !phrase.tokens[place].isQuoted else { return place >= phrase.count }
    if phrase.isBracketed(place) { return true }
    let key = phrase.key(place)
    if key == "of" { return type == .deal }
    if Self.openers.contains(key) { return true }
    let token = phrase.tokens[place]
    if InstructionReader.isAddress(token.text) || token.currency != nil { return true }
    if type == .company, token.number == nil, token.text.contains("."), !token.text.hasPrefix("/") {
      return true
    }
    if key == "and", place + 1 < phrase.count { return isField(place + 1) }
    return isField(place)
  }

  /// Whether the name of a field is said at a word, with a value behind it.
  func isField(_ place: Int) -> Bool {
    let start = phrase.skip(["a", "an", "the", "his", "her", "its"], place)
    guard let (_, end) = (try? reader.attributes.attribute(start, of: type)) ?? nil else { return false }
    return end < phrase.count
  }

  /// The words of a name up to the first detail.
  func name(_ start: Int) throws -> (String, Int) {
    if phrase.tokens[start].isQuoted { return (phrase.tokens[start].text, start + 1) }
    var end = start + 1
    while end < phrase.count, !isDetail(end) || goesOn(start, end) { end += 1 }
    if type == .contact, phrase.keys[start..<end].contains("and") {
      throw Obstacle.refuse("\"\(phrase.words(start..<end))\" is not one person")
    }
    return (phrase.words(start..<end).trimmingEnd(), end)
  }

  /// "Bank of America", "Acme Corp Care Portal for …": whether a name goes on behind a word that could be a detail.
  func goesOn(_ start: Int, _ end: Int) -> Bool {
    if phrase.isBracketed(end) { return false }
    // A title may have the name of a field in it; a colon or a value tells the two apart.
    guard type == .deal || type == .company, !Self.openers.contains(phrase.key(end)) else { return false }
    let token = phrase.tokens[end]
    if InstructionReader.isAddress(token.text) || token.currency != nil { return false }
    guard let (attribute, stop) = (try? reader.attributes.attribute(end, of: type)) ?? nil else {
      return false
    }
    let next = phrase.skip(["is", "of", "=", ":"], stop)
    switch attribute {
    case .field(let field):
      switch field.kind {
      case .money, .integer, .probability: return next >= phrase.count || phrase.tokens[next].number == nil
      case .day: return ((try? reader.days.day(next)) ?? nil) == nil
      default:
        return type == .deal
          && ["company", "source", "stage", "owner", "contact"].contains(field.name) == false
      }
    default: return false
    }
  }

  /// Reads details up to the end of the instruction.
  func read(_ start: Int, _ found: Details) throws -> Details {
    var found = found
    var place = start
    while place < phrase.count {
      let at = phrase.skip(Self.fillers, place)
      guard at < phrase.count else { break }
      guard let end = try detail(at, place, &found) else {
        throw Obstacle.refuse("\"\(phrase.words(from: place == at ? at : place))\" was not understood")
      }
      place = end
    }
    return found
  }

  /// One detail that begins at a word; `before` is where its small words begin.
  func detail(_ at: Int, _ before: Int, _ found: inout Details) throws -> Int? {
    for read in [value, person, place, money, field] {
      if let end = try read(at, before, &found) { return end }
    }
    return nil
  }

  /// Whether words are a position by themselves: "CEO", and any that somebody has.
  private func isOffice(_ range: Range<Int>) -> Bool {
    let words = phrase.words(range)
    if range.count == 1, (2...4).contains(words.count), words == words.uppercased() { return true }
    let known = (try? reader.finder.values(phrase.tokens[range])) ?? nil
    return known?.length == range.count && known?.meanings.contains { $0.field == "position" } == true
  }

  func isCompany(_ place: Int) -> Bool {
    let begin = phrase.skip(["the"], place)
    return begin < phrase.count && ((try? reader.records.exact(begin, [.company])) ?? nil) != nil
  }

  /// Where a value of free words ends: before the next detail.
  func valueEnd(_ start: Int) -> Int {
    guard start < phrase.count else { return phrase.count }
    if phrase.tokens[start].isQuoted { return start + 1 }
    var end = start + 1
    while end < phrase.count, !isDetail(end), phrase.key(end) != "" {
      // "Head of Sales" goes on, "CTO of TechCorp" does not.
      if phrase.key(end) == "of", type == .contact, isCompany(end + 1) || isOffice(start..<end) { break }
      end += 1
    }
    return end
  }
}
