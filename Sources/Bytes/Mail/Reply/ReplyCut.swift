/// Finds the lines of a text that are the sender's new words, and those that are the signature.
struct ReplyCut {
  private let lines: ReplyLines
  private(set) var body: [Range<Int>] = []
  private(set) var signature: [Range<Int>] = []
  private(set) var quotedLines = 0

  init(_ lines: ReplyLines) {
    self.lines = lines
  }

  /// Without `isForward` it looks itself whether the text says so.
  mutating func run(isForward: Bool) {
    let history = History(lines).start ?? lines.count
    // A signature stands above what is quoted, or below as in old times.
    let lower = takeSignature(in: 0..<Signature(lines).listFooter(in: 0..<history))
    let quote = trailingQuote(in: 0..<lower)
    let end = quote.isEmpty ? lower : takeSignature(in: 0..<quote.lowerBound)
    let quoted = [quote, history..<lines.count]
    if isForward || quoted.contains(where: History(lines).isForwarded) {
      body = [0..<end] + quoted
    } else {
      let start = leadingQuote(in: 0..<end)
      body = [start..<end]
      quotedLines = (quoted + [0..<start]).reduce(0) { $0 + lines.written(in: $1) }
    }
  }

  /// Where the signature begins that ends a range; the end of the range when it has none, or nothing else.
  private mutating func takeSignature(in range: Range<Int>) -> Int {
    let signatures = Signature(lines)
    let start = signatures.start(in: range)
    if start == range.upperBound || lines.firstWritten(in: range.lowerBound..<start) == nil {
      return range.upperBound
    }
    let words = signatures.isSeparator(start) ? start + 1 : start
    signature.insert(words..<range.upperBound, at: 0)
    return start
  }

  /// The quotation that ends a range, with the line that says whose words they are.
  private func trailingQuote(in range: Range<Int>) -> Range<Int> {
    guard let last = lines.lastWritten(in: range), lines[last].isQuoted else {
      return range.upperBound..<range.upperBound
    }
    let own = range.last { lines[$0].isOwn }
    let first = lines.firstWritten(in: (own.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound) ?? last
    return (Attribution(lines).start(before: first) ?? first)..<range.upperBound
  }

  /// Where the words begin that stand under a single quotation; the start of the range where answers stand
  /// between several, or words before it.
  private func leadingQuote(in range: Range<Int>) -> Int {
    guard let written = lines.firstWritten(in: range), let first = range.first(where: { lines[$0].isQuoted }),
      (Attribution(lines).start(before: first) ?? first) == written,
      let own = (first..<range.upperBound).first(where: { lines[$0].isOwn }),
      !(own..<range.upperBound).contains(where: { lines[$0].isQuoted })
    else { return range.lowerBound }
    return own
  }
}
