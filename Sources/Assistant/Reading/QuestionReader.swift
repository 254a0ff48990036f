internal import Bytes
internal import Models
internal import Store

/// Understands a question: what is asked of which records.
///
/// A question counts as understood when every word of it has its place; one word too many, and nothing is guessed.
struct QuestionReader {
  let tokens: [Token]
  let keys: [String]
  let finder: ValueFinder
  let reader: SelectionReader

  init(_ question: String, _ store: Store, user: String?) {
    tokens = Tokens(question).all
    keys = tokens.map(\.key)
    finder = ValueFinder(store)
    reader = SelectionReader(
      tokens: tokens, keys: keys, finder: finder,
      time: TimeReader(now: store.clock.now, zone: store.clock.zone), user: user)
  }

  /// Nil for what is not understood.
  func intent() throws -> Intent? {
    if tokens.isEmpty { return nil }
    // A name that several records have may be no name in the end.
    var ambiguity: Ambiguity?
    for read in [loss, lastTalk, story, winRate, role, attribute, ranking, figure, amount, records] {
      do {
        if let intent = try read() { return intent }
      } catch let error as Ambiguity {
        ambiguity = ambiguity ?? error
      }
    }
    if let ambiguity { throw ambiguity }
    return nil
  }

  // MARK: Lists

  func records() throws -> Intent? {
    var place = 0
    while place < keys.count,
      [
        "show", "list", "find", "give", "get", "display", "me", "us", "what", "which", "are", "is", "all",
        "the", "please", "can", "you", "i", "want", "see", "to", "need", "fetch", "whats", "'s", "do", "we",
        "have", "any", "of", "there",
      ]
      .contains(keys[place])
    {
      place += 1
    }
    // "who are our customers?"
    if place + 1 < keys.count, keys[place] == "who", ["are", "is", "'s"].contains(keys[place + 1]) {
      place += 2
    }
    while place < keys.count, ["our", "the", "all"].contains(keys[place]) { place += 1 }
    guard place < keys.count, var (selection, end) = try reader.selection(from: place) else { return nil }
    if selection.isMoney {
      while end < keys.count, ["value", "size", "amount", "total", "volume"].contains(keys[end]) { end += 1 }
    }
    while end < keys.count {
      if let next = order(end, &selection) {
        end = next
        continue
      }
      if let (path, next) = grouping(end, selection) {
        if path.period == nil, isMeasure(path.path, selection.type) {
          selection.sort = [Query.Sort(path: path.path, descending: true)]
          end = next
          continue
        }
        end = try reader.clauses(from: next, into: &selection)
        guard isDone(end) else { return nil }
        return .groups(selection.isMoney ? .sum : nil, selection, by: path, limit: nil)
      }
      let next = try reader.clauses(from: end, into: &selection)
      if next == end { break }
      end = next
    }
    guard isDone(end) else { return nil }
    return selection.isMoney ? .figure(.sum, selection) : .records(selection)
  }

  /// Whether records are put in order by a field rather than into groups.
  func isMeasure(_ path: Path, _ type: RecordType) -> Bool {
    guard path.names.count == 1, let kind = Catalog.of(type).field(path.names[0])?.kind else { return false }
    switch kind {
    case .money, .integer, .number, .probability, .day, .time: return true
    default: return false
    }
  }

  /// "sorted by value", "ordered by close date descending".
  func order(_ place: Int, _ selection: inout Selection) -> Int? {
    guard ["sorted", "ordered", "ranked", "sort", "order"].contains(keys[place]), place + 2 < keys.count,
      keys[place + 1] == "by",
      let (path, length) = Attributes.find(keys[(place + 2)...], of: selection.type)
    else { return nil }
    var end = place + 2 + length
    var isDescending = keys[place] == "ranked"
    if end < keys.count, ["descending", "desc", "down"].contains(keys[end]) {
      (isDescending, end) = (true, end + 1)
    }
    if end < keys.count, ["ascending", "asc"].contains(keys[end]) { (isDescending, end) = (false, end + 1) }
    selection.sort = [Query.Sort(path: path, descending: isDescending)]
    return end
  }
}

/// A name in a question that several records have.
struct Ambiguity: Error {
  let candidates: [StoreError.Candidate]
}
