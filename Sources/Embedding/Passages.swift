/// Divides long texts, since one vector does not tell what each part of a long text is about.
package enum Passages {
  /// A passage has at most so many words.
  static let words = 100

  /// The passages of a text of UTF-8, which together are all of it: whole sentences, as many as have room; one that is too
  /// long by itself is divided between its words.
  package static func ranges(of text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    // A word and what follows it are two bytes at least.
    if text.count <= 2 * words { return [0..<text.count] }
    var ranges: [Range<Int>] = []
    var start = 0
    var count = 0
    for sentence in sentences(of: text) {
      if count > 0, count + sentence.wordCount > words {
        ranges.append(start..<sentence.range.lowerBound)
        (start, count) = (sentence.range.lowerBound, 0)
      }
      count += sentence.wordCount
    }
    ranges.append(start..<text.count)
    return ranges
  }

  /// The sentences of a text, each from its first word to behind its last one; no longer than a passage.
  package static func sentences(
    of text: UnsafeBufferPointer<UInt8>
  ) -> [(range: Range<Int>, wordCount: Int)] {
    var sentences: [(range: Range<Int>, wordCount: Int)] = []
    var start = 0
    var count = 0
    for word in WordRanges(text) {
      if count == 0 { start = word.lowerBound }
      count += 1
      if count == words || isEnd(of: word, in: text) {
        sentences.append((start..<word.upperBound, count))
        count = 0
      }
    }
    if count > 0 { sentences.append((start..<text.count, count)) }
    return sentences
  }

  /// Whether a sentence ends with a word: by its punctuation, also before quotes and brackets that close, or because an
  /// empty line follows.
  private static func isEnd(of word: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = word.upperBound
    while let count = closing.first(where: { text[word.lowerBound..<end].reversed().starts(with: $0) })?.count
    {
      end -= count
    }
    if ends.contains(where: { text[word.lowerBound..<end].reversed().starts(with: $0) }) { return true }
    var breaks = 0
    for byte in text[word.upperBound...] {
      if byte == UInt8(ascii: "\n") { breaks += 1 }
      if byte > 0x20 { break }
    }
    return breaks > 1
  }

  /// Backwards, as words are looked at from their ends.
  private static let closing = ["\"", "'", ")", "]", "}", "»", "”", "’"].map { Array($0.utf8.reversed()) }
  private static let ends = [".", "!", "?", "…"].map { Array($0.utf8.reversed()) }
}

/// The words of a text, as white space divides it.
private struct WordRanges: Sequence, IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func next() -> Range<Int>? {
    while position < text.count, isSpace(text[position]) { position += 1 }
    if position == text.count { return nil }
    let start = position
    while position < text.count, !isSpace(text[position]) { position += 1 }
    return start..<position
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
