/// Reads messages from a file of many or of one, holding one at a time.
///
/// A file that begins with a `From ` line is a mailbox (RFC 4155) in any of the forms that programs write:
/// with `>` put before such lines in a text, as in mboxo and mboxrd, or with the length in the head, as in
/// mboxcl2. Any other file is one message.
package struct MailboxReader<Source: ByteSource> {
  private var source: Source
  private var messages: MessageScanner

  /// A message of `limit` bytes or more is an error; servers accept half of the usual limit.
  package init(_ source: Source, limit: Int = 64 << 20) {
    self.source = source
    messages = MessageScanner(limit: limit)
  }

  /// The next message, or nil at the end.
  ///
  /// Fails when the source does, and with `MailTooLarge`, after which the next call gives the message behind.
  package mutating func next() throws -> StoredMail? {
    while true {
      if let message = try messages.next() { return message }
      if messages.window.isLast { return nil }
      try messages.window.fill(from: &source)
    }
  }
}

/// A message as a file holds it.
package struct StoredMail: Sendable {
  /// The line on which it begins, counted from 1.
  package let line: Int
  /// All of it as it stands in the file.
  package let source: [UInt8]

  /// When it was delivered, which the `From ` line over it tells; nil where there is none.
  package var delivered: Timestamp? {
    var lines = ByteLines(source[...])
    return lines.next().flatMap(MailboxLine.date)
  }

  /// The message without what the mailbox added to it.
  package var content: ArraySlice<UInt8> {
    guard source.starts(with: MailboxLine.start) else { return source[...] }
    var lines = ByteLines(source[...])
    _ = lines.next()
    return MailboxLine.unquoted(lines.rest)
  }
}

/// A message that is larger than its reader allows.
package struct MailTooLarge: Error, Hashable, CustomStringConvertible {
  /// The line on which it begins, counted from 1.
  package let line: Int

  /// So many bytes make a message too large.
  package let limit: Int

  package var description: String { "a message is larger than \(limit >> 20) MB" }
}

/// Takes messages out of a window; apart from `MailboxReader` so that it is compiled once, for all sources.
private struct MessageScanner {
  let limit: Int
  var window = ByteWindow()
  private var search = MessageSearch(isMailbox: false)
  /// The line on which the message begins that begins the window.
  private var line = 1
  private var hasBegun = false
  /// Whether the message is too large, and what comes of it is dropped.
  private var isSkipping = false

  init(limit: Int) {
    self.limit = limit
  }

  /// The next message, or nil when the window has none that is complete.
  mutating func next() throws(MailTooLarge) -> StoredMail? {
    guard hasBegun || begin() else { return nil }
    while let end = findEnd() {
      let message =
        isSkipping ? nil : StoredMail(line: line, source: window.withBytes { Array($0[..<end.offset]) })
      drop(end)
      search = search.next
      isSkipping = false
      if let message { return message }
    }
    if window.count >= limit {
      let first = line
      // The line that is not complete may be a separator, unless it is larger than any message itself.
      drop(search.line.offset > 0 ? search.line : MessageSearch.Place(offset: window.count))
      search = search.rest
      defer { isSkipping = true }
      if !isSkipping { throw MailTooLarge(line: first, limit: limit) }
    }
    return nil
  }

  /// Where the message ends that begins the window; nil when that is not clear yet.
  private mutating func findEnd() -> MessageSearch.Place? {
    // The search is set apart from the rest, for the window is being looked into meanwhile.
    var search = search
    defer { self.search = search }
    let end = window.withBytes { [isLast = window.isLast] in search.end(in: $0, isLast: isLast) }
    return end ?? (window.count >= limit ? search.endWithoutLength() : nil)
  }

  /// Passes over a byte order mark and empty lines, and finds out what the file is; false as long as that is
  /// not clear.
  private mutating func begin() -> Bool {
    let mark = TextEncoding.utf8.byteOrderMark
    if window.offset == 0, window.count >= mark.count, window.withBytes({ $0.starts(with: mark) }) {
      window.consume(mark.count)
    }
    let breaks = window.withBytes { bytes in
      let breaks = bytes.prefix(while: \.isLineBreak)
      return (count: breaks.count, lines: breaks.count { $0 == .lineFeed })
    }
    window.consume(breaks.count)
    line += breaks.lines
    guard window.count >= MailboxLine.start.count || window.isLast else { return false }
    search = MessageSearch(isMailbox: window.withBytes { $0.starts(with: MailboxLine.start) })
    hasBegun = true
    return true
  }

  /// Takes bytes out of the window that have been dealt with.
  private mutating func drop(_ bytes: MessageSearch.Place) {
    window.consume(bytes.offset)
    line += bytes.lines
  }
}
