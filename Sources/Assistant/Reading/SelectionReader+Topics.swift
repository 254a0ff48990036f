internal import Bytes
internal import Models
internal import Store

/// What activities and tasks are called and speak of.
extension SelectionReader {
  /// "with subject Pricing call", "titled Workshop", "called Acme renewal".
  func subjectLine(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .activity || selection.type == .task else { return nil }
    let at = skip(["with", "the", "a", "whose", "that", "are", "having", "is"], place)
    guard ["subject", "titled", "title", "called", "named"].contains(key(at)) else { return nil }
    let start = skip(["is", "of", "contains", "containing", "=", "like", "mentions", "mentioning"], at + 1)
    guard start < tokens.count else { return nil }
    // Quoted words, else all that follow.
    let end = tokens[start].isQuoted ? start + 1 : tokens.count
    let text = tokens[start..<end].map(\.text).joined(separator: " ")
    selection.conditions.append(
      .compare(Path([Catalog.of(selection.type).title]), .contains, .text(text)))
    return end
  }

  /// "about discounts", "mentioning the annual plan": words that some record has in its text.
  func topic(_ place: Int, _ selection: inout Selection) throws -> Int? {
    guard selection.type == .activity || selection.type == .task else { return nil }
    let verbs: Set<String> = [
      "about", "mentioning", "mention", "mentions", "mentioned", "regarding", "concerning", "containing",
      "discussing",
    ]
    let at = skip(["that", "which", "we", "where"], place)
    guard verbs.contains(key(at)) else { return nil }
    let start = skip(["the", "a", "an", "our", "their", "word", "words", "of"], at + 1)
    guard start < tokens.count, try finder.name(tokens[start...]) == nil,
      try self.selection(from: start, isInner: true) == nil
    else { return nil }
    let stops: Set<String> = [
      "by", "with", "from", "this", "last", "since", "for", "at", "in", "and", "or", "per", "before",
    ]
    let end =
      tokens[start].isQuoted
      ? start + 1 : tokens[start...].firstIndex { stops.contains($0.key) } ?? tokens.count
    let words = Array(tokens[start..<end])
    guard !words.isEmpty, words.contains(where: { $0.isQuoted || !FillerWords.all.contains($0.key) }) else {
      return nil
    }
    for words in [words] + Plural.singulars(words) {
      let text = words.map(\.text).joined(separator: " ")
      guard try finder.isWritten(text) else { continue }
      let fields = selection.type == .activity ? ["body", "subject"] : ["title", "description"]
      selection.conditions.append(.any(fields.map { .compare(Path([$0]), .contains, .text(text)) }))
      return end
    }
    return nil
  }
}
