package import Bytes

extension JSON {
  /// The value as the text of one cell: lists of words with semicolons between, what is nested as JSON.
  package var cell: String {
    switch self {
    case .null: return ""
    case .string(let text): return text
    case .bool, .number: return text
    case .object(let object): return object.isEmpty ? "" : text
    case .array(let items):
      if items.isEmpty { return "" }
      let words = items.compactMap(\.string)
      // A word that would come back as two, or not at all, needs its quotes.
      let isPlain = words.count == items.count && words.allSatisfy(ListCell.isPlain)
      return isPlain ? words.joined(separator: "; ") : text
    }
  }
}

/// The cells of a row as text.
extension CSVRow {
  /// A cell without the white space around it; nil when nothing is left.
  func trimmed(_ column: Int) -> ArraySlice<UInt8>? {
    let cell = self[column]
    var start = cell.startIndex
    var end = cell.endIndex
    while start < end, cell[start] <= 0x20 { start += 1 }
    while start < end, cell[end - 1] <= 0x20 { end -= 1 }
    if start == end { return nil }
    // Space that is not ASCII, such as the one that does not break lines, is rare enough to be looked for slowly.
    if cell[start] < 0x80, cell[end - 1] < 0x80 { return cell[start..<end] }
    guard let text = String(validating: cell[start..<end], as: UTF8.self) else { return cell[start..<end] }
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    let before = text[..<first].utf8.count
    return cell[start + before..<start + before + text[first...last].utf8.count]
  }

  /// A cell as text, without the white space around it; nil when nothing is left.
  func text(_ column: Int) -> String? {
    trimmed(column).map { String(decoding: $0, as: UTF8.self) }
  }
}
