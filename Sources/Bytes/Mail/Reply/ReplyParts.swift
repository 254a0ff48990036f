/// A text that somebody wrote, taken apart: the new words, the signature under them, and how much was quoted.
///
/// What is quoted stands in another message. Quotes with answers between them stay, because without them
/// nobody knows what is answered, and so does what was forwarded, because it stands nowhere else.
package struct ReplyParts: Hashable, Sendable {
  /// The new words. A text that has none is kept whole.
  package let body: String
  /// The sender's name, telephone number and so on, as far as they stand apart; nil when there are none.
  package let signature: String?
  /// How many lines of quotations were left out.
  package let quotedLines: Int

  /// Takes the plain text of a message apart; the subject tells whether it was forwarded.
  package init(_ text: String, subject: String? = nil) {
    let lines = ReplyLines(text)
    let whole = 0..<lines.count
    var cut = ReplyCut(lines)
    cut.run(isForward: subject.map(ReplyWords.isForward) ?? false)
    let body = lines.text(cut.body)
    if body.isEmpty {
      self.body = lines.text([whole])
      signature = nil
      quotedLines = 0
    } else {
      self.body = body
      let signature = lines.text(cut.signature)
      self.signature = signature.isEmpty ? nil : signature
      quotedLines = cut.quotedLines
    }
  }
}
