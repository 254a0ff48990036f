/// A message of RFC 5322 with what MIME made of it (RFC 2045 to 2049).
///
/// Every text can be read as one; what is broken is read as far as it goes.
package struct MailMessage: Sendable {
  package let fields: MailFields
  /// The text for people: that of the plain part, else of the HTML one without its marks.
  package let text: String
  /// The names of the files that came with it, which are not kept themselves.
  package let attachments: [String]
  /// Character sets of the text that are not known here, so that the text may be wrong.
  package let unknownCharsets: Set<String>

  /// Reads a message that is in memory.
  package init(_ text: ArraySlice<UInt8>) {
    // A file may begin with empty lines, which would end the head.
    let part = MailPart(text.drop(while: \.isLineBreak))
    fields = part.fields
    var reader = MailTextReader()
    self.text = reader.text(of: part)?.text ?? ""
    attachments = reader.attachments
    unknownCharsets = reader.unknownCharsets
  }
}

extension MailMessage {
  /// When it was written; nil when it does not say so in a way that can be read.
  package var date: Timestamp? { fields.all("date").lazy.compactMap(Timestamp.init(mail:)).first }

  /// What it is about; nil when it does not say.
  package var subject: String? {
    fields.text("subject").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The people in the fields of this name, given in lower case: `from`, `to`, `cc`.
  package func people(_ name: String) -> [MailAddress] {
    fields.all(name).flatMap(MailAddress.list)
  }

  /// The message's own id without its angle brackets; nil when it has none.
  package var id: String? { ids("message-id").first }

  /// The id of the first message of the conversation, which all of its messages have in common; nil when the
  /// message has none.
  ///
  /// An answer names all messages before it in References, the first one first (RFC 5322, section 3.6.4), or
  /// at least the one it answers.
  package var threadID: String? {
    ids("references").first ?? ids("in-reply-to").first ?? id
  }

  /// What stands in angle brackets, or the words with an `@` of a program that left the brackets out.
  private func ids(_ name: String) -> [String] {
    guard let body = fields[name] else { return [] }
    var ids: [String] = []
    var rest = body
    while let open = rest.firstIndex(of: UInt8(ascii: "<")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: ">"))
    {
      ids.append(TextEncoding.text(rest[(open + 1)..<close], in: nil).onOneLine)
      rest = rest[(close + 1)...]
    }
    if ids.isEmpty {
      ids = body.split(whereSeparator: \.isBlank).filter { $0.contains(UInt8(ascii: "@")) }
        .map { TextEncoding.text($0, in: nil).onOneLine }
    }
    return ids.filter { !$0.isEmpty }
  }
}
